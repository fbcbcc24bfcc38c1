# SPDX-License-Identifier: EUPL-1.2
"""Measures of whom those who took part are like: shares of the population, by area, age and language.

Every ratio is made of published cells; where a cell of a group is hidden, so is everything that it would be in.
"""

import collections
from collections.abc import Mapping
from dataclasses import dataclass

from backend.insight.evaluation.measures import Measure
from backend.insight.evaluation.people.told import (
    HOME,
    NOT_PUBLISHED,
    UNKNOWN,
    Told,
    hidden,
    share,
    told_by_group,
)
from backend.insight.evaluation.questions import NO_DATA, Outcome
from backend.methods.disclosure.tables import TOTAL

AGE, LANGUAGE, AREA = "age_band", "language", "area"


@dataclass(frozen=True)
class Compared:
    """Of each group of a dimension how many took part and how many could; `people` None where a cell is hidden."""

    dimension: str
    people: Mapping[str, int] | None
    population: Mapping[str, int]

    def shares(self) -> dict[str, tuple[float, float]] | None:
        """Of each group its share of those who took part and of the population; None where that is hidden."""
        if self.people is None:
            return None
        took_part, eligible = sum(self.people.values()), sum(self.population.values())
        if not took_part or not eligible:
            return {}
        return {
            group: (self.people.get(group, 0) / took_part, people / eligible)
            for group, people in self.population.items()
            if people
        }

    @property
    def n(self) -> int:
        """How many people it rests on."""
        return sum((self.people or {}).values())


def _compared(told: Told) -> list[Compared] | None:
    """Ages of those who live in the organiser's area, and languages of all; None without a published table."""
    if not told.cells(HOME) and not told.cells(LANGUAGE):
        return None
    return [one for one in (_ages(told), _languages(told)) if one is not None and one.population]


def compared_of(told: Told, dimension: str) -> Compared | None:
    """The groups of one dimension; None without a published table or a population."""
    return next((one for one in _compared(told) or [] if one.dimension == dimension), None)


def age_row(told: Told) -> str:
    """Of which area the ages are told: the organiser's, where places and ages are told together, else of all."""
    return told.area if any(row == told.area and column != TOTAL for row, column in told.cells(HOME)) else TOTAL


def _ages(told: Told) -> Compared | None:
    cells, rung, row = told.cells(HOME), told.rung, age_row(told)
    if rung is None or told.eligible is None or not any(column not in {TOTAL, UNKNOWN} for _, column in cells):
        return None
    population: collections.Counter[str] = collections.Counter()
    places = set(told.members(row)) if row != TOTAL else {place for place, _ in told.eligible.people}
    for (place, band), people in told.eligible.people.items():
        if place in places:
            population[rung.bands[band]] += people
    return Compared(AGE, _shown({column: cells.get((row, column)) for column in population}), population)


def _languages(told: Told) -> Compared | None:
    if told.eligible is None or not told.cells(LANGUAGE):
        return None
    population: collections.Counter[str] = collections.Counter()
    places = set(told.members(told.area))
    for (place, language), people in told.eligible.languages.items():
        if place in places:
            population[language] += people
    cells = {row: count for (row, _), count in told.cells(LANGUAGE).items()}
    return Compared(LANGUAGE, _shown({language: cells.get(language) for language in population}), population)


def _shown(counts: Mapping[str, object]) -> dict[str, int] | None:
    """The numbers, 0 where there is no cell; None where one is hidden."""
    values = {group: 0 if count is None else getattr(count, "value", None) for group, count in counts.items()}
    return None if None in values.values() else {group: int(value or 0) for group, value in values.items()}


def _ratios(told: Told) -> list[Outcome]:
    compared = _compared(told)
    if compared is None:
        return [NOT_PUBLISHED]
    found: list[Outcome] = []
    for one in compared:
        shares = one.shares()
        if shares is None:
            found += [hidden(**{one.dimension: group}) for group in one.population]
        else:
            found += [share(p / q, n=one.n, **{one.dimension: group}) for group, (p, q) in shares.items()]
    return found or [NO_DATA]


def _dissimilarity(told: Told) -> list[Outcome]:
    compared = _compared(told)
    if compared is None:
        return [NOT_PUBLISHED]
    found: list[Outcome] = []
    for one in compared:
        shares = one.shares()
        if shares is None:
            found.append(hidden(step=one.dimension))
        elif shares:
            apart = sum(abs(p - q) for p, q in shares.values()) / 2
            found.append(share(apart, n=one.n, step=one.dimension))
    return found or [NO_DATA]


def _extremes(told: Told) -> list[Outcome]:
    """The age band that is there least, and the one most, measured by its share of the population."""
    compared = _compared(told)
    if compared is None:
        return [NOT_PUBLISHED]
    ages = compared_of(told, AGE)
    if ages is None:
        return [NO_DATA]
    shares = ages.shares()
    if shares is None:
        return [hidden(step="lowest"), hidden(step="highest")]
    if not shares:
        return [NO_DATA]
    ratios = sorted((p / q, group) for group, (p, q) in shares.items())
    return [
        share(ratio, n=ages.n, step=step, **{AGE: group})
        for step, (ratio, group) in (("lowest", ratios[0]), ("highest", ratios[-1]))
    ]


def _coverage(told: Told) -> list[Outcome]:
    """Of which part of all people area, age and language are known."""
    if told.whole is None:
        return [NOT_PUBLISHED]
    whole, home, language = told.whole.people.value, told.cells(HOME), told.cells(LANGUAGE)
    asked = {AREA: (home, (UNKNOWN, TOTAL)), AGE: (home, (TOTAL, UNKNOWN)), LANGUAGE: (language, (UNKNOWN, TOTAL))}
    found: list[Outcome] = []
    for dimension, (cells, place) in asked.items():
        if place not in cells and not (dimension == LANGUAGE and cells):
            continue
        unknown = cells[place].value if place in cells else 0
        if whole is None or unknown is None:
            found.append(hidden(step=dimension))
        elif whole:
            found.append(share(1 - unknown / whole, n=whole, step=dimension))
    return found or [NOT_PUBLISHED]


def _rate(told: Told) -> list[Outcome]:
    """Of the organiser's area; NO_DATA where no population is loaded."""
    if told.whole is None:
        return [NOT_PUBLISHED]
    return [one for one in _turnout(told) if one.dimensions.get(AREA) in {None, told.named(told.area)}] or [
        NOT_PUBLISHED
    ]


def _turnout(told: Told) -> list[Outcome]:
    """Of each published area the part of its eligible people that took part; in the order of municipalities."""
    if told.whole is None:
        return [NOT_PUBLISHED]
    cells = {row: count for (row, column), count in told.cells(HOME).items() if column == TOTAL}
    areas = [area for area in dict.fromkeys([*told.slugs, *sorted(cells)]) if area in cells and area != UNKNOWN]
    found: list[Outcome] = []
    for area in areas:
        residents = told.residents(area)
        if residents:
            people, name = cells[area].value, told.named(area)
            found.append(hidden(area=name) if people is None else share(people / residents, n=people, area=name))
    if found:
        return found
    return [NO_DATA] if areas and told.eligible is None else [NOT_PUBLISHED]


MEASURES: dict[str, Measure] = {
    "PART-RATE": told_by_group(_rate),
    "TURN-AREA": told_by_group(_turnout),
    "REP-RATIO": told_by_group(_ratios),
    "REP-D": told_by_group(_dissimilarity),
    "REP-MINMAX": told_by_group(_extremes),
    "REP-COV": told_by_group(_coverage),
}
