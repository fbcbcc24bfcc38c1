# SPDX-License-Identifier: EUPL-1.2
"""The reference population by municipality, age and language, as the newest dataset tells it."""

import collections
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from backend.region.places.models import Population, PopulationDataset

OLDEST = 125
"""Where a row of the reference has no upper age."""
Ages = tuple[int, int]


@dataclass(frozen=True)
class Reference:
    """A dataset: people by (municipality's id, ages from–to), by language, and altogether; empty where not told."""

    dataset: PopulationDataset
    by_age: Mapping[tuple[int, Ages], int]
    by_language: Mapping[tuple[int, str], int]
    totals: Mapping[int, int]

    def of_ages(self, place: int, lower: int, upper: int) -> int | None:
        """People of a municipality aged lower–upper, both included; None where its ages are not told.

        Of a row that lies partly within, the part is taken that its years are of the row's.
        """
        rows = [(ages, people) for (where, ages), people in self.by_age.items() if where == place]
        if not rows:
            return None
        return round(sum((people * _part(ages, lower, upper) for ages, people in rows), start=Fraction(0)))


def _part(ages: Ages, lower: int, upper: int) -> Fraction:
    first, last = ages
    common = min(last, upper) - max(first, lower) + 1
    return Fraction(max(0, common), last - first + 1)


def reference_population() -> Reference | None:
    """The newest dataset that tells ages, else the newest one; None where none is loaded. Two queries."""
    datasets = PopulationDataset.objects.all()
    found = datasets.filter(rows__age_from__isnull=False).first() or datasets.first()
    return None if found is None else reference_of(found)


def reference_of(dataset: PopulationDataset) -> Reference:
    """The rows of a dataset; rows of age and language at once are added up where there is none of the age alone."""
    by_age: dict[tuple[int, Ages], int] = {}
    crossed: collections.Counter[tuple[int, Ages]] = collections.Counter()
    by_language: dict[tuple[int, str], int] = {}
    totals: dict[int, int] = {}
    rows = Population.objects.filter(dataset=dataset)
    for place, first, last, language, people in rows.values_list(
        "municipality_id", "age_from", "age_to", "language", "people"
    ):
        ages = (first or 0, OLDEST if last is None else last)
        if first is None and last is None:
            if language:
                by_language[place, language] = people
            else:
                totals[place] = people
        elif language:
            crossed[place, ages] += people
        else:
            by_age[place, ages] = people
    return Reference(dataset, by_age or dict(crossed), by_language, totals)
