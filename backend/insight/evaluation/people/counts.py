# SPDX-License-Identifier: EUPL-1.2
"""Measures of how many people take part, week by week and altogether, and how many come back."""

from backend.insight.evaluation.measures import Measure
from backend.insight.evaluation.people.told import NOT_PUBLISHED, Told, counted, hidden, share, told_by_group
from backend.insight.evaluation.questions import Outcome


def _unique(told: Told) -> list[Outcome]:
    return [counted(told.whole.people)] if told.whole else [NOT_PUBLISHED]


def _series(told: Told) -> list[Outcome]:
    return [counted(week.people, week=week.period) for week in told.weeks] or [NOT_PUBLISHED]


def _new(told: Told) -> list[Outcome]:
    found = [counted(week.new, n=week.people.value, week=week.period) for week in told.weeks if week.new]
    return found or [NOT_PUBLISHED]


def _returning(told: Told) -> list[Outcome]:
    found = [counted(week.returning, n=week.people.value, week=week.period) for week in told.weeks if week.returning]
    return found or [NOT_PUBLISHED]


def _came_back(told: Told) -> list[Outcome]:
    """Of all who had come before a week, which part came in it; hidden where any number before it is."""
    found: list[Outcome] = []
    known: int | None = 0
    for week in told.weeks:
        returning = week.returning.value if week.returning else None
        if known is None or (known and returning is None):
            found.append(hidden(cohort=week.period))
        elif known and returning is not None:
            found.append(share(returning / known, n=known, cohort=week.period))
        new = week.new.value if week.new else None
        known = None if known is None or new is None else known + new
    return found or [NOT_PUBLISHED]


MEASURES: dict[str, Measure] = {
    "PART-UNIQ": told_by_group(_unique),
    "PART-SER": told_by_group(_series),
    "PART-NEW": told_by_group(_new),
    "PART-RET": told_by_group(_returning),
    "RETN-COH": told_by_group(_came_back),
}
