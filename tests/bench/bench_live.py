# SPDX-License-Identifier: EUPL-1.2
"""How soon a vote is on a thousand pages, what a page costs the server, and whether any gap goes unnoticed.

BENCH_CLIENTS sets another number of pages, BENCH_ROUNDS of rounds.
"""

import asyncio
import os
import secrets
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.db import connection, transaction

from backend.config.relay import BEAT_SECONDS
from backend.faces.live.protocol import Snapshot
from backend.ledger.events.catch_up import follow_ups
from backend.ledger.events.services import publish, relay_batch
from backend.participation.campaigns.models import VotingWindow
from backend.participation.ideas.models import Idea
from backend.participation.participants.services import ImportedVoter, admit_imported
from backend.participation.supports import gate
from backend.participation.supports.events import SupportGiven
from backend.participation.supports.services import seal_due_windows
from tests.bench.sockets import Frames, Socket
from tests.live.browser import SPREAD_SECONDS
from tests.live.page import Page
from tests.live.site import Site, running_site
from tests.live.waiting import until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
CLIENTS = int(os.environ.get("BENCH_CLIENTS", "1000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
SECONDS, PER_SECOND, VOTERS, IDEAS = 3, 100, 4, 40
GOAL = BEAT_SECONDS + (0.06 if CLIENTS <= 1000 else 0.2)


class Follower:
    """A page with its socket; what it hears is taken in at once as far as gaps go, and shown when all is over."""

    def __init__(self, site: Site, frames: Frames, snapshot: Snapshot) -> None:
        self.page = Page()
        self.page.take(snapshot)
        self.known = [(0.0, snapshot["totals"]["supports"])]
        self.heard: list[Any] = []
        self.live = False
        self.asked = 0
        self._place = self.page.place
        self._site = site
        self.socket = Socket("/ws/campaigns/joki/", site.origin, frames, self.hear)
        self._asking: asyncio.Task[None] | None = None

    def hear(self, frame: Any, now: float) -> None:
        """As a page does, but for the drawing: a thousand pages share this process."""
        self.live = True
        step = self._place.step(frame)
        if step == "show":
            self.heard.append(frame)
            self.known.append((now, frame["totals"]["supports"]))
        elif step == "ask" and self._asking is None:
            self._asking = asyncio.get_running_loop().create_task(self._ask())

    def shows(self, truth: Snapshot) -> bool:
        """Whether the page shows the truth, or knows that it does not."""
        for frame in self.heard:
            self.page.show(frame)
        return self._asking is not None or self.page.shows(truth)

    async def _ask(self) -> None:
        await asyncio.sleep(SPREAD_SECONDS * secrets.randbelow(1000) / 1000)
        snapshot = await asyncio.to_thread(self._site.snapshot, "joki")
        self.asked += 1
        if snapshot and self._place.accept(snapshot):
            self.heard.append(snapshot)
            self.known.append((time.monotonic(), snapshot["totals"]["supports"]))
        self._asking = None


@pytest.fixture
def votes(campaign, make_idea):
    """Every vote that will be given: act(n) stores the n-th."""
    seal_due_windows()
    ideas = [
        make_idea(campaign),
        *Idea.objects.bulk_create(Idea(campaign=campaign, title=f"I{n}") for n in range(IDEAS)),
    ]
    with transaction.atomic():
        voters = [ImportedVoter(str(number)) for number in range(ROUNDS * SECONDS * PER_SECOND)]
        people = list(admit_imported(campaign=campaign, voters=voters, language="fi").values())
    window = VotingWindow.objects.get(phase__campaign=campaign)
    relay_batch(follow_ups().now)

    def act(number: int) -> float:
        idea = ideas[number % len(ideas)]
        with transaction.atomic():
            gate.give(window_id=window.id, participant_id=people[number], idea_id=idea.id)
            publish(SupportGiven(campaign_id=campaign.id, participant_id=people[number], subject_id=idea.id))
        return time.monotonic()

    return act


def vote_steadily(act, first: int, count: int) -> list[float]:
    """So many votes a second, whatever each takes; when each was committed."""
    began = time.monotonic()

    def voter(share: int) -> list[float]:
        committed = []
        for number in range(share, count, VOTERS):
            time.sleep(max(0.0, began + number / PER_SECOND - time.monotonic()))
            committed.append(act(first + number))
        connection.close()
        return committed

    with ThreadPoolExecutor(VOTERS) as pool:
        return sorted(moment for share in pool.map(voter, range(VOTERS)) for moment in share)


def delays(committed: list[float], followers: list[Follower], before: int) -> np.ndarray:
    """Seconds from the n-th commit until each page showed at least n more supports than before."""
    wanted = before + 1 + np.arange(len(committed))
    moments = np.array(committed)
    columns = []
    for follower in followers:
        times, known = np.array(follower.known).T
        columns.append(times[np.searchsorted(known, wanted)] - moments)
    return np.concatenate(columns)


def resident_kib(site: Site) -> float:
    """Memory of the web process."""
    pages = int(Path(f"/proc/{site.running['web-0'].pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024


def cpu_seconds(site: Site) -> float:
    """What the web process has worked so far."""
    times = Path(f"/proc/{site.running['web-0'].pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return sum(map(int, times)) / os.sysconf("SC_CLK_TCK")


async def connected(site: Site) -> list[Follower]:
    """All pages, opened a hundred at a time with the same snapshot, so that only a gap makes one ask."""
    loop, frames, followers = asyncio.get_running_loop(), Frames(), []
    snapshot = await asyncio.to_thread(site.snapshot, "joki")
    for _ in range(0, CLIENTS, 100):
        some = [Follower(site, frames, snapshot) for _ in range(100)]
        await asyncio.gather(*(loop.create_connection(lambda f=f: f.socket, "127.0.0.1", site.port) for f in some))
        followers += some
        await until(lambda some=some: all(follower.live for follower in some), within=30)
    return followers


def in_milliseconds(seconds: float) -> str:
    """As it is printed."""
    return f"{seconds * 1000:.0f} ms"


def tell(measured: list[np.ndarray], followers: list[Follower], memory: list[float], worked: float) -> None:
    """Print what was measured beside the goals."""
    together, p95s = np.concatenate(measured), [float(np.percentile(each, 95)) for each in measured]
    empty, at_rest, after = memory
    print(f"\nlive: {CLIENTS} pages, {PER_SECOND} votes/s, {ROUNDS} rounds of {SECONDS} s")
    print(
        f"  commit to page: p50 {in_milliseconds(np.percentile(together, 50))},"
        f" p95 {in_milliseconds(np.percentile(together, 95))} (goal {in_milliseconds(GOAL)},"
        f" rounds {in_milliseconds(min(p95s))} to {in_milliseconds(max(p95s))}), max {in_milliseconds(together.max())}"
    )
    print(
        f"  memory: {(at_rest - empty) / CLIENTS:.1f} KiB a page at rest, {(after - empty) / CLIENTS:.1f} after"
        f" the votes (goal 60); the process {after / 1024:.0f} MiB"
    )
    frames = sum(len(follower.heard) for follower in followers)
    print(
        f"  {frames / len(followers):.0f} frames a page, {worked / frames * 1e6:.0f} µs of the web process each;"
        f" {sum(f.asked for f in followers)} snapshots asked for,"
        f" {sum(f.socket.ended for f in followers)} sockets closed"
    )


async def test_live(votes, tmp_path):
    count = SECONDS * PER_SECOND
    with running_site(tmp_path, slug="joki", DATABASE_POOL="8") as site:
        memory = [resident_kib(site)]
        followers = await connected(site)
        memory.append(resident_kib(site))
        measured, worked = [], cpu_seconds(site)
        for number in range(ROUNDS):
            committed = await asyncio.to_thread(vote_steadily, votes, number * count, count)
            total = (number + 1) * count
            await until(lambda total=total: all(f.known[-1][1] == total for f in followers), within=15)
            measured.append(delays(committed, followers, number * count))
        memory.append(resident_kib(site))
        worked = cpu_seconds(site) - worked
        truth = await asyncio.to_thread(site.snapshot, "joki")
        unnoticed = sum(not follower.shows(truth) for follower in followers)
        tell(measured, followers, memory, worked)
        print(f"  gaps: {unnoticed} unnoticed (goal 0)")
        for follower in followers:
            follower.socket.close()
    assert unnoticed == 0
