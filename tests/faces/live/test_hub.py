# SPDX-License-Identifier: EUPL-1.2
"""The hub between Redis and the clients: who hears what, and what happens when Redis goes and comes."""

import asyncio
import contextlib
import json
import time
import uuid

import pytest
from channels.db import database_sync_to_async
from django.conf import settings as configured

from backend.faces.live.frames import frames_of, whole_frame
from backend.faces.live.hub import Hub
from backend.faces.live.merging import MOST_IDEAS
from backend.faces.live.protocol import DEGRADED, LIVE, RESYNC, encode
from backend.faces.live.push import push_tallies
from backend.faces.live.snapshot import campaign_snapshot
from backend.ledger.events.models import Epoch
from backend.ledger.events.services import Span
from backend.participation.ideas.models import Idea
from backend.participation.supports.services import support_idea, withdraw_support
from tests.live.waiting import until

pytestmark = pytest.mark.django_db(transaction=True)
WINDOW = 0.05


class Ear:
    """Keeps what a client is sent, with the time."""

    def __init__(self) -> None:
        self.frames: list[dict] = []
        self.times: list[float] = []

    async def send(self, text: str) -> None:
        self.frames.append(json.loads(text))
        self.times.append(time.monotonic())

    async def hears(self, *types: str, within: float = 3) -> None:
        """Wait until exactly these frames have come."""
        with contextlib.suppress(TimeoutError):
            await until(lambda: self.types() == list(types), within=within)
        assert self.types() == list(types)

    def types(self) -> list[str]:
        return [frame["type"] for frame in self.frames]


@pytest.fixture
async def hub():
    hub = Hub(configured.LIVE_URL, window=WINDOW)
    yield hub
    await hub.close()


@pytest.fixture
def give(aino, fold):
    """Let Aino support an idea (or take it back), fold it, and push it unless it shall get lost on the way."""

    @database_sync_to_async
    def act(idea, *, pushed: bool = True, back: bool = False) -> Span:
        (withdraw_support if back else support_idea)(by=aino, idea_id=idea.id)
        span = fold()
        if pushed:
            push_tallies(span)
        return span

    return act


snapshot_of = database_sync_to_async(campaign_snapshot)


async def test_a_client_hears_where_its_campaign_stands_and_then_every_change(hub, campaign, idea, give):
    ear = Ear()
    client = await hub.join("joki", ear.send)
    await ear.hears("hello")
    standing = await snapshot_of(campaign)
    assert ear.frames[0] == {"type": "hello", "epoch": standing["epoch"], "position": standing["position"]}
    span = await give(idea)
    await ear.hears("hello", "tallies")
    assert ear.frames[1] == (await database_sync_to_async(frames_of)(span))[campaign.id]
    hub.leave(client)


async def test_clients_hear_of_their_own_campaign_only(hub, campaign, idea, make_campaign, make_idea, give, fold):
    elsewhere = await database_sync_to_async(lambda: make_idea(make_campaign("puisto")))()
    await database_sync_to_async(fold)()
    here, there = Ear(), Ear()
    clients = [await hub.join("joki", here.send), await hub.join("puisto", there.send)]
    await give(elsewhere)
    await there.hears("hello", "tallies")
    await give(idea)
    await here.hears("hello", "tallies")
    assert list(here.frames[1]["ideas"]) == [str(idea.id)]
    assert list(there.frames[1]["ideas"]) == [str(elsewhere.id)]
    for client in clients:
        hub.leave(client)


async def test_who_comes_later_is_told_what_was_heard_last(hub, campaign, idea, give):
    first, later = Ear(), Ear()
    clients = [await hub.join("joki", first.send)]
    span = await give(idea)
    await first.hears("hello", "tallies")
    clients.append(await hub.join("joki", later.send))
    await later.hears("hello")
    assert later.frames[0]["position"] == span.upto
    for client in clients:
        hub.leave(client)


async def test_a_draft_and_an_unknown_campaign_are_nobodys(hub, make_campaign):
    await database_sync_to_async(make_campaign)("luonnos", published=False)
    ear = Ear()
    assert await hub.join("luonnos", ear.send) is None
    assert await hub.join("tuntematon", ear.send) is None
    assert ear.frames == []


async def test_many_who_come_at_once_ask_the_database_once(hub, campaign, idea, give):
    ears = [Ear() for _ in range(100)]
    clients = await asyncio.gather(*(hub.join("joki", ear.send) for ear in ears))
    await give(idea)
    for ear in ears:
        await ear.hears("hello", "tallies")
    for client in clients:
        hub.leave(client)


