# SPDX-License-Identifier: EUPL-1.2
"""Comparing two ways of doing something as a ratio, in alternating rounds of one run."""

import dataclasses
import statistics
import time
from collections.abc import Callable


@dataclasses.dataclass(frozen=True)
class Ratio:
    """How many times the rate of `ours` that of `baseline` is: median of the rounds, and their range."""

    name: str
    median: float
    lowest: float
    highest: float
    ours_per_second: float
    baseline_per_second: float

    def __str__(self) -> str:
        return (
            f"{self.name}: {self.median:.2f}x (range {self.lowest:.2f}-{self.highest:.2f});"
            f" ours {self.ours_per_second:,.0f}/s, baseline {self.baseline_per_second:,.0f}/s"
        )


def compare(name: str, ours: Callable[[int], int], baseline: Callable[[int], int], *, rounds: int = 5) -> Ratio:
    """Run both in turn; each is given the round's number and returns how many things it did."""
    rates: list[tuple[float, float]] = []
    ours(-1)
    baseline(-1)
    for number in range(rounds):
        order = (ours, baseline) if number % 2 == 0 else (baseline, ours)
        measured = {act: _rate(act, number) for act in order}
        rates.append((measured[ours], measured[baseline]))
    ratios = [one / other for one, other in rates]
    return Ratio(
        name,
        statistics.median(ratios),
        min(ratios),
        max(ratios),
        statistics.median(one for one, _ in rates),
        statistics.median(other for _, other in rates),
    )


def _rate(act: Callable[[int], int], number: int) -> float:
    began = time.perf_counter()
    return act(number) / (time.perf_counter() - began)
