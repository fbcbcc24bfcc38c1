# SPDX-License-Identifier: EUPL-1.2
"""The hub of an ASGI process: one subscription, and to each client the latest of its campaign.

A client that stands where the last frame of its campaign ended has missed nothing. What could be
missed is told by a resync: Redis was lost and is back, or the ledger is further than what was heard.
"""

import asyncio

import structlog
from django.db import Error as DatabaseError

from backend.faces.live.client import Client, Send
from backend.faces.live.protocol import DEGRADED, LIVE, RESYNC, decode
from backend.faces.live.room import Room
from backend.faces.live.standing import look_up, open_campaign
from backend.faces.live.subscription import keep_subscribed
from backend.ledger.events.selectors import Standing

WINDOW_SECONDS = 0.25
CHECK_SECONDS = 5.0
ON_THE_WAY_SECONDS = 1.0
"""A frame that takes longer from the relay to a hub counts as lost."""
_log = structlog.get_logger(__name__)


class Hub:
    """Works while somebody is connected; belongs to one event loop at a time."""

    def __init__(self, url: str, *, window: float = WINDOW_SECONDS, check_every: float = CHECK_SECONDS) -> None:
        self._url = url
        self._window = window
        self._check_every = check_every
        self._tasks: list[asyncio.Task[None]] = []
        self._users = 0
        self._reset()

    def _reset(self) -> None:
        self._rooms: dict[str, Room] = {}
        self._by_id: dict[int, Room] = {}
        self._epoch = ""
        # the last position heard of each campaign since the subscription began
        self._heard: dict[int, int] = {}
        self._degraded = False
        self._settled = asyncio.Event()
        self._opening = asyncio.Lock()

    async def join(self, slug: str, send: Send) -> Client | None:
        """Follow a campaign; None where there is none that everybody sees. The client hears hello first.

        Raises django.db.Error when the database is away.
        """
        self._users += 1
        try:
            self._start()
            await self._settled.wait()  # Redis has answered or failed: two seconds at most
            room = await self._room_of(slug)
        except BaseException:
            self._one_less()
            raise
        if room is None:
            self._one_less()
            return None
        position = self._heard.get(room.campaign_id, 0)
        client = Client(slug, send, {"type": "hello", "epoch": self._epoch, "position": position})
        room.clients.add(client)
        if self._degraded:
            client.tell(DEGRADED)
        return client

    def leave(self, client: Client) -> None:
        """Follow no more."""
        client.stop()
        room = self._rooms[client.campaign]
        room.clients.discard(client)
        if not room.clients:
            del self._rooms[client.campaign], self._by_id[room.campaign_id]
        self._one_less()

    def hear(self, campaign_id: int, text: bytes) -> None:
        """A frame from a relay: sent on, unless it is older than what was heard."""
        try:
            frame = decode(text)
            if frame["type"] == "tallies":
                if frame["epoch"] != self._epoch:
                    self._epoch = frame["epoch"]
                    self._heard.clear()
                if frame["position"] <= self._heard.get(campaign_id, -1):
                    return
                self._heard[campaign_id] = frame["position"]
        except (ValueError, KeyError, TypeError) as error:
            _log.warning("live_frame_unreadable", error=repr(error))
            return
        if room := self._by_id.get(campaign_id):
            room.offer(frame)

    async def found(self) -> None:
        """Redis is there; whoever was told otherwise asks for the snapshot."""
        standing = await self._look()
        if standing is not None:
            self._overtake(standing)
        if self._degraded:
            self._degraded = False
            for room in self._rooms.values():
                room.tell(LIVE)
                room.offer(RESYNC)
        self._settled.set()

    def lost(self) -> None:
        """Redis is away: everybody is told, once."""
        if not self._degraded:
            self._degraded = True
            for room in self._rooms.values():
                room.tell(DEGRADED)
        self._settled.set()

    async def close(self) -> None:
        """Let the subscription go, and wait until it is gone."""
        tasks = self._tasks
        self._stop()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _start(self) -> None:
        if not self._tasks:
            self._reset()
            self._tasks = [
                asyncio.create_task(keep_subscribed(self._url, self), name="live subscription"),
                asyncio.create_task(self._keep_checking(), name="live check"),
            ]

    def _stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        self._tasks = []

    def _one_less(self) -> None:
        self._users -= 1
        if not self._users:
            self._stop()

    async def _room_of(self, slug: str) -> Room | None:
        """The room of a campaign; the first who comes asks the database, those who come meanwhile wait."""
        async with self._opening:
            if slug in self._rooms:
                return self._rooms[slug]
            opening = await open_campaign(slug)
            if opening is None:
                return None
            self._overtake(Standing(opening.epoch, {opening.campaign_id: opening.position}))
            room = Room(opening.campaign_id, self._window)
            self._rooms[slug] = self._by_id[opening.campaign_id] = room
            return room

    async def _look(self) -> Standing | None:
        """Where the campaigns stand that somebody follows; None when the database is away or nobody does."""
        try:
            return await look_up(list(self._by_id)) if self._by_id else None
        except DatabaseError as error:
            _log.warning("live_look_failed", error=repr(error))
            return None

    def _overtake(self, standing: Standing) -> list[int]:
        """Stand at least where the ledger stands; which campaigns had not been heard so far."""
        if standing.epoch != self._epoch:
            self._epoch = standing.epoch
            self._heard.clear()
        behind = [one for one, position in standing.positions.items() if self._heard.get(one, -1) < position]
        self._heard.update((one, standing.positions[one]) for one in behind)
        return behind

    async def _keep_checking(self) -> None:
        """Notice a last frame that never came: no later one would show the gap."""
        while True:
            await asyncio.sleep(self._check_every)
            standing = await self._look()
            await asyncio.sleep(ON_THE_WAY_SECONDS)
            if standing is None or self._degraded:
                continue
            for campaign_id in self._overtake(standing):
                if room := self._by_id.get(campaign_id):
                    room.offer(RESYNC)