async def test_a_last_frame_that_never_came_is_noticed(campaign, idea, give):
    hub, ear = Hub(configured.LIVE_URL, window=WINDOW, check_every=0.2), Ear()
    client = await hub.join("joki", ear.send)
    await give(idea, pushed=False)
    await ear.hears("hello", "tallies")
    assert ear.frames[1] == whole_frame(await snapshot_of(campaign))
    await asyncio.sleep(1.5)
    assert len(ear.frames) == 2, "said once"
    hub.leave(client)
    await hub.close()


async def test_after_a_frame_that_got_lost_everybody_hears_all_figures(hub, campaign, idea, give):
    ears = [Ear(), Ear()]
    clients = [await hub.join("joki", ear.send) for ear in ears]
    await give(idea, pushed=False)
    await give(idea, back=True)
    for ear in ears:
        await ear.hears("hello", "tallies")
        assert ear.frames[1] == whole_frame(await snapshot_of(campaign))
    await give(idea)
    for ear, client in zip(ears, clients, strict=True):
        await ear.hears("hello", "tallies", "tallies")
        assert ear.frames[2]["previous"] == ear.frames[1]["position"]
        hub.leave(client)


async def test_another_ledger_in_its_place_is_noticed(hub, campaign, idea, give):
    ear = Ear()
    client = await hub.join("joki", ear.send)
    await give(idea)
    await ear.hears("hello", "tallies")
    await database_sync_to_async(Epoch.objects.update)(epoch=uuid.uuid4())
    await give(idea, back=True)
    await ear.hears("hello", "tallies", "tallies")
    assert ear.frames[2] == whole_frame(await snapshot_of(campaign))
    hub.leave(client)


async def test_so_much_that_each_client_should_ask(hub, campaign, idea, give):
    ear = Ear()
    client = await hub.join("joki", ear.send)
    others = [Idea(campaign=campaign, title=f"Idea {n}") for n in range(MOST_IDEAS)]
    await database_sync_to_async(Idea.objects.bulk_create)(others)
    hub.hear(campaign.id, encode(RESYNC).encode())
    await ear.hears("hello", "resync")
    hub.leave(client)


async def test_the_hub_rests_while_nobody_is_there_and_hears_again_when_somebody_comes(hub, campaign, idea, give):
    ear = Ear()
    hub.leave(await hub.join("joki", ear.send))
    await give(idea)
    await asyncio.sleep(0.1)
    assert ear.frames == []
    span = await give(idea, back=True, pushed=False)
    client = await hub.join("joki", ear.send)
    await ear.hears("hello")
    assert ear.frames[0]["position"] == span.upto
    await give(idea)
    await ear.hears("hello", "tallies")
    hub.leave(client)


async def test_redis_killed_is_told_within_a_second_and_its_return_too(own_redis, campaign, idea, give):
    hub, ear = Hub(own_redis.url, window=WINDOW), Ear()
    client = await hub.join("joki", ear.send)
    await ear.hears("hello")
    killed = time.monotonic()
    own_redis.kill()
    await ear.hears("hello", "state", within=1)
    assert ear.times[1] - killed < 1
    await give(idea, pushed=False)
    await database_sync_to_async(own_redis.start)()
    back = time.monotonic()
    await ear.hears("hello", "state", "state", "tallies", within=5)
    assert ear.times[3] - back < 2
    assert ear.frames[1:] == [DEGRADED, LIVE, whole_frame(await snapshot_of(campaign))]
    await give(idea, back=True)
    await ear.hears("hello", "state", "state", "tallies", "tallies")
    hub.leave(client)
    await hub.close()


async def test_a_redis_that_hangs_is_told_within_a_second(own_redis, campaign):
    hub, ear = Hub(own_redis.url, window=WINDOW), Ear()
    client = await hub.join("joki", ear.send)
    await ear.hears("hello")
    own_redis.freeze()
    await ear.hears("hello", "state", within=1.2)
    own_redis.thaw()
    await ear.hears("hello", "state", "state", within=5)
    hub.leave(client)
    await hub.close()


async def test_who_comes_while_redis_is_away_is_told_so(own_redis, campaign):
    own_redis.kill()
    hub, ear = Hub(own_redis.url, window=WINDOW), Ear()
    client = await hub.join("joki", ear.send)
    await ear.hears("hello", "state")
    assert ear.frames[1] == DEGRADED
    hub.leave(client)
    await hub.close()


async def test_a_quiet_redis_is_not_a_lost_one(hub, campaign):
    ear = Ear()
    client = await hub.join("joki", ear.send)
    await asyncio.sleep(2.5)
    await ear.hears("hello")
    hub.leave(client)


async def test_what_is_no_frame_is_passed_over(hub, campaign, idea, give):
    ear = Ear()
    client = await hub.join("joki", ear.send)
    for text in (b"", b"[]", b"{}", b'{"type":"tallies"}', b"\xff"):
        hub.hear(campaign.id, text)
    await give(idea)
    await ear.hears("hello", "tallies")
    hub.leave(client)
