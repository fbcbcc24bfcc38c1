# SPDX-License-Identifier: EUPL-1.2
"""Durations of which some last still."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.methods.indicators.durations import kaplan_meier


@given(st.lists(st.integers(0, 400), min_size=1, max_size=60))
def test_without_open_ones_it_is_the_ordinary_median(days):
    found = kaplan_meier([(day, True) for day in days], 0.5)
    assert found == statistics.median_low(days)


def test_open_ones_are_not_taken_for_short_ones():
    """Published example: 6, 6, 6, 6+, 7, 9+, 10, 10+, 11+, 13, 16, 17+, 19+, 20+, 22, 23, 25+ … (median 23)."""
    ended, lasting = (6, 6, 6, 7, 10, 13, 16, 22, 23), (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
    lives = [(day, True) for day in ended] + [(day, False) for day in lasting]
    assert kaplan_meier(lives, 0.5) == 23
    assert kaplan_meier(lives, 0.9) is None


def test_of_none_nothing_is_said():
    assert kaplan_meier([], 0.5) is None
    assert kaplan_meier([(3, False)], 0.5) is None


def test_a_share_that_is_just_reached_counts():
    assert kaplan_meier([(1, True), (2, True), (3, False), (4, False)], 0.5) == pytest.approx(2)
