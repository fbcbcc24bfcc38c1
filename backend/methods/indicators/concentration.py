# SPDX-License-Identifier: EUPL-1.2
"""How unevenly acts are spread over people, from a histogram: {acts of one person: how many such people}.

Source: Gini, "Variabilità e mutabilità" (1912), in the form for grouped data of Dixon et al.,
"Bootstrapping the Gini coefficient of inequality", Ecology 68 (1987).
"""

from collections.abc import Mapping

Histogram = Mapping[int, int]


def gini(histogram: Histogram) -> float | None:
    """0 where everybody did as much, towards 1 where one did everything; None without anybody."""
    people = sum(histogram.values())
    acts = sum(done * count for done, count in histogram.items())
    if not people or not acts:
        return None
    before = weighted = 0
    for done in sorted(histogram):
        count = histogram[done]
        # the sum of the ranks before + 1 … before + count
        weighted += done * (count * before + count * (count + 1) // 2)
        before += count
    return 2 * weighted / (people * acts) - (people + 1) / people


def share_of_top(histogram: Histogram, share: float) -> float | None:
    """The part of all acts done by the most active `share` of the people, at least one person; None without any.

    A tie at the edge is broken as a share: of people who did equally many, as many as fit are taken.
    """
    people = sum(histogram.values())
    acts = sum(done * count for done, count in histogram.items())
    if not people or not acts:
        return None
    left = max(1, round(people * share))
    taken = 0
    for done in sorted(histogram, reverse=True):
        count = min(left, histogram[done])
        taken += done * count
        left -= count
        if not left:
            break
    return taken / acts
