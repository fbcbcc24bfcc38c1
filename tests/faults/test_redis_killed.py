# SPDX-License-Identifier: EUPL-1.2
"""Redis is killed and comes back while people support: every success counts, live resumes by itself."""

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from channels.db import database_sync_to_async

from backend.participation.ideas.models import Idea
from backend.participation.supports.models import Support
from backend.region.accounts.models import Account
from backend.region.places.models import Municipality
from tests.live.browser import Browser
from tests.live.own_redis import OwnRedis, own_redis
from tests.live.site import Person, Site, running_site
from tests.live.waiting import until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.faults]
PEOPLE, IDEAS, PAGES = 20, 400, 5


@pytest.fixture
def people(db) -> list[Account]:
    """Twenty residents of Porvoo."""
    porvoo = Municipality.objects.get(slug="porvoo")
    return Account.objects.bulk_create(
        Account(
            email=f"aino{n}@example.org", pseudonym=f"Aino {n}", municipality=porvoo, birth_year=1980, language="fi"
        )
        for n in range(PEOPLE)
    )


class Crowd:
    """People who support idea after idea until told to stop, each on a thread of their own."""

    def __init__(self, site: Site, people: list[Account], ideas: list[Idea]) -> None:
        self._people = [Person(site.port, account) for account in people]
        self._ideas = ideas
        self._stop = threading.Event()
        self.answers: list[tuple[float, int]] = []

    def run(self) -> None:
        """Support until told to stop."""
        with ThreadPoolExecutor(PEOPLE) as pool:
            list(pool.map(self._support, self._people))

    def stop(self) -> None:
        """Enough."""
        self._stop.set()

    def counted(self, *, since: float = 0) -> int:
        """How many were told that their support counts."""
        return sum(status == 201 for at, status in self.answers if at > since)

    def refused(self) -> list[int]:
        """Answers that were no success."""
        return [status for _, status in self.answers if status != 201]

    def _support(self, person: Person) -> None:
        for idea in self._ideas:
            if self._stop.wait(0.15):
                break
            self.answers.append((time.monotonic(), person.support(idea.id)))
        person.leave()


async def lose_redis(redis: OwnRedis, browsers: list[Browser], crowd: Crowd, *, seconds: float) -> None:
    """Redis is away for some seconds: every page is told within one, people go on, live is back within five."""
    killed = time.monotonic()
    await asyncio.to_thread(redis.kill)
    told = await until(lambda: all("degraded" in browser.types_since(killed) for browser in browsers), within=1)
    await asyncio.sleep(seconds)
    assert crowd.counted(since=killed) > 0
    back = time.monotonic()
    await asyncio.to_thread(redis.start)
    await until(lambda: all("live" in browser.types_since(back) for browser in browsers), within=5)
    await until(lambda: all("tallies" in browser.types_since(back) for browser in browsers), within=5)
    assert time.monotonic() - back < 5
    print(f"told after {told:.2f} s, live again {time.monotonic() - back:.2f} s after Redis was")


@pytest.mark.parametrize(
    "away", [[2.0], pytest.param([0.3, 6.0, 1.0, 3.0], marks=pytest.mark.slow)], ids=["once", "often"]
)
async def test_redis_killed_while_twenty_people_support(away, campaign, make_idea, people, tmp_path, settings):
    first = await database_sync_to_async(make_idea)(campaign)
    others = [Idea(campaign=campaign, title=f"Idea {n}") for n in range(IDEAS - 1)]
    ideas = [first, *await database_sync_to_async(Idea.objects.bulk_create)(others)]
    with own_redis(tmp_path) as redis:
        settings.REDIS_URL = redis.url
        with running_site(tmp_path, slug="joki") as site:
            browsers = [Browser(site, "joki") for _ in range(PAGES)]
            following = [asyncio.create_task(browser.follow()) for browser in browsers]
            crowd = await database_sync_to_async(Crowd)(site, people, ideas)
            supporting = asyncio.create_task(asyncio.to_thread(crowd.run))
            await until(lambda: all("tallies" in browser.types_since(0) for browser in browsers), within=10)
            for seconds in away:
                await lose_redis(redis, browsers, crowd, seconds=seconds)
            crowd.stop()
            await supporting
            assert crowd.refused() == []
            assert await database_sync_to_async(Support.objects.count)() == crowd.counted()
            shown = lambda: all(browser.page.totals["supports"] == crowd.counted() for browser in browsers)  # noqa: E731
            await until(shown, within=5)
            assert all(browser.page.shows(site.snapshot("joki")) for browser in browsers)
            for task in following:
                task.cancel()
