# SPDX-License-Identifier: EUPL-1.2
"""The catalogue of indicators: one file, from which pages, API, exports, codebook and documentation are made."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_name("catalogue.yaml")
LANGUAGES = ("fi", "sv", "en")
RULES = ("R0", "R1", "R2", "R3")
"""R0 no persons; R1 at least five people; R2 also complementary suppression and closed periods; R3 internal."""
DIMENSIONS = (
    *("spearhead", "municipality", "area", "campaign", "age_band", "language", "channel", "year", "week", "period"),
    *("instrument", "actor", "status", "step", "cohort", "link", "social_channel", "programme_code"),
)
REFRESHES = ("minutes", "daily", "import", "closed_period")

LanguageText = Mapping[str, str]


@dataclass(frozen=True)
class Indicator:
    """What a figure means: its words by language, how it is computed, of what, how often, and what may be shown.

    `proxy` says that it stands for something that cannot be counted itself.
    """

    code: str
    group: str
    version: int
    name: LanguageText
    definition: LanguageText
    formula: str
    unit: str
    dimensions: tuple[str, ...]
    source: str
    refresh: str
    rule: str
    proxy: bool = False


@dataclass(frozen=True)
class Catalogue:
    """All indicators by code in the order of the file, the groups of the strategy's follow-up, and the units."""

    version: int
    groups: Mapping[str, LanguageText]
    units: Mapping[str, LanguageText]
    indicators: Mapping[str, Indicator]

    def of_group(self, group: str) -> list[Indicator]:
        """The indicators of a group."""
        return [indicator for indicator in self.indicators.values() if indicator.group == group]


class CatalogueWrong(Exception):
    """The file says something that it cannot mean."""


@functools.cache
def catalogue() -> Catalogue:
    """The catalogue of this version of the program, read once."""
    return read_catalogue(FILE.read_text(encoding="utf-8"))


def read_catalogue(text: str) -> Catalogue:
    """Read a catalogue from YAML; raises CatalogueWrong with the code and what is wrong with it."""
    data = yaml.safe_load(text)
    indicators = [_indicator(row) for row in data["indicators"]]
    found = Catalogue(
        version=data["version"],
        groups=data["groups"],
        units=data["units"],
        indicators={indicator.code: indicator for indicator in indicators},
    )
    if len(found.indicators) != len(indicators):
        raise CatalogueWrong("an indicator is there twice")
    for indicator in indicators:
        _require_meaning(indicator, found)
    return found


def _indicator(row: Mapping[str, Any]) -> Indicator:
    try:
        return Indicator(**{**row, "dimensions": tuple(row["dimensions"])})
    except (KeyError, TypeError) as error:
        raise CatalogueWrong(f"{row.get('code')}: {error}") from error


def _require_meaning(indicator: Indicator, known: Catalogue) -> None:
    texts = (indicator.name, indicator.definition)
    wrong = [
        indicator.group not in known.groups and "group",
        indicator.unit not in known.units and "unit",
        indicator.rule not in RULES and "rule",
        indicator.refresh not in REFRESHES and "refresh",
        not set(indicator.dimensions) <= set(DIMENSIONS) and "dimensions",
        any(set(text) != set(LANGUAGES) or not all(text.values()) for text in texts) and "languages",
        indicator.version < 1 and "version",
    ]
    if any(wrong):
        raise CatalogueWrong(f"{indicator.code}: {', '.join(str(word) for word in wrong if word)}")
