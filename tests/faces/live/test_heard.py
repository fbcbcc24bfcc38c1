# SPDX-License-Identifier: EUPL-1.2
"""Up to where a hub has heard, and what that makes of a frame."""

from backend.faces.live.heard import NEVER, Heard
from backend.ledger.events.selectors import Standing
from tests.faces.live.test_merging import tallies


def heard_up_to(position: int) -> Heard:
    heard = Heard()
    heard.reach("e", 1, position)
    return heard


def test_a_frame_that_follows_is_next_and_an_older_one_is_old():
    heard = heard_up_to(5)
    assert heard.place(1, tallies(5, 6)) == heard.place(1, tallies(2, 9)) == "next"
    assert heard.place(1, tallies(4, 5)) == heard.place(1, tallies(1, 3)) == "old"


def test_what_is_missing_before_a_frame_is_a_gap():
    assert heard_up_to(5).place(1, tallies(6, 7)) == "gap"
    assert Heard().place(1, tallies(0, 1)) == "gap"


def test_another_epoch_begins_anew():
    heard = heard_up_to(5)
    assert heard.place(1, tallies(5, 6, epoch="f")) == "gap"
    assert heard.position_of(1) == NEVER
    assert heard.epoch == "f"


def test_nobody_goes_back():
    heard = heard_up_to(5)
    heard.reach("e", 1, 3)
    assert heard.position_of(1) == 5


def test_the_ledger_may_have_more_than_was_heard():
    heard = heard_up_to(5)
    heard.reach("e", 2, 7)
    assert heard.behind(Standing("e", {1: 6, 2: 7})) == [1]
    assert heard.behind(Standing("f", {1: 1, 2: 1})) == [1, 2]
