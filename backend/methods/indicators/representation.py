# SPDX-License-Identifier: EUPL-1.2
"""Who takes part compared with who lives there.

p is a group's share of the participants whose group is known, q its share of the eligible population.
Source for the index: Duncan and Duncan, "A methodological analysis of segregation indexes",
American Sociological Review 20 (1955).
"""

from collections.abc import Mapping


def shares(counts: Mapping[str, float]) -> dict[str, float]:
    """Each group's part of the whole; nothing where the whole is nothing."""
    whole = sum(counts.values())
    return {group: count / whole for group, count in counts.items()} if whole else {}


def ratios(participants: Mapping[str, float], population: Mapping[str, float]) -> dict[str, float]:
    """p/q of each group that somebody lives in: 1 is as many as there are, 2 twice as many."""
    p, q = shares(participants), shares(population)
    return {group: p.get(group, 0.0) / share for group, share in q.items() if share and p}


def dissimilarity(participants: Mapping[str, float], population: Mapping[str, float]) -> float | None:
    """D = ½ Σ|p − q|: which part of the participants would have to be of another group; None without people."""
    p, q = shares(participants), shares(population)
    if not p or not q:
        return None
    return sum(abs(p.get(group, 0.0) - q.get(group, 0.0)) for group in p.keys() | q.keys()) / 2


def coverage(known: float, everybody: float) -> float | None:
    """Of how many of all the group is known; None without anybody."""
    return known / everybody if everybody else None
