# SPDX-License-Identifier: EUPL-1.2
"""Two relays run and the one that leads may be killed: pages hear on, and end at the truth."""

import asyncio
import time

import pytest
from channels.db import database_sync_to_async

from backend.participation.discussion.services import write_comment
from backend.participation.supports.services import support_idea, withdraw_support
from tests.live.browser import Browser
from tests.live.site import running_site
from tests.live.waiting import until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def busy(aino, onni, idea):
    """Let Aino and Onni act for some seconds; how many acts."""

    @database_sync_to_async
    def act(seconds: float) -> int:
        acts, ends = 0, time.monotonic() + seconds
        while time.monotonic() < ends:
            for person in (aino, onni):
                support_idea(by=person, idea_id=idea.id)
                write_comment(by=person, idea_id=idea.id, text="Hyvä ajatus")
                withdraw_support(by=person, idea_id=idea.id)
            acts += 6
            time.sleep(0.05)
        support_idea(by=aino, idea_id=idea.id)
        return acts + 1

    return act


@pytest.mark.faults
async def test_pages_follow_two_relays_of_which_either_is_killed(busy, campaign, tmp_path):
    with running_site(tmp_path, slug="joki", relays=2) as site:
        browsers = [Browser(site, "joki") for _ in range(3)]
        following = [asyncio.create_task(browser.follow()) for browser in browsers]
        await until(lambda: all(browser.snapshots for browser in browsers), within=10)
        await busy(1)
        for name in ("relay-0", "relay-1"):
            site.kill(name)
            killed = time.monotonic()
            await busy(1)
            if name == "relay-0":
                await until(lambda at=killed: all("tallies" in browser.types_since(at) for browser in browsers))
                site.start("relay")
        await until(lambda: site.snapshot("joki")["totals"]["supports"] == 1, within=10)
        await until(lambda: all(browser.page.shows(site.snapshot("joki")) for browser in browsers), within=10)
        for task in following:
            task.cancel()
