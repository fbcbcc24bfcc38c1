# SPDX-License-Identifier: EUPL-1.2
"""Reading municipalities and districts."""

import dataclasses
import datetime
from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from backend.common.errors import NotFound
from backend.region.places.models import District, Municipality, Population


def municipalities() -> QuerySet[Municipality]:
    """All 26, in Finnish alphabetical order."""
    return Municipality.objects.all()


def municipality_by_slug(slug: str) -> Municipality:
    """One municipality; raises NotFound."""
    found = Municipality.objects.filter(slug=slug).first()
    if found is None:
        raise NotFound
    return found


def districts_of(municipality_id: int) -> QuerySet[District]:
    """The districts known of a municipality."""
    return District.objects.filter(municipality_id=municipality_id)


def all_districts() -> QuerySet[District]:
    """The districts of all municipalities."""
    return District.objects.all()


def nearness(one: Municipality, other: Municipality) -> int:
    """How many tiles apart two municipalities stand on the region's tile map (0 = the same)."""
    return max(abs(one.tile_column - other.tile_column), abs(one.tile_row - other.tile_row))


def names_of_municipalities(ids: Iterable[int]) -> list[Mapping[str, str]]:
    """The names of some municipalities by language, in Finnish alphabetical order."""
    return [one.name for one in Municipality.objects.filter(id__in=ids)]


def names_of_districts(ids: Iterable[int]) -> list[Mapping[str, str]]:
    """The names of some districts by language."""
    return [one.name for one in District.objects.filter(id__in=ids)]


def districts_by_municipality() -> QuerySet[District]:
    """The districts known of all municipalities, with theirs, in Finnish order of the municipalities."""
    return District.objects.select_related("municipality").order_by("municipality__sort_key", "slug")


@dataclasses.dataclass(frozen=True)
class PopulationFigure:
    """A municipality's whole population, on which day, and who says so."""

    people: int
    reference_date: datetime.date
    source: str
    licence: str
    synthetic: bool


def population_of(municipality_id: int) -> PopulationFigure | None:
    """The newest total of a municipality; None where no reference is loaded, which is not 0 (one query)."""
    totals = Population.objects.filter(
        municipality_id=municipality_id, age_from__isnull=True, age_to__isnull=True, language=""
    )
    found = totals.select_related("dataset").order_by("-dataset__reference_date", "-dataset_id").first()
    return None if found is None else _figure(found)


def population_figures(municipality_ids: Iterable[int]) -> dict[int, PopulationFigure]:
    """The same of several, by municipality's id; those of which no reference is loaded are left out. One query."""
    totals = Population.objects.filter(
        municipality_id__in=list(municipality_ids), age_from__isnull=True, age_to__isnull=True, language=""
    ).select_related("dataset")
    newest = totals.order_by("municipality_id", "-dataset__reference_date", "-dataset_id").distinct("municipality_id")
    return {one.municipality_id: _figure(one) for one in newest}


def _figure(row: Population) -> PopulationFigure:
    of = row.dataset
    return PopulationFigure(row.people, of.reference_date, of.source, of.licence, of.synthetic)


def newest_populations() -> dict[str, int]:
    """By slug the newest total of each municipality of which a reference is loaded; one query."""
    totals = Population.objects.filter(age_from__isnull=True, age_to__isnull=True, language="")
    newest = totals.order_by("municipality_id", "-dataset__reference_date", "-dataset_id").distinct("municipality_id")
    return dict(newest.values_list("municipality__slug", "people"))
