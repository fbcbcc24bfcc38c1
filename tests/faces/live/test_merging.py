# SPDX-License-Identifier: EUPL-1.2
"""Frames that wait for a slow client are joined: the latest wins, and no gap is hidden."""

from hypothesis import given
from hypothesis import strategies as st

from backend.faces.live.merging import MOST_IDEAS, joined
from backend.faces.live.protocol import RESYNC, Resync, Tallies
from tests.live.page import Page


def tallies(previous: int, position: int, *, epoch: str = "e", **ideas: int) -> Tallies:
    return {
        "type": "tallies",
        "epoch": epoch,
        "previous": previous,
        "position": position,
        "ideas": {idea.removeprefix("idea"): {"supports": supports, "comments": 0} for idea, supports in ideas.items()},
        "totals": {"supports": position, "comments": 0, "ideas": 9},
    }


def test_two_frames_that_follow_each_other_become_one():
    assert joined(tallies(1, 2, idea1=5, idea2=1), tallies(2, 4, idea2=3)) == tallies(1, 4, idea1=5, idea2=3)


def test_a_gap_between_two_frames_becomes_a_resync():
    assert joined(tallies(1, 2, idea1=5), tallies(3, 4, idea1=6)) == RESYNC


def test_another_ledger_becomes_a_resync():
    assert joined(tallies(1, 2), tallies(2, 3, epoch="f")) == RESYNC


def test_a_resync_stays_one():
    assert joined(RESYNC, tallies(1, 2)) == joined(tallies(1, 2), RESYNC) == RESYNC


def test_an_older_frame_that_comes_late_changes_nothing():
    assert joined(tallies(4, 6, idea1=6), tallies(1, 4, idea1=4)) == tallies(4, 6, idea1=6)


def test_a_frame_of_a_longer_span_counts_from_its_own_beginning():
    assert joined(tallies(5, 6, idea1=6), tallies(1, 9, idea1=9)) == tallies(1, 9, idea1=9)


def test_too_many_ideas_become_a_resync():
    first = tallies(1, 2, **{f"idea{n}": 1 for n in range(MOST_IDEAS)})
    assert joined(first, tallies(2, 3, idea1=2))["type"] == "tallies"
    assert joined(first, tallies(2, 3, idea9999=2)) == RESYNC


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[dict[str, int]], list[Tallies | Resync]]:
    """Figures at each position, and frames of them: some missing, some late, some overlapping."""
    steps = draw(st.lists(st.integers(1, 3), min_size=1, max_size=12))
    states = [{}]
    for position, idea in enumerate(steps, start=1):
        states.append(states[-1] | {str(idea): position})
    frames: list[Tallies | Resync] = []
    for _ in range(draw(st.integers(1, 6))):
        previous = draw(st.integers(0, len(steps) - 1))
        position = draw(st.integers(previous + 1, len(steps)))
        changed = {str(idea) for idea in steps[previous:position]}
        frames.append(tallies(previous, position, **{f"idea{idea}": states[position][idea] for idea in changed}))
    return states, frames


@given(histories())
def test_a_page_that_hears_joined_frames_shows_the_truth_or_asks(history):
    states, frames = history
    waiting = frames[0]
    for frame in frames[1:]:
        waiting = joined(waiting, frame)
    for start in range(len(states)):
        page = Page()
        ideas = {idea: {"supports": supports, "comments": 0} for idea, supports in states[start].items()}
        page.take({"epoch": "e", "position": start, "ideas": ideas, "totals": tallies(0, start)["totals"]})
        page.hear(waiting)
        if not page.asks:
            assert {idea: tally["supports"] for idea, tally in page.ideas.items()} == states[page.place.position]
