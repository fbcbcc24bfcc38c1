# SPDX-License-Identifier: EUPL-1.2
"""The ladder of coarseness: where it begins is chosen from the reference population, before there is data."""

import dataclasses
from collections.abc import Mapping

from backend.methods.disclosure.tables import TOTAL

FEWEST_ELIGIBLE = 2_000
"""A municipality or band of which fewer may take part is grouped with others."""

FOUR_BANDS: Mapping[str, str] = {
    "0-14": "0-24",
    "15-24": "0-24",
    "25-34": "25-44",
    "35-44": "25-44",
    "45-54": "45-64",
    "55-64": "45-64",
    "65-74": "65+",
    "75+": "65+",
}
UNKNOWN = ""

Grouping = Mapping[str, str]
"""To which label each value of the context belongs; "" (unknown) stays itself, or becomes part of the total."""


@dataclasses.dataclass(frozen=True)
class Rung:
    """How places and ages are grouped; one label for all means that the dimension is not told."""

    places: Grouping
    bands: Grouping

    @property
    def totals_only(self) -> bool:
        """Whether nothing but totals is left."""
        return _is_one(self.places) and _is_one(self.bands)


def ladder(eligible: Mapping[tuple[str, str], int] | None, regions: Grouping) -> tuple[Rung, ...]:
    """The rungs from the chosen coarseness down to totals only.

    `eligible` are people of the reference population by (municipality, one of the eight bands), of
    those who may take part; None where there is no reference: then sub-regions and four bands.
    `regions` names the sub-region of each municipality.
    """
    places: Grouping = _coarse_places(regions)
    bands: Grouping = {**FOUR_BANDS, UNKNOWN: UNKNOWN}
    if eligible is not None:
        places, bands = _chosen_places(eligible, regions), _chosen_bands(eligible)
    steps = [
        (places, bands),
        (places, _coarser_bands(bands)),
        (_coarse_places(regions), _coarser_bands(bands)),
        (_coarse_places(regions), _all_bands()),
        (_all_places(regions), _all_bands()),
    ]
    return tuple(Rung(*step) for number, step in enumerate(steps) if step not in steps[:number])


def _chosen_places(eligible: Mapping[tuple[str, str], int], regions: Grouping) -> Grouping:
    """Small municipalities are grouped with the small ones of their sub-region, and with the next one if need be."""
    people = {place: sum(n for (where, _), n in eligible.items() if where == place) for place in regions}
    groups = {UNKNOWN: UNKNOWN}
    for region in sorted(set(regions.values())):
        members = sorted((n, place) for place, n in people.items() if regions[place] == region)
        rest: list[str] = []
        for n, place in members:
            # whoever is small, and whoever is needed so that the group of the small ones is not
            if n < FEWEST_ELIGIBLE or (rest and sum(people[one] for one in rest) < FEWEST_ELIGIBLE):
                rest.append(place)
        groups |= {place: place for _, place in members} | dict.fromkeys(rest, region)
        if len(rest) == 1 and len(members) > 1:
            groups[members[1][1]] = region
    return groups


def _chosen_bands(eligible: Mapping[tuple[str, str], int]) -> Grouping:
    """The eight bands where each that has anybody eligible has enough, else the four, else none."""
    for bands in ({band: band for band in FOUR_BANDS}, dict(FOUR_BANDS)):
        people: dict[str, int] = {}
        for (_, band), n in eligible.items():
            people[bands[band]] = people.get(bands[band], 0) + n
        if all(n >= FEWEST_ELIGIBLE for n in people.values() if n):
            return {**bands, UNKNOWN: UNKNOWN}
    return _all_bands()


def _coarser_bands(bands: Grouping) -> Grouping:
    return bands if _is_one(bands) else {**FOUR_BANDS, UNKNOWN: UNKNOWN}


def _coarse_places(regions: Grouping) -> Grouping:
    return {**regions, UNKNOWN: UNKNOWN}


def _all_places(regions: Grouping) -> Grouping:
    return dict.fromkeys([*regions, UNKNOWN], TOTAL)


def _all_bands() -> Grouping:
    return dict.fromkeys([*FOUR_BANDS, UNKNOWN], TOTAL)


def _is_one(grouping: Grouping) -> bool:
    return set(grouping.values()) == {TOTAL}
