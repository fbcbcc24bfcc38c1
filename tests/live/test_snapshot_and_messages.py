# SPDX-License-Identifier: EUPL-1.2
"""Snapshot at t0 + messages = fresh snapshot at t1, whatever is dropped, late, doubled or joined on the way."""

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.faces.live.frames import frames_of
from backend.faces.live.merging import joined
from backend.faces.live.protocol import Resync, Tallies
from backend.faces.live.snapshot import campaign_snapshot
from backend.ledger.events.catch_up import follow_ups
from backend.ledger.events.services import Span, relay_batch
from backend.participation.discussion.services import write_comment
from backend.participation.ideas.models import Idea
from backend.participation.supports.services import support_idea, withdraw_support
from tests.live.page import Page

FATES = ["come", "come", "drop", "late", "twice", "wait"]


@dataclasses.dataclass(frozen=True)
class Step:
    """Somebody acts on an idea; perhaps it is folded then, and the frame has a fate."""

    person: int
    idea: int
    act: str
    folded: bool
    fate: str


STEPS = st.lists(
    st.builds(
        Step,
        person=st.integers(0, 1),
        idea=st.integers(0, 2),
        act=st.sampled_from(["support", "withdraw", "comment"]),
        folded=st.booleans(),
        fate=st.sampled_from(FATES),
    ),
    min_size=1,
    max_size=15,
)


class Way:
    """What lies between the relay and one page: it loses, delays, doubles and joins frames."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._late: list[Tallies | Resync] = []
        self._waiting: Tallies | Resync | None = None

    def carry(self, frame: Tallies | Resync, fate: str) -> None:
        """Let a frame meet its fate."""
        if fate == "late":
            self._late.append(frame)
        elif fate == "wait":
            self._waiting = frame if self._waiting is None else joined(self._waiting, frame)
        elif fate != "drop":
            if self._waiting is not None:
                frame, self._waiting = joined(self._waiting, frame), None
            for _ in range(2 if fate == "twice" else 1):
                self.page.hear(frame)

    def clear(self) -> None:
        """What was late comes now."""
        for frame in self._late:
            self.page.hear(frame)


@pytest.fixture
def stage(campaign, make_idea, aino, onni):
    first = make_idea(campaign)
    others = Idea.objects.bulk_create(Idea(campaign=campaign, title=f"Penkki {n}") for n in range(2))
    return campaign, [first, *others], [aino, onni]


def act(step: Step, ideas, people) -> None:
    idea, person = ideas[step.idea], people[step.person]
    if step.act == "support":
        support_idea(by=person, idea_id=idea.id)
    elif step.act == "withdraw":
        withdraw_support(by=person, idea_id=idea.id)
    else:
        write_comment(by=person, idea_id=idea.id, text="Hyvä ajatus")


def fold() -> Span:
    return relay_batch(follow_ups().now) or Span(0, 0)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, second_opened=st.integers(0, 14))
def test_every_page_shows_the_truth_or_knows_that_it_does_not(stage, steps, second_opened):
    campaign, ideas, people = stage
    fold()
    ways = [Way(Page())]
    ways[0].page.take(campaign_snapshot(campaign))
    for number, step in enumerate(steps):
        act(step, ideas, people)
        frame = frames_of(fold()).get(campaign.id) if step.folded else None
        for way in ways if frame else ():
            way.carry(frame, step.fate)
        if number == second_opened:
            ways.append(Way(Page()))
            ways[-1].page.take(campaign_snapshot(campaign))
    write_comment(by=people[0], idea_id=ideas[0].id, text="Viimeinen sana")
    last = frames_of(fold())[campaign.id]
    fresh = campaign_snapshot(campaign)
    for way in ways:
        way.carry(last, "come")
        way.clear()
        assert way.page.asks or way.page.shows(fresh)
        way.page.take(fresh)
        assert way.page.shows(fresh)


def test_nothing_dropped_means_no_question_asked(stage):
    campaign, ideas, people = stage
    fold()
    page = Page()
    page.take(campaign_snapshot(campaign))
    for number in range(12):
        act(Step(number % 2, number % 3, ["support", "comment", "withdraw"][number % 3], True, "come"), ideas, people)
        for frame in frames_of(fold()).values():
            page.hear(frame)
    assert not page.asks
    assert page.shows(campaign_snapshot(campaign))
