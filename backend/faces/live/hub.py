# SPDX-License-Identifier: EUPL-1.2
"""The hub of an ASGI process: one subscription, and to each client the latest of its campaign.

A client that stands where the last frame of its campaign ended has missed nothing. Where the hub
itself missed something (a frame was dropped, Redis was away) it reads the campaign's figures once
and sends all of them to everybody, so that a thousand pages need not ask.
"""

import asyncio

import structlog
from django.db import Error as DatabaseError

from backend.common.faults import kind_of
from backend.faces.live.client import Client, Send
from backend.faces.live.frames import whole_frame
from backend.faces.live.heard import Heard
from backend.faces.live.protocol import DEGRADED, LIVE, RESYNC, Resync, Tallies, decode
from backend.faces.live.room import Room
from backend.faces.live.standing import figures_of, look_up, open_campaign, until_read
from backend.faces.live.subscription import keep_subscribed

WINDOW_SECONDS = 0.2
"""Shorter than the relay's beat, else one frame that came late would hold up all that follow."""
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
        self._heard = Heard()
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
        position = self._heard.position_of(room.campaign_id)
        client = Client(slug, send, {"type": "hello", "epoch": self._heard.epoch, "position": position})
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
        """A frame from a relay: sent on when it follows what was heard."""
        room = self._by_id.get(campaign_id)
        try:
            frame = decode(text)
            order = self._heard.place(campaign_id, frame) if frame["type"] == "tallies" else "gap"
            if frame["type"] == "tallies" and (order == "next" or room is None):
                self._heard.reach(frame["epoch"], campaign_id, frame["position"])
        except (ValueError, KeyError, TypeError) as error:
            _log.warning("live_frame_unreadable", error=kind_of(error))
            return
        if room is not None and order == "next":
            room.offer(frame)
        elif room is not None and order == "gap":
            self._repair(room)

    async def found(self) -> None:
        """Redis is there: everybody is told, and hears what was missed meanwhile."""
        if self._degraded:
            self._degraded = False
            for room in self._rooms.values():
                room.tell(LIVE)
            await self._catch_up()
        self._settled.set()

    def lost(self) -> None:
        """Redis is away: everybody is told, once."""
        if not self._degraded:
            self._degraded = True
            for room in self._rooms.values():
                room.tell(DEGRADED)
        self._settled.set()

    async def close(self) -> None:
        """Let the subscription go, and wait until it is gone and nothing is read any more."""
        tasks = [*self._tasks, *(room.repairing for room in self._rooms.values() if room.repairing)]
        self._stop()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await until_read()

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
            self._heard.reach(opening.epoch, opening.campaign_id, opening.position)
            room = Room(opening.campaign_id, self._window)
            self._rooms[slug] = self._by_id[opening.campaign_id] = room
            return room

    async def _keep_checking(self) -> None:
        """Notice a last frame that never came: no later one would show the gap."""
        while True:
            await asyncio.sleep(self._check_every)
            if not self._degraded:
                await self._catch_up(patience=ON_THE_WAY_SECONDS)

    async def _catch_up(self, *, patience: float = 0) -> None:
        """Repair the rooms of which the ledger has had more for `patience` seconds."""
        try:
            standing = await look_up(list(self._by_id)) if self._by_id else None
        except DatabaseError as error:
            _log.warning("live_look_failed", error=kind_of(error))
            return
        await asyncio.sleep(patience)
        for campaign_id in self._heard.behind(standing) if standing else ():
            if room := self._by_id.get(campaign_id):
                self._repair(room)

    def _repair(self, room: Room) -> None:
        """Send all figures of a campaign, as they are after this moment."""
        room.wants_all = True
        if room.repairing is None:
            room.repairing = asyncio.create_task(self._send_all(room))

    async def _send_all(self, room: Room) -> None:
        try:
            while room.wants_all:
                room.wants_all = False
                room.offer(await self._whole(room.campaign_id))
        finally:
            room.repairing = None

    async def _whole(self, campaign_id: int) -> Tallies | Resync:
        """All figures of a campaign; where they cannot be read, that each client ask for them."""
        try:
            snapshot = await figures_of(campaign_id)
        except DatabaseError as error:
            _log.warning("live_repair_failed", error=kind_of(error))
            return RESYNC
        self._heard.reach(snapshot["epoch"], campaign_id, snapshot["position"])
        return whole_frame(snapshot)
