# SPDX-License-Identifier: EUPL-1.2
"""Who took part in a campaign, group by group, beside the population: published cells and what is made of them."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backend.insight.evaluation.people.representation import AGE, AREA, LANGUAGE, age_row, compared_of
from backend.insight.evaluation.people.told import HOME, UNKNOWN, Told, told_of
from backend.insight.evaluation.questions import Question
from backend.insight.evaluation.scope import scope_of
from backend.methods.disclosure.people import PersonCount
from backend.methods.disclosure.tables import TOTAL
from backend.participation.campaigns.models import Campaign
from backend.region.accounts.selectors import Viewer
from backend.region.places.models import PopulationDataset


@dataclass(frozen=True)
class GroupRow:
    """A group, "" being unknown: how many people, its shares of those who are known and of the population, their ratio.

    `share`, `population_share` and `ratio` are None where a cell of the dimension is hidden, or no population is known.
    """

    group: str
    people: PersonCount
    population: int | None
    share: float | None
    population_share: float | None
    ratio: float | None


@dataclass(frozen=True)
class GroupTable:
    """The groups of a dimension (area, age_band, language); ages are of those who live in `area`, "total": of all."""

    dimension: str
    area: str
    rows: tuple[GroupRow, ...]


@dataclass(frozen=True)
class WhoTookPart:
    """What is published of a whole campaign's people; `published_at` None and no tables before that."""

    slug: str
    published_at: datetime.datetime | None
    position: int | None
    people: PersonCount | None
    tables: tuple[GroupTable, ...]
    population: PopulationDataset | None


def who_took_part(campaign: Campaign, *, viewer: Viewer = None) -> WhoTookPart:
    """The groups of a campaign's people; nothing while it is not over, not published or hides its supports."""
    told = told_of(scope_of(Question(code="REP-RATIO", campaign=campaign.slug), viewer=viewer)).get(campaign.pk)
    if told is None or told.whole is None:
        return WhoTookPart(campaign.slug, None, None, None, (), None)
    tables = [_areas(told), _ages(told), _languages(told)]
    return WhoTookPart(
        slug=campaign.slug,
        published_at=told.whole.published_at,
        position=told.whole.position,
        people=told.whole.people,
        tables=tuple(table for table in tables if table.rows),
        population=told.eligible.reference.dataset if told.eligible else None,
    )


def _areas(told: Told) -> GroupTable:
    cells = {row: count for (row, column), count in told.cells(HOME).items() if column == TOTAL and row != TOTAL}
    order = [area for area in dict.fromkeys([*told.slugs, *sorted(cells), UNKNOWN]) if area in cells]
    people = {told.named(area): cells[area] for area in order if area != UNKNOWN or cells[area].value != 0}
    return GroupTable(AREA, TOTAL, _rows(people, {}, told, AREA))


def _ages(told: Told) -> GroupTable:
    row = age_row(told)
    people = {column: count for (at, column), count in told.cells(HOME).items() if at == row and column != TOTAL}
    bands = {band: people[band] for band in sorted(people) if band}
    return GroupTable(AGE, told.named(row), _rows({**bands, **_unknown(people)}, people, told, AGE))


def _languages(told: Told) -> GroupTable:
    people = {row: count for (row, _), count in told.cells(LANGUAGE).items()}
    known = {row: people[row] for row in sorted(people) if row}
    return GroupTable(LANGUAGE, told.named(told.area), _rows({**known, **_unknown(people)}, people, told, LANGUAGE))


def _unknown(people: Mapping[str, PersonCount]) -> dict[str, PersonCount]:
    """Those of whom it is not known, where there are any."""
    return {UNKNOWN: people[UNKNOWN]} if UNKNOWN in people and people[UNKNOWN].value != 0 else {}


def _rows(
    people: Mapping[str, PersonCount], cells: Mapping[str, PersonCount], told: Told, dimension: str
) -> tuple[GroupRow, ...]:
    values = [count.value for group, count in people.items() if group]
    known = None if None in values else sum(value or 0 for value in values)
    compared = compared_of(told, dimension) if cells else None
    shares = (compared.shares() if compared else None) or {}
    return tuple(
        GroupRow(
            group=group,
            people=count,
            population=compared.population.get(group) if compared else None,
            share=(count.value or 0) / known if known and group else None,
            population_share=shares[group][1] if group in shares else None,
            ratio=shares[group][0] / shares[group][1] if group in shares else None,
        )
        for group, count in people.items()
    )


def groups_as_rows(who: WhoTookPart) -> Sequence[tuple[str, str, str | int, bool, str | int, str | float, str | float]]:
    """One row a group for a file: dimension, group, people, hidden, population, share, population's share."""
    return [
        (
            table.dimension,
            row.group or "unknown",
            "" if row.people.value is None else row.people.value,
            row.people.suppressed,
            "" if row.population is None else row.population,
            "" if row.share is None else round(row.share, 4),
            "" if row.population_share is None else round(row.population_share, 4),
        )
        for table in who.tables
        for row in table.rows
    ]


GROUP_COLUMNS = ("dimension", "group", "people", "hidden", "population", "share", "population_share")
"""The columns of `groups_as_rows`."""
