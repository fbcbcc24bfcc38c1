# SPDX-License-Identifier: EUPL-1.2
"""E1: the five groups of the strategy's follow-up on one page; every figure is that of its indicator."""

import collections
import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from backend.common.clock import database_now, local_day
from backend.insight.evaluation.models import ReferenceImport
from backend.insight.evaluation.networking import ties_between_kinds
from backend.insight.evaluation.questions import Figure, Question
from backend.insight.evaluation.reference.selectors import programme_targets
from backend.insight.evaluation.scope import scope_of
from backend.insight.evaluation.selectors import figures_of
from backend.methods.indicators.catalogue import catalogue
from backend.participation.campaigns.models import Campaign
from backend.region.programme.models import Pilot, Spearhead

YEARS_SHOWN = 6
"""This year and the five before it."""
STEPS = ("achieved", "baseline", "milestone", "target")
TAKE_PART = "PART-RATE"

Values = Mapping[str, float]


@dataclass(frozen=True)
class ProgrammeRow:
    """One code of the regional programme; `achieved` and `milestone` are None where they are not known."""

    code: str
    name: Mapping[str, str]
    unit: str
    baseline: float
    milestone: float | None
    milestone_year: int | None
    target: float
    target_year: int
    achieved: float | None


@dataclass(frozen=True)
class Overview:
    """Everything that the page tells; euros by year and spearhead, counts by spearhead, months as 2026-11.

    `rates` is the part of residents that took part, by municipality, as figures with what is hidden and
    what is not known. `synthetic` says that some reference data was made up.
    """

    year: int
    position: int
    computed_at: datetime.datetime
    granted: Mapping[str, Values]
    instruments: Values
    share: Values
    leverage: float | None
    combined: float | None
    actors: Values
    pilots: Mapping[str, int]
    all_actors: float | None
    across: float | None
    new_ties: float | None
    ties: Mapping[tuple[str, str], int]
    levels: Mapping[str, int]
    kept: Figure
    organisations: float | None
    rates: tuple[Figure, ...]
    visits: Values
    reach: Values
    programme: tuple[ProgrammeRow, ...]
    synthetic: bool


def overview() -> Overview:
    """The page's figures, as everybody may see them."""
    now = database_now()
    year = local_day(now).year
    answer = figures_of(Question(code="ENG-PROMISE"))
    return Overview(
        year=year,
        position=answer.position,
        computed_at=answer.computed_at,
        granted=_granted(year),
        instruments=_values("FUND-ALLOC", "instrument", year=year),
        share=_values("FUND-SHARE", "spearhead", year=year),
        leverage=_value("FUND-LEVER", year=year),
        combined=_value("FUND-COMBO", year=year),
        actors=_values("NET-ACTORS", "spearhead"),
        pilots=collections.Counter(Pilot.objects.values_list("spearhead__slug", flat=True)),
        all_actors=_value("NET-ACTORS"),
        across=_value("NET-XSECT"),
        new_ties=_value("NET-NEW", year=year),
        ties=ties_between_kinds(year),
        levels=_levels(),
        kept=answer.figures[0],
        organisations=_value("ENG-STAKE"),
        rates=_rates(),
        visits=_values("WEB-VIS", "period"),
        reach=_values("SOC-REACH", "period"),
        programme=_programme(),
        synthetic=ReferenceImport.objects.filter(synthetic=True).exists(),
    )


def _values(code: str, by: str, *, year: int | None = None, spearhead: str = "") -> dict[str, float]:
    """The figures of an indicator by a dimension, where they are known."""
    figures = figures_of(Question(code=code, by=by, year=year, spearhead=spearhead)).figures
    return {one.dimensions[by]: one.value for one in figures if one.value is not None and by in one.dimensions}


def _value(code: str, *, year: int | None = None) -> float | None:
    figures = figures_of(Question(code=code, year=year)).figures
    return figures[0].value if figures else None


def _granted(this_year: int) -> dict[str, Values]:
    """Euros granted in each of the last years by spearhead; years of which nothing is known are left out."""
    found: dict[str, dict[str, float]] = collections.defaultdict(dict)
    for spearhead in Spearhead.objects.values_list("slug", flat=True):
        for year, euros in _values("FUND-ALLOC", "year", spearhead=spearhead).items():
            if this_year - YEARS_SHOWN < int(year) <= this_year:
                found[year][spearhead] = euros
    return dict(sorted(found.items()))


def _levels() -> dict[str, int]:
    """How many campaigns that are over promised each level of influence."""
    scope = scope_of(Question(code="ENG-LEVEL"))
    counted = collections.Counter(one.influence for one in scope.campaigns if one.closed and one.influence)
    return {level: counted[level] for level in Campaign.Influence.values}


def _rates() -> tuple[Figure, ...]:
    if TAKE_PART not in catalogue().indicators:
        return ()
    return figures_of(Question(code=TAKE_PART, by="municipality")).figures


def _programme() -> tuple[ProgrammeRow, ...]:
    figures = figures_of(Question(code="PROG")).figures
    known = {(one.dimensions.get("programme_code"), one.dimensions.get("step")): one.value for one in figures}
    return tuple(
        ProgrammeRow(
            code=one.code,
            name=one.name,
            unit=one.unit,
            baseline=float(one.baseline),
            milestone=known.get((one.code, "milestone")),
            milestone_year=one.milestone_year,
            target=float(one.target),
            target_year=one.target_year,
            achieved=known.get((one.code, "achieved")),
        )
        for one in programme_targets()
    )
