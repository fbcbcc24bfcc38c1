# SPDX-License-Identifier: EUPL-1.2
"""E1, the region in figures: spearheads, the map of 26 tiles, and the five groups of the strategy's follow-up."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import formats
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_safe

from backend.common.text import in_language
from backend.faces.pages import charts, overview_charts, places, wording
from backend.faces.pages.indicators import value_words
from backend.faces.pages.kept import kept
from backend.insight.evaluation.overview import Overview, ProgrammeRow, overview
from backend.insight.evaluation.questions import Figure
from backend.methods.indicators.catalogue import catalogue
from backend.region.places.selectors import municipalities
from backend.region.programme.selectors import spearheads
from backend.region.programme.showcase import instruments

_MINUTE = 60
_STEPS = (5, 10, 15, 20)
"""Participants per 1,000 residents at which the shade of a tile changes."""
_CLOSE_BEHIND = 0.85
"""A part of the milestone from which one is only slightly behind."""


@dataclass(frozen=True)
class Head:
    """A spearhead with its figures."""

    name: str
    shade: str
    euros: str
    share: str
    actors: int
    pilots: int


@dataclass(frozen=True)
class Tile:
    """A municipality on the map: how many of 1,000 residents took part, or why it is not told."""

    slug: str
    name: str
    column: int
    row: int
    shade: str
    words: str


@dataclass(frozen=True)
class Months:
    """An indicator by month: its line, the latest figure and its month."""

    code: str
    name: str
    words: str
    month: str
    spoken: str
    spark: overview_charts.Spark


@dataclass(frozen=True)
class TargetRow:
    """An indicator of the programme with its bar."""

    code: str
    name: str
    unit: str
    baseline: str
    achieved: str
    target: str
    spoken: str
    state: str
    bar: overview_charts.TargetBar | None


@require_safe
def region_in_figures(request: HttpRequest) -> HttpResponse:
    """The page; its figures are asked for once a minute."""
    return render(request, "statistics/region.html", _shown(kept("overview", _MINUTE, overview)))


def _shown(found: Overview) -> dict[str, Any]:
    """The figures as the page writes and draws them."""
    heads = [(one.slug, in_language(one.name, wording.language())) for one in spearheads()]
    return {
        "overview": found,
        "heads": [_head(found, slug, name, at) for at, (slug, name) in enumerate(heads)],
        "tiles": _tiles(found.rates),
        "legend": _legend(),
        "computed_on": found.computed_at,
        "programme": [_target(row) for row in found.programme],
        "months": [one for one in (_visits(found), _reach(found)) if one],
        **_funding(found, [slug for slug, _ in heads]),
        **_network(found),
        **_engagement(found),
    }


def _head(found: Overview, slug: str, name: str, at: int) -> Head:
    share = found.share.get(slug)
    return Head(
        name=name,
        shade=overview_charts.SHADES[at % 4],
        euros=overview_charts.millions(found.granted.get(str(found.year), {}).get(slug, 0)),
        share="" if share is None else f"{formats.number_format(share * 100, decimal_pos=1)} %",
        actors=int(found.actors.get(slug, 0)),
        pilots=found.pilots.get(slug, 0),
    )


def _funding(found: Overview, order: Sequence[str]) -> dict[str, Any]:
    names = {one.slug: in_language(one.name, wording.language()) for one in instruments()}
    by_instrument = [(names.get(slug, slug), int(euros)) for slug, euros in found.instruments.items() if euros]
    bars = overview_charts.year_bars(found.granted, order, found.year)
    return {
        "years": bars,
        "years_height": overview_charts.height_of(bars),
        "by_instrument": [(one, overview_charts.millions(one.value)) for one in charts.shares(by_instrument)],
        "leverage": _decimal(found.leverage),
        "combined": _whole(found.combined),
    }


def _network(found: Overview) -> dict[str, Any]:
    """The matrix of ties: a row and a column a kind of organisation, the lower half of it."""
    names = _kind_names()
    kinds = [kind for kind in names if any(kind in pair for pair in found.ties)]
    most = max(found.ties.values(), default=0)
    rows = [
        (names[kind], [_cell(found.ties.get((other, kind), 0), most) for other in kinds[: row + 1]])
        for row, kind in enumerate(kinds)
    ]
    return {
        "kinds": [names[kind] for kind in kinds],
        "matrix": rows,
        "all_actors": _whole(found.all_actors),
        "across": _decimal(found.across),
        "new_ties": "" if found.new_ties is None else f"{formats.number_format(found.new_ties * 100, decimal_pos=0)} %",
    }


def _cell(ties: int, most: int) -> tuple[str, str]:
    """A count and its shade, five of them."""
    return wording.number(ties), f"q{1 + min(4, 5 * ties // (most + 1))}"


def _engagement(found: Overview) -> dict[str, Any]:
    names = _level_names()
    most = max(found.levels.values(), default=0) or 1
    levels = [(names[level], n, overview_charts.percent(100 * n / most)) for level, n in found.levels.items()]
    return {"levels": levels, "kept": value_words(found.kept, "share"), "organisations": _whole(found.organisations)}


def _tiles(rates: Sequence[Figure]) -> list[Tile]:
    known = {one.dimensions.get("municipality", ""): one for one in rates}
    if not known:
        return []
    return [
        Tile(one.slug, places.name_of(one), one.tile_column, one.tile_row, *_rate(known.get(one.slug)))
        for one in sorted(municipalities(), key=places.name_of)
    ]


def _legend() -> list[tuple[str, str]]:
    """Each shade of the map with its rates."""
    ends = [formats.number_format(step - 0.1, decimal_pos=1) for step in _STEPS]
    between = [f"{step}–{end}" for step, end in zip(_STEPS[:-1], ends[1:], strict=True)]
    words = [
        gettext("under %(rate)s") % {"rate": _STEPS[0]},
        *between,
        gettext("%(rate)s or more") % {"rate": _STEPS[-1]},
    ]
    return [(f"q{at}", one) for at, one in enumerate(words, start=1)]


def _rate(figure: Figure | None) -> tuple[str, str]:
    """The shade and the words of a municipality's rate."""
    if figure is None or (figure.value is None and not figure.hidden):
        return "qn", gettext("no data")
    if figure.value is None:
        return "qs", gettext("hidden")
    per_thousand = figure.value * 1000
    return f"q{1 + sum(per_thousand >= step for step in _STEPS)}", formats.number_format(per_thousand, decimal_pos=1)


