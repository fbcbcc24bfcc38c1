# SPDX-License-Identifier: EUPL-1.2
"""What is open is open by the database's clock alone: proposals and comments across both ends of their phase."""

import dataclasses
import datetime
import threading
import time
from collections.abc import Callable

import pytest
import time_machine

from backend.common.clock import database_now, now
from backend.participation.campaigns.errors import PhaseNotOpen
from backend.participation.campaigns.models import Phase
from backend.participation.discussion.models import Comment
from backend.participation.discussion.services import write_comment
from backend.participation.ideas.models import Idea
from backend.participation.ideas.rules import IdeaDraft
from backend.participation.ideas.services import propose_idea
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)
SECOND = datetime.timedelta(seconds=1)
WRITES, LASTING, THREADS = 500, 3.2, 16
HOURS = pytest.mark.parametrize("hours", [-1, 1], ids=["an hour slow", "an hour fast"])


@dataclasses.dataclass(frozen=True)
class Told:
    """What became of one write, and what the database's clock said just before and just after it."""

    before: datetime.datetime
    done: object
    after: datetime.datetime


def across_an_hour(hours: int, phase: Phase, write: Callable[[int], object]) -> list[Told]:
    """500 writes in three seconds, or as long as they take; the phase is open for a part of them only."""
    began = 0.0

    def begin() -> None:
        nonlocal began
        opens = database_now() + 0.6 * SECOND
        Phase.objects.filter(pk=phase.pk).update(opens=opens, closes=opens + 1.8 * SECOND)
        began = time.monotonic()

    connected = threading.Barrier(THREADS, action=begin)

    def connect() -> None:
        database_now()
        connected.wait(30)

    def told(number: int) -> Told:
        time.sleep(max(0.0, began + LASTING * number / WRITES - time.monotonic()))
        before = database_now()
        try:
            done = write(number)
        except PhaseNotOpen as refusal:
            done = refusal
        return Told(before, done, database_now())

    with time_machine.travel(now() + datetime.timedelta(hours=hours), tick=True):
        results = at_once([connect] * THREADS + [lambda n=n: told(n) for n in range(WRITES)], threads=THREADS)
    phase.refresh_from_db()
    assert [one for one in results[THREADS:] if not isinstance(one, Told)] == []
    return results[THREADS:]


def assert_obeyed(results: list[Told], phase: Phase, stored: list[datetime.datetime]) -> None:
    """Accepted is what is stored, all of it within [opens, closes); refused was nothing that had to be accepted."""
    refused = [one for one in results if isinstance(one.done, PhaseNotOpen)]
    assert len(stored) == len(results) - len(refused)
    assert all(phase.opens <= moment < phase.closes for moment in stored)
    assert not [one for one in refused if phase.opens <= one.before and one.after < phase.closes]
    assert stored
    assert [one for one in refused if one.before < phase.opens], "some must come too early for this to say anything"
    assert [one for one in refused if one.after >= phase.closes], "and some too late"


@pytest.fixture
def collecting(make_campaign) -> Phase:
    """The phase that collects ideas; the others begin in days."""
    return Phase.objects.get(campaign=make_campaign("keruu", open_phase="collect"), kind="collect")


@HOURS
def test_five_hundred_proposals_obey_the_databases_clock(collecting, onni, hours):
    slug = collecting.campaign.slug

    def propose(number: int) -> Idea:
        draft = IdeaDraft(title=f"Laituri {number}", text="Rantaan pieni laituri uimareille.", category="luonto")
        return propose_idea(by=onni, campaign_slug=slug, draft=draft)

    results = across_an_hour(hours, collecting, propose)
    assert_obeyed(results, collecting, list(Idea.objects.values_list("proposed_at", flat=True)))


@HOURS
def test_five_hundred_comments_obey_the_databases_clock(collecting, make_idea, onni, hours):
    idea = make_idea(collecting.campaign)
    results = across_an_hour(
        hours, collecting, lambda number: write_comment(by=onni, idea_id=idea.id, text=f"{number}!")
    )
    assert_obeyed(results, collecting, list(Comment.objects.values_list("written_at", flat=True)))
