# SPDX-License-Identifier: EUPL-1.2
"""Networks of actors: small ones of which every figure is known, and paths counted one by one."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.methods.indicators.networks import (
    Network,
    betweenness,
    density,
    external_internal,
    largest_component,
    project,
    share_across,
)

STAR = project([], [(1, 2), (1, 3), (1, 4), (1, 5)])
GROUPS = st.lists(st.lists(st.integers(1, 6), min_size=1, max_size=4), min_size=1, max_size=4)


def test_a_large_group_ties_each_two_of_its_members_less():
    network = project([[1, 2], [2, 3, 4]])
    assert network.ties == {(1, 2): 1, (2, 3): 0.5, (2, 4): 0.5, (3, 4): 0.5}
    assert density(network) == pytest.approx(4 / 6)


def test_the_middle_of_a_star_is_on_every_path():
    assert betweenness(STAR) == {1: 1, 2: 0, 3: 0, 4: 0, 5: 0}


def test_an_actor_without_ties_is_part_of_the_whole():
    network = project([[1, 2], [3]])
    assert largest_component(network) == pytest.approx(2 / 3)


def test_ties_across_kinds():
    kinds = {1: "city", 2: "company", 3: "company"}
    network = project([[1, 2, 3]])
    assert external_internal(network, kinds) == pytest.approx(1 / 3)
    assert share_across(network, kinds) == pytest.approx(2 / 3)


def test_of_nobody_nothing_is_said():
    nobody = Network(frozenset())
    assert density(nobody) is largest_component(nobody) is external_internal(nobody, {}) is share_across(nobody, {})
    assert density(nobody) is None


def shortest_paths(network, source, target):
    neighbours = network.neighbours()
    for length in range(1, len(network.nodes)):
        middles = itertools.permutations(network.nodes - {source, target}, length - 1)
        paths = [(source, *middle, target) for middle in middles]
        found = [path for path in paths if all(b in neighbours[a] for a, b in itertools.pairwise(path))]
        if found:
            return found
    return []


@given(GROUPS)
def test_betweenness_is_the_part_of_all_shortest_paths(groups):
    network = project(groups)
    nodes = network.nodes
    expected = dict.fromkeys(nodes, 0.0)
    for source, target in itertools.combinations(nodes, 2):
        paths = shortest_paths(network, source, target)
        for path in paths:
            for node in path[1:-1]:
                expected[node] += 1 / len(paths)
    pairs = (len(nodes) - 1) * (len(nodes) - 2) / 2
    for node, score in betweenness(network).items():
        assert score == pytest.approx(expected[node] / pairs if pairs > 0 else 0)
