# SPDX-License-Identifier: EUPL-1.2
"""Which counts of people of consecutive periods, and their total, are published.

Each period is decided from itself and those before it, never from those after: what has been shown
once stays shown, so that an old copy of a page tells no more than today's. A hidden `new` therefore
finds its partner in a later period; where none comes, it is the total, published last, that is
coarsened: "at least 2,400" instead of 2,437.

Every decision is audited by `bounds.bounds_of`: no hidden count may be derived (its bounds are one
number) nor be bounded below the threshold. The audit knows every sum and inequality between the
counts and that a hidden period is not zero; it does not play through why a count was hidden. Counts
of acts (ideas, supports, comments) are public as they happen and bound the people of a period from
above; that is known without these counts.
"""

import dataclasses
from collections.abc import Sequence

from backend.methods.disclosure.bounds import ANY, Period, Range, Shown, bounds_of
from backend.methods.disclosure.people import HIDDEN, THRESHOLD, PersonCount, is_small

STEPS = (10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
"""To a multiple of which of these a total is rounded down that cannot be published exactly."""


@dataclasses.dataclass(frozen=True)
class PublishedPeriod:
    """The counts of a period as they are published."""

    people: PersonCount
    new: PersonCount
    returning: PersonCount


@dataclasses.dataclass(frozen=True)
class Published:
    """The counts of all periods, and of them together (None as long as there are more to come).

    `between` is where a total lies that is published as "at least".
    """

    periods: tuple[PublishedPeriod, ...]
    total: PersonCount | None
    between: Range | None = None


def publish(counts: Sequence[tuple[int, int]], *, finished: bool) -> Published:
    """Decide what is published of consecutive periods; `counts` are (people, new among them).

    `finished` means that no period follows, so that the total is published as well.
    """
    decided: list[Period] = []
    for people, new in counts:
        decided.append(_decide(decided, people, new))
    periods = tuple(
        _published(period, nobody_came_before=not any(earlier.people for earlier in decided[:index]))
        for index, period in enumerate(decided)
    )
    return Published(periods, *_total(decided)) if finished else Published(periods, None)


def is_safe(periods: Sequence[Period], total: Range = ANY) -> bool:
    """Whether no hidden count can be derived or bounded below the threshold from what is shown."""
    return all(_is_covered(period, *place) for period, place in zip(periods, _places(periods, total), strict=True))


def _places(periods: Sequence[Period], total: Range) -> list[tuple[Range, ...]]:
    return [(bounds.people, bounds.new, bounds.returning) for bounds in bounds_of(periods, total)]


def _is_covered(period: Period, people: Range, new: Range, returning: Range) -> bool:
    if period.shown == "all":
        return True
    hidden = [new] if period.shown == "people" else [people, new]
    if returning.high > 0:  # else everybody knows that nobody can have returned
        hidden.append(returning)
    return all(place.low < place.high and place.high >= THRESHOLD for place in hidden)


def _decide(earlier: list[Period], people: int, new: int) -> Period:
    """The period with as much shown as the threshold and the audit allow."""
    if people == 0:
        return Period(0, 0)
    allowed: list[Shown] = ["nothing"]
    if people >= THRESHOLD:
        allowed.insert(0, "people")
        if not is_small(new) and not is_small(people - new):
            allowed.insert(0, "all")
    known = sum(period.new for period in earlier) + new
    choices = [Period(people, new, shown) for shown in allowed]
    safe_now = [choice for choice in choices if is_safe([*earlier, choice])]
    # how many people there were is not given up for the total's sake: that one is coarsened instead
    safe_later = [c for c in safe_now if c.shown != "nothing" and is_safe([*earlier, c], Range(known, known))]
    return next(iter([*safe_later, *safe_now]), choices[-1])


def _published(period: Period, *, nobody_came_before: bool) -> PublishedPeriod:
    people, new, returning = (PersonCount(n) for n in (period.people, period.new, period.returning))
    if period.shown == "all":
        return PublishedPeriod(people, new, returning)
    return PublishedPeriod(
        people=people if period.shown == "people" else HIDDEN,
        new=HIDDEN,
        returning=PersonCount(0) if nobody_came_before else HIDDEN,
    )


def _total(periods: Sequence[Period]) -> tuple[PersonCount, Range | None]:
    """The total, exact where that is safe, else as coarse as it must be, and then between which two it lies."""
    total = sum(period.new for period in periods)
    if is_small(total):
        return HIDDEN, None
    if is_safe(periods, Range(total, total)):
        return PersonCount(total), None
    for step in STEPS:
        floor = total // step * step
        between = Range(floor, floor + step - 1)
        if floor and is_safe(periods, between):
            return PersonCount(None, at_least=floor), between
    return HIDDEN, None
