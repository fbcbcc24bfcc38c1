# SPDX-License-Identifier: EUPL-1.2
"""Least-seen-first orders: whole, apart from each other, and fair in the end."""

import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.methods.exposure.plan import HEAD, ORDERS, PAGE, gini, least_seen_first, plan, whole_order


@given(st.lists(st.integers(0, 50), max_size=60), st.integers(0, ORDERS - 1))
def test_an_order_has_every_idea_once(shown, bucket):
    ids, sorted_shown = least_seen_first(range(100, 100 + len(shown)), shown, edition=1)
    order = whole_order(ids, plan(sorted_shown, visitors=3)[bucket], bucket)
    assert sorted(order) == list(range(100, 100 + len(shown)))


def test_behind_the_head_every_order_begins_elsewhere():
    ids, shown = least_seen_first(range(2 * HEAD), [0] * (2 * HEAD), edition=1)
    heads = plan(shown, visitors=1)
    orders = [whole_order(ids, heads[bucket], bucket) for bucket in range(ORDERS)]
    assert all(sorted(order) == list(range(2 * HEAD)) for order in orders)
    assert len({int(order[HEAD]) for order in orders}) > ORDERS / 2


def test_the_orders_do_not_open_with_the_same_ideas():
    _, shown = least_seen_first(range(200), [0] * 200, edition=1)
    opened = np.bincount(plan(shown, visitors=1)[:, :PAGE].ravel(), minlength=200)
    assert 4 <= opened.min() <= opened.max() <= 9


def test_the_least_seen_comes_first():
    ids, shown = least_seen_first([1, 2, 3], [9, 0, 4], edition=1)
    assert [list(ids), list(shown)] == [[2, 3, 1], [0, 4, 9]]
    assert plan(shown, visitors=0)[0].tolist() == [0, 1, 2]


def test_chance_breaks_ties_anew_in_each_edition():
    orders = {tuple(least_seen_first(range(20), [0] * 20, edition=edition)[0]) for edition in range(5)}
    assert len(orders) == 5


def test_visitors_by_chance_see_all_about_as_often():
    seen = np.zeros(200, np.int64)
    for edition in range(10):
        ids, shown = least_seen_first(range(200), seen, edition=edition)
        heads = plan(shown, visitors=300 / ORDERS)
        for visitor in range(300):
            bucket = zlib.crc32(f"{edition} {visitor}".encode()) % ORDERS
            seen[whole_order(ids, heads[bucket], bucket)[:PAGE]] += 1
    assert seen.min() > 0
    assert gini(seen) <= 0.05


@pytest.mark.parametrize(("shown", "unequal"), [([], 0), ([0, 0], 0), ([5, 5, 5], 0), ([0, 0, 0, 8], 0.75)])
def test_gini(shown, unequal):
    assert gini(shown) == pytest.approx(unequal)
