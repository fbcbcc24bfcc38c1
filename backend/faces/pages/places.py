# SPDX-License-Identifier: EUPL-1.2
"""Municipalities as a page names them, and the region as 26 squares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from backend.common.text import in_language
from backend.faces.pages import wording
from backend.faces.pages.kept import kept
from backend.participation.campaigns.partners import partners_of
from backend.region.places.selectors import municipalities

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign
    from backend.region.places.models import Municipality

_HOUR = 60 * 60
# where a map writes a municipality's name: its main built-up area, degrees of WGS 84
_CENTRES = {
    "askola": (60.529, 25.599), "espoo": (60.205, 24.656), "hanko": (59.824, 22.968), "helsinki": (60.170, 24.938),
    "hyvinkaa": (60.632, 24.859), "inkoo": (60.046, 24.005), "jarvenpaa": (60.473, 25.089),
    "karkkila": (60.534, 24.209), "kauniainen": (60.211, 24.729), "kerava": (60.404, 25.104),
    "kirkkonummi": (60.124, 24.438), "lapinjarvi": (60.626, 26.198), "lohja": (60.249, 24.066),
    "loviisa": (60.457, 26.225), "mantsala": (60.636, 25.319), "myrskyla": (60.671, 25.850),
    "nurmijarvi": (60.464, 24.807), "pornainen": (60.476, 25.374), "porvoo": (60.393, 25.665),
    "pukkila": (60.645, 25.580), "raasepori": (59.974, 23.436), "sipoo": (60.377, 25.271), "siuntio": (60.138, 24.219),
    "tuusula": (60.402, 25.029), "vantaa": (60.293, 25.040), "vihti": (60.417, 24.320),
}  # fmt: skip


class MunicipalityConverter:
    """The first part of a municipality's own addresses: one of the 26 names and nothing else."""

    regex = "|".join(sorted(_CENTRES))

    def to_python(self, value: str) -> str:
        """The name as it is."""
        return value

    def to_url(self, value: str) -> str:
        """The name as it is."""
        return value


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


def holders(campaign: Campaign) -> list[Municipality]:
    """The municipalities that hold a campaign, the lead first."""
    partners = {one.id for one in partners_of(campaign)}
    return [campaign.municipality, *(one for one in all_municipalities() if one.pk in partners)]


def names_of_holders(campaign: Campaign) -> str:
    """Such as "Kerava" or "Kerava, Tuusula, Sipoo", the lead first."""
    return ", ".join(name_of(one) for one in holders(campaign))


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
class Centre:
    """Where a map writes a municipality's name; degrees as text, whatever the language's decimal mark."""

    name: str
    latitude: str
    longitude: str


def centres() -> list[Centre]:
    """All municipalities with the point of their names."""
    return [centre_of(one) for one in all_municipalities()]


def centre_of(municipality: Municipality) -> Centre:
    """Where the name of one municipality is written."""
    latitude, longitude = _CENTRES[municipality.slug]
    return Centre(name_of(municipality), str(latitude), str(longitude))


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