def _visits(found: Overview) -> Months | None:
    return _months("web-vis", gettext("Visits"), found.visits)


def _reach(found: Overview) -> Months | None:
    return _months("soc-reach", gettext("Reach in social media"), found.reach)


def _months(code: str, name: str, values: Mapping[str, float]) -> Months | None:
    """The last twelve months of an indicator, where there are two at least."""
    shown = sorted(values.items())[-12:]
    if len(shown) < 2:
        return None
    (first, begun), (last, ended) = shown[0], shown[-1]
    spoken = gettext("%(name)s by month, from %(begun)s in %(first)s to %(ended)s in %(last)s") % {
        "name": name,
        "begun": wording.number(int(begun)),
        "first": _month(first),
        "ended": wording.number(int(ended)),
        "last": _month(last),
    }
    line = overview_charts.spark([value for _, value in shown])
    return Months(code, name, wording.number(int(ended)), _month(last), spoken, line)


def _month(value: str) -> str:
    year, month = value.split("-")
    return formats.date_format(datetime.date(int(year), int(month), 1), "F Y")


def _target(row: ProgrammeRow) -> TargetRow:
    spoken = gettext("%(achieved)s of target %(target)s") % {
        "achieved": _number(row.achieved),
        "target": _number(row.target),
    }
    return TargetRow(
        code=row.code,
        name=in_language(row.name, wording.language()),
        unit=_unit(row.unit),
        baseline=_number(row.baseline),
        achieved=_number(row.achieved),
        target=_number(row.target),
        spoken=spoken,
        state=_state(row),
        bar=None
        if row.achieved is None
        else overview_charts.target_bar(achieved=row.achieved, milestone=row.milestone, target=row.target),
    )


def _unit(unit: str) -> str:
    """In words where it is one of the catalogue's; another as it was entered."""
    known = catalogue().units.get(unit)
    return in_language(known, wording.language()) if known else unit


def _state(row: ProgrammeRow) -> str:
    """Against the milestone: ahead, slightly behind, behind; "" where one of them is not known."""
    if row.achieved is None or not row.milestone:
        return ""
    if row.achieved >= row.milestone:
        return "ahead"
    return "close" if row.achieved >= row.milestone * _CLOSE_BEHIND else "behind"


def _number(value: float | None) -> str:
    if value is None:
        return gettext("no data")
    return wording.number(int(value)) if value == int(value) else formats.number_format(value, decimal_pos=2)


def _whole(value: float | None) -> str:
    return gettext("no data") if value is None else wording.number(int(value))


def _decimal(value: float | None) -> str:
    return gettext("no data") if value is None else formats.number_format(value, decimal_pos=2)


def _kind_names() -> dict[str, str]:
    return {
        "company": pgettext("kinds of organisations", "Companies"),
        "university": pgettext("kinds of organisations", "Universities"),
        "research": pgettext("kinds of organisations", "Research"),
        "association": pgettext("kinds of organisations", "Associations"),
        "public": pgettext("kinds of organisations", "Public bodies"),
        "other": pgettext("kinds of organisations", "Others"),
    }


def _level_names() -> dict[str, str]:
    return {
        "inform": pgettext("level of influence", "Inform"),
        "consult": pgettext("level of influence", "Consult"),
        "involve": pgettext("level of influence", "Involve"),
        "collaborate": pgettext("level of influence", "Collaborate"),
        "empower": pgettext("level of influence", "Empower"),
    }
