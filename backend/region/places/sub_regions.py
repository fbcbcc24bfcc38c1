# SPDX-License-Identifier: EUPL-1.2
"""Sub-regions of Helsinki-Uusimaa: to which each municipality belongs (Statistics Finland, classification of 2024)."""

_SMALLER = {
    "raasepori": ("hanko", "inkoo", "raasepori"),
    "porvoo": ("askola", "myrskyla", "porvoo", "pukkila"),
    "loviisa": ("lapinjarvi", "loviisa"),
}
_OF = {slug: region for region, slugs in _SMALLER.items() for slug in slugs}


def sub_region_of(slug: str) -> str:
    """The name of a municipality's sub-region: that of its largest town; all others belong to Helsinki's."""
    return _OF.get(slug, "helsinki")
