# SPDX-License-Identifier: EUPL-1.2
"""Publishing counts of people by week: small ones are hidden, and nobody can work them out."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.methods.disclosure.bounds import ANY, Period, Range, bounds_of
from backend.methods.disclosure.people import HIDDEN, THRESHOLD, PersonCount
from backend.methods.disclosure.periods import publish
from tests.methods.disclosure.attacker import Seen, possible_values

MOST = 40


@st.composite
def histories(draw, longest=5, most=12):
    """(people, new) of consecutive periods as they can happen: nobody returns who has not come."""
    counts, known = [], 0
    for _ in range(draw(st.integers(1, longest))):
        new = draw(st.integers(0, most))
        back = draw(st.integers(0, min(known, most)))
        counts.append((new + back, new))
        known += new
    return counts


def seen_of(published):
    return [Seen(p.people.value, p.new.value, p.returning.value) for p in published.periods]


def values(published):
    return [(p.people.value, p.new.value, p.returning.value) for p in published.periods]


def test_large_numbers_are_published_as_they_are():
    published = publish([(40, 40), (60, 35), (50, 10)], finished=True)
    assert values(published) == [(40, 40, 0), (60, 35, 25), (50, 10, 40)]
    assert published.total == PersonCount(85)


def test_as_long_as_more_is_to_come_there_is_no_total():
    assert publish([(40, 40)], finished=False).total is None


def test_a_week_of_four_people_is_hidden_and_one_of_five_is_not():
    assert values(publish([(4, 4)], finished=False)) == [(None, None, 0)]
    assert values(publish([(5, 5)], finished=False)) == [(5, 5, 0)]


def test_an_empty_week_says_zero():
    assert values(publish([(0, 0), (9, 9), (0, 0)], finished=True)) == [(0, 0, 0), (9, 9, 0), (0, 0, 0)]


def test_new_and_returning_are_hidden_together_because_their_sum_is_shown():
    published = publish([(30, 30), (40, 38)], finished=False)
    assert values(published)[1] == (40, None, None)


def test_a_later_week_keeps_quiet_so_that_the_total_does_not_give_a_hidden_one_away():
    # 68 − 60 − 6 would be the 2 of the second week
    published = publish([(60, 60), (42, 2), (30, 6)], finished=True)
    assert values(published) == [(60, 60, 0), (42, None, None), (30, None, None)]
    assert published.total == PersonCount(68)


def test_where_no_later_week_can_help_the_total_is_coarsened():
    published = publish([(60, 60), (42, 2)], finished=True)
    assert values(published) == [(60, 60, 0), (42, None, None)]
    assert published.total == PersonCount(None, at_least=60)
    assert published.total.suppressed


def test_a_total_of_four_is_hidden():
    assert publish([(4, 4), (3, 0)], finished=True).total == HIDDEN
    assert publish([(0, 0)], finished=True).total == PersonCount(0)


def test_two_hidden_weeks_of_four_are_not_found_from_their_total():
    published = publish([(4, 4), (4, 4)], finished=True)
    assert published.total == PersonCount(8)
    assert bounds_of([Period(4, 4, "nothing"), Period(4, 4, "nothing")], Range(8, 8))[0].new == Range(1, 8)


@given(histories())
@settings(max_examples=400, deadline=None)
def test_what_is_shown_is_true_and_never_of_one_to_four_people(counts):
    published = publish(counts, finished=True)
    for (people, new), period in zip(counts, published.periods, strict=True):
        for shown, true in ((period.people, people), (period.new, new), (period.returning, people - new)):
            assert shown.value in {None, true}
            assert shown.value is None or shown.value == 0 or shown.value >= THRESHOLD
    total = sum(new for _, new in counts)
    assert published.total.value in {None, total}
    assert published.total.at_least <= total


@given(histories(longest=12))
@settings(max_examples=200, deadline=None)
def test_what_was_shown_once_stays_shown(counts):
    whole = publish(counts, finished=True).periods
    for length in range(len(counts)):
        assert publish(counts[:length], finished=False).periods == whole[:length]


@given(histories())
@settings(max_examples=250, deadline=None)
def test_the_attacker_neither_derives_a_hidden_count_nor_bounds_it_below_five(counts):
    published = publish(counts, finished=True)
    total = published.total
    totals = range(total.at_least, 10 * MOST) if total.value is None else range(total.value, total.value + 1)
    seen = seen_of(published)
    for place, found in zip(seen, possible_values(seen, totals, MOST), strict=True):
        for shown, possible in zip((place.people, place.new, place.returning), found, strict=True):
            if shown is None:
                assert len(possible) > 1
                assert max(possible) >= THRESHOLD


def test_the_attacker_has_no_luck_with_any_history_of_three_weeks_of_up_to_seven_new_and_six_returning():
    checked = 0
    for news in itertools.product((0, 1, 3, 4, 5, 7), repeat=3):
        for backs in itertools.product((0, 1, 4, 6), repeat=2):
            if backs[0] > news[0] or backs[1] > news[0] + news[1]:
                continue
            counts = [(news[0], news[0]), (news[1] + backs[0], news[1]), (news[2] + backs[1], news[2])]
            published = publish(counts, finished=True)
            totals = range(published.total.value, published.total.value + 1) if published.total.value else range(60)
            seen = seen_of(published)
            for place, found in zip(seen, possible_values(seen, totals, 20), strict=True):
                for shown, possible in zip((place.people, place.new, place.returning), found, strict=True):
                    assert shown is not None or (len(possible) > 1 and max(possible) >= THRESHOLD), counts
            checked += 1
    assert checked > 1_000


@given(histories(longest=4, most=8), st.data())
@settings(max_examples=300, deadline=None)
def test_the_bounds_are_exactly_what_trying_everything_finds(counts, data):
    periods = []
    for people, new in counts:
        shown = data.draw(st.sampled_from(["all", "people", "nothing"])) if people else "all"
        periods.append(Period(people, new, shown))
    total = sum(new for _, new in counts)
    slack = data.draw(st.integers(0, 6))
    bounds = bounds_of(periods, Range(max(0, total - slack), total + slack))
    seen = [
        Seen(
            p.people if p.shown != "nothing" else None,
            p.new if p.shown == "all" else None,
            p.returning if p.shown == "all" else None,
        )
        for p in periods
    ]
    found = possible_values(seen, range(max(0, total - slack), total + slack + 1), total + slack)
    for place, (people, new, returning) in zip(bounds, found, strict=True):
        assert (place.people.low, place.people.high) == (min(people), max(people))
        assert (place.new.low, place.new.high) == (min(new), max(new))
        assert (place.returning.low, place.returning.high) == (min(returning), max(returning))


def test_without_a_total_a_hidden_first_week_has_no_upper_end():
    assert bounds_of([Period(3, 3, "nothing")], ANY)[0].new.high == float("inf")


@pytest.mark.parametrize(("people", "new"), [(7, 2), (9, 4), (8, 4), (6, 5), (6, 1)])
def test_the_smaller_part_of_a_week_is_never_shown(people, new):
    assert publish([(20, 20), (people, new)], finished=False).periods[1].new == HIDDEN
