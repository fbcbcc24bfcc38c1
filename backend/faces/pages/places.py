# SPDX-License-Identifier: EUPL-1.2
"""Municipalities as a page names them, and the region as 26 squares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from backend.common.text import in_language
from backend.faces.pages import wording
from backend.faces.pages.kept import kept
from backend.region.places.selectors import municipalities

if TYPE_CHECKING:
    from backend.region.places.models import Municipality

_HOUR = 60 * 60


def all_municipalities() -> list[Municipality]:
    """The 26, read once an hour."""
    return kept("municipalities", _HOUR, lambda: list(municipalities()))


@dataclass(frozen=True)
class PlaceName:
    """A municipality in a list of choices."""

    slug: str
    name: str


def name_of(municipality: Municipality) -> str:
    """Such as "Kerava" or "Kervo"."""
    return in_language(municipality.name, wording.language())


def where(municipality: Municipality) -> str:
    """Such as "Keravalla", "i Kervo", "in Kerava"."""
    places = {"fi": municipality.inessive_fi, "sv": f"i {municipality.name_sv}", "en": f"in {municipality.name_fi}"}
    return places[wording.language()]


def choices() -> list[PlaceName]:
    """All municipalities by name, in the order of the reader's alphabet."""
    places = [PlaceName(one.slug, name_of(one)) for one in all_municipalities()]
    return sorted(places, key=lambda place: place.name) if wording.language() == "sv" else places


def chosen(slug: str) -> Municipality | None:
    """The municipality with this slug, or None."""
    return next((one for one in all_municipalities() if one.slug == slug), None)


@dataclass(frozen=True)
class Tile:
    """A square of the region's map."""

    x: int
    y: int
    here: bool
    pin: str


def region(here: Municipality) -> list[Tile]:
    """The 26 squares, one of them marked with a pin."""
    return [
        Tile(
            x=one.tile_column * 44,
            y=one.tile_row * 35 + 2,
            here=one.id == here.id,
            pin=f"M{one.tile_column * 44 + 20} {one.tile_row * 35 + 29}c-6-7-9-11-9-16a9 9 0 0 1 18 0c0 5-3 9-9 16z",
        )
        for one in all_municipalities()
    ]
