# SPDX-License-Identifier: EUPL-1.2
"""Measures of funding: what was granted and paid to pilots and other projects, by year, instrument and spearhead."""

import collections
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from backend.insight.evaluation.measures import DirectMeasure, Measure
from backend.insight.evaluation.questions import NO_DATA, Outcome, Question
from backend.insight.evaluation.scope import Scope
from backend.region.places.selectors import municipalities, newest_populations
from backend.region.programme.models import FundingRow, Spearhead

ERDF = "erdf"
"""The instrument on which others are laid."""


@dataclass(frozen=True)
class Funding:
    """What an instrument gave a project in a year, in euros; `municipality` is "" where none is named."""

    project: str
    spearhead: str
    instrument: str
    year: str
    municipality: str
    granted: Decimal
    paid: Decimal


Measured = Callable[[Sequence[Funding]], Outcome]


def funding_of(question: Question) -> list[Funding]:
    """The rows that a question is of, in one query."""
    rows = FundingRow.objects.select_related("spearhead", "instrument", "municipality", "pilot__municipality")
    found = [_funding(row) for row in rows]
    wanted = {"spearhead": question.spearhead, "municipality": question.municipality, "year": _year(question)}
    return [row for row in found if all(not value or getattr(row, name) == value for name, value in wanted.items())]


def _funding(row: FundingRow) -> Funding:
    place = row.municipality or (row.pilot.municipality if row.pilot else None)
    return Funding(
        project=f"pilot {row.pilot_id}" if row.pilot_id else row.project,
        spearhead=row.spearhead.slug,
        instrument=row.instrument.slug,
        year=str(row.year),
        municipality=place.slug if place else "",
        granted=row.granted,
        paid=row.paid,
    )


def _year(question: Question) -> str:
    return str(question.year) if question.year else ""


def _divided(rows: Iterable[Funding], by: str) -> dict[str, list[Funding]]:
    """The rows by a dimension; those that have no value there are left out, as of no municipality."""
    groups: dict[str, list[Funding]] = collections.defaultdict(list)
    for row in rows:
        if value := getattr(row, by):
            groups[value].append(row)
    return dict(sorted(groups.items()))


def _by_group(measured: Measured) -> DirectMeasure:
    """A measure of the rows of each group, or of all of them; no data where nobody has told of any funding."""

    def answer(question: Question, _scope: Scope) -> list[Outcome]:
        rows = funding_of(question)
        if question.by:
            return [_named(measured(group), question.by, value) for value, group in _divided(rows, question.by).items()]
        return [measured(rows) if rows else NO_DATA]

    return DirectMeasure(answer)


def _named(outcome: Outcome, dimension: str, value: str) -> Outcome:
    return Outcome(
        value=outcome.value,
        n=outcome.n,
        hidden=outcome.hidden,
        dimensions={**outcome.dimensions, dimension: value},
    )


def _granted(rows: Sequence[Funding]) -> Outcome:
    return Outcome(value=float(sum(row.granted for row in rows)), n=_projects(rows))


def _paid(rows: Sequence[Funding]) -> Outcome:
    return Outcome(value=float(sum(row.paid for row in rows)), n=_projects(rows))


def _projects(rows: Iterable[Funding]) -> int:
    return len({row.project for row in rows})


def _leverage(rows: Sequence[Funding]) -> Outcome:
    """Everything else for each euro of the ERDF."""
    erdf = sum(row.granted for row in rows if row.instrument == ERDF)
    other = sum(row.granted for row in rows if row.instrument != ERDF)
    return Outcome(value=round(float(other / erdf), 4), n=_projects(rows)) if erdf else NO_DATA


def _combined(rows: Sequence[Funding]) -> Outcome:
    """Projects with at least two instruments in one year."""
    instruments: dict[tuple[str, str], set[str]] = collections.defaultdict(set)
    for row in rows:
        if row.granted or row.paid:
            instruments[row.project, row.year].add(row.instrument)
    combining = {project for (project, _), used in instruments.items() if len(used) > 1}
    return Outcome(value=len(combining), n=_projects(rows))


def _shares(question: Question, _scope: Scope) -> list[Outcome]:
    """Each spearhead's part of what was granted to all of them in the same time."""
    everything = funding_of(Question(code=question.code, year=question.year))
    if question.by == "year":
        return [
            _named(outcome, "year", year)
            for year, rows in _divided(everything, "year").items()
            for outcome in _shares_of(rows, question.spearhead)
        ]
    return _shares_of(everything, question.spearhead) or [NO_DATA]


def _shares_of(rows: Sequence[Funding], only: str) -> list[Outcome]:
    whole = sum(row.granted for row in rows)
    if not whole:
        return []
    slugs = Spearhead.objects.values_list("slug", flat=True)
    return [
        Outcome(
            value=round(float(sum(row.granted for row in rows if row.spearhead == slug) / whole), 6),
            n=_projects(row for row in rows if row.spearhead == slug),
            dimensions={"spearhead": slug},
        )
        for slug in slugs
        if only in {"", slug}
    ]


def _per_head(question: Question, _scope: Scope) -> list[Outcome]:
    """Euros granted for each resident of the municipality, or of the region where all 26 have a population."""
    rows, people = funding_of(question), newest_populations()
    if question.by == "municipality":
        groups = _divided(rows, "municipality").items()
        return [_named(_divide(group, people.get(slug)), "municipality", slug) for slug, group in groups]
    everybody = people.get(question.municipality) if question.municipality else _of_all(people)
    if question.by:
        groups = _divided(rows, question.by).items()
        return [_named(_divide(group, everybody), question.by, value) for value, group in groups]
    return [_divide(rows, everybody) if rows else NO_DATA]


def _of_all(people: Mapping[str, int]) -> int | None:
    """The population of the region, None where that of a municipality is not known."""
    return sum(people.values()) if len(people) == municipalities().count() else None


def _divide(rows: Sequence[Funding], people: int | None) -> Outcome:
    if not people:
        return NO_DATA
    return Outcome(value=round(float(sum(row.granted for row in rows)) / people, 4), n=people)


MEASURES: dict[str, Measure] = {
    "FUND-ALLOC": _by_group(_granted),
    "FUND-PAID": _by_group(_paid),
    "FUND-SHARE": DirectMeasure(_shares),
    "FUND-LEVER": _by_group(_leverage),
    "FUND-PER-CAP": DirectMeasure(_per_head),
    "FUND-COMBO": _by_group(_combined),
}
