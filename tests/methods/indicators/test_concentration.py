# SPDX-License-Identifier: EUPL-1.2
"""How unevenly acts are spread, against the definition written out person by person."""

import collections

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.methods.indicators.concentration import gini, share_of_top

ACTS = st.lists(st.integers(1, 60), min_size=1, max_size=20)


@given(ACTS)
def test_gini_is_the_mean_difference_of_all_pairs(acts):
    histogram = collections.Counter(acts)
    pairs = sum(abs(one - other) for one in acts for other in acts)
    assert gini(histogram) == pytest.approx(pairs / (2 * len(acts) * sum(acts)), abs=1e-9)


@given(ACTS, st.sampled_from([0.01, 0.1, 0.5]))
def test_the_top_are_the_most_active_people(acts, share):
    most = sorted(acts, reverse=True)[: max(1, round(len(acts) * share))]
    assert share_of_top(collections.Counter(acts), share) == pytest.approx(sum(most) / sum(acts))


def test_of_nobody_nothing_is_said():
    assert gini({}) is None
    assert share_of_top({}, 0.1) is None


def test_one_who_does_everything():
    assert gini({0: 99, 1000: 1}) == pytest.approx(0.99)
