# SPDX-License-Identifier: EUPL-1.2
"""What a reader can conclude about hidden counts of people from those that are shown: exact bounds.

In each period `people = new + returning`; nobody returns who has not come before, so `returning` is
at most the sum of `new` so far; the total is the sum of `new`. With C the number of people known
after a period, each period moves C by `new`, and the values of C that agree with what is shown are
always a whole interval. Two passes over the periods, one forward and one back, therefore give the
exact smallest and largest value of every hidden count, without a solver.
"""

import dataclasses
import math
from collections.abc import Sequence
from typing import Literal

Shown = Literal["all", "people", "nothing"]
"""What is shown of a period: everything, only how many people, or nothing (but that it is not zero)."""


@dataclasses.dataclass(frozen=True)
class Range:
    """Whole numbers from `low` to `high`; `high` may be infinite."""

    low: int
    high: float


ANY = Range(0, math.inf)


@dataclasses.dataclass(frozen=True)
class Period:
    """The true counts of a period, and what of them is shown."""

    people: int
    new: int
    shown: Shown = "all"

    @property
    def returning(self) -> int:
        """People who have come before."""
        return self.people - self.new


@dataclasses.dataclass(frozen=True)
class Bounds:
    """What may be concluded about the three counts of a period."""

    people: Range
    new: Range
    returning: Range


def bounds_of(periods: Sequence[Period], total: Range = ANY) -> list[Bounds]:
    """The exact bounds of every count of every period, when the total is known to lie in `total`."""
    before = [Range(0, 0)]
    for period in periods:
        before.append(_forward(period, before[-1]))
    after = [total]
    for period in reversed(periods):
        after.append(_backward(period, after[-1]))
    after.reverse()
    return [_bounds(period, before[index], after[index + 1]) for index, period in enumerate(periods)]


def _forward(period: Period, known: Range) -> Range:
    """Where C may be after a period, from where it may be before."""
    if period.shown == "all":
        return Range(max(known.low, period.returning) + period.new, known.high + period.new)
    if period.shown == "people":
        return Range(max(known.low, period.people), known.high + period.people)
    return Range(max(known.low, 1), math.inf)


def _backward(period: Period, known: Range) -> Range:
    """Where C may have been before a period, from where it may be after."""
    if period.shown == "all":
        return Range(max(period.returning, known.low - period.new), known.high - period.new)
    if period.shown == "people":
        return Range(max(0, known.low - period.people), known.high)
    return Range(0, known.high)


def _bounds(period: Period, before: Range, after: Range) -> Bounds:
    """The counts of a period, from where C may be before it (seen forward) and after it (seen back)."""
    if period.shown == "all":
        exact = (period.people, period.new, period.returning)
        return Bounds(*(Range(number, number) for number in exact))
    most_before = min(before.high, after.high)
    if period.shown == "people":
        least_before = max(before.low, after.low - period.people)
        fewest = max(0, _less(period.people, most_before), _less(after.low, most_before))
        most = min(period.people, after.high - least_before)
        return Bounds(
            people=Range(period.people, period.people),
            new=Range(fewest, most),
            returning=Range(int(period.people - most), period.people - fewest),
        )
    fewest = max(_less(after.low, most_before), 1 if most_before == 0 else 0)
    most = after.high - before.low
    return Bounds(
        people=Range(max(1, fewest), after.high),
        new=Range(fewest, most),
        returning=Range(1 if most == 0 else 0, most_before),
    )


def _less(number: int, other: float) -> int:
    """The difference, or 0 where `other` has no end."""
    return 0 if math.isinf(other) else int(number - other)
