# SPDX-License-Identifier: EUPL-1.2
"""E2: what each indicator means, and its figures, divided as the reader asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import formats
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_safe

from backend.common.text import in_language
from backend.faces.pages import wording
from backend.faces.pages.people import viewer_of
from backend.faces.pages.places import all_municipalities, name_of
from backend.insight.evaluation.permissions import may_import
from backend.insight.evaluation.questions import Question
from backend.insight.evaluation.selectors import figures_of, indicator_called
from backend.methods.indicators.catalogue import Indicator, catalogue
from backend.participation.campaigns.selectors import published_campaigns
from backend.region.programme.selectors import spearheads, visible_actors
from backend.region.programme.showcase import instruments

if TYPE_CHECKING:
    from backend.insight.evaluation.questions import Answer, Figure

Names = Mapping[str, str]
_CHOSEN = ("spearhead", "municipality", "campaign", "year", "period", "instrument", "actor", "social_channel")
"""By what a reader may divide; the other dimensions of an indicator are always told."""


@dataclass(frozen=True)
class Row:
    """A figure in words: of what, how much, on how many it rests, and whether it is final."""

    names: tuple[str, ...]
    value: str
    n: str
    status: str


@dataclass(frozen=True)
class Choice:
    """A way to divide the figures; "" is not at all."""

    by: str
    name: str
    is_chosen: bool


@require_safe
def indicator_list(request: HttpRequest) -> HttpResponse:
    """The catalogue, group by group."""
    known = catalogue()
    groups = [(in_language(name, wording.language()), known.of_group(group)) for group, name in known.groups.items()]
    context = {"groups": [group for group in groups if group[1]], "may_import": may_import(viewer_of(request))}
    return render(request, "statistics/indicators.html", context)


@require_safe
def indicator_page(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator with its figures."""
    indicator = indicator_called(code)
    choices = _choices(indicator, request.GET.get("by", ""))
    chosen = next(choice for choice in choices if choice.is_chosen)
    answer = figures_of(Question(code=indicator.code, by=chosen.by), viewer=viewer_of(request))
    return render(request, "statistics/indicator.html", {**_shown(answer), "choices": choices, "chosen": chosen})


def _shown(answer: Answer) -> dict[str, Any]:
    """An answer in words: what it is of, where it comes from, and its figures as rows."""
    indicator, known = answer.indicator, catalogue()
    return {
        "answer": answer,
        "indicator": indicator,
        "group": in_language(known.groups[indicator.group], wording.language()),
        "unit": in_language(known.units[indicator.unit], wording.language()),
        "source": _source_words(indicator.source),
        "heads": [_dimension_name(name) for name in _told(answer)],
        "rows": _rows(answer),
    }


def _choices(indicator: Indicator, asked: str) -> list[Choice]:
    """The ways in which the indicator is told; one that it has not is the whole."""
    offered = ["", *(name for name in _CHOSEN if name in indicator.dimensions)]
    chosen = asked if asked in offered else ""
    whole = gettext("The whole region")
    return [Choice(by, _dimension_name(by) if by else whole, by == chosen) for by in offered]


def _told(answer: Answer) -> list[str]:
    """The dimensions that the figures have."""
    return list(dict.fromkeys(name for figure in answer.figures for name in figure.dimensions))


def _rows(answer: Answer) -> list[Row]:
    told = _told(answer)
    names = {dimension: _names(dimension) for dimension in told}
    return [
        Row(
            names=tuple(_name(names[dimension], figure.dimensions.get(dimension, "")) for dimension in told),
            value=value_words(figure, answer.indicator.unit),
            n="" if figure.n is None else wording.number(figure.n),
            status=_status_words(figure),
        )
        for figure in answer.figures
    ]


def _name(names: Names, value: str) -> str:
    return names.get(value, value)


def value_words(figure: Figure, unit: str) -> str:
    """A value as people read it: shares in per cent, others with at most two decimals, or why there is none."""
    if figure.hidden:
        return gettext("hidden")
    if figure.value is None:
        return gettext("not published") if figure.status == "not_published" else gettext("no data")
    if unit == "share":
        return f"{formats.number_format(figure.value * 100, decimal_pos=1)} %"
    if figure.value == int(figure.value):
        return wording.number(int(figure.value))
    return formats.number_format(figure.value, decimal_pos=2, force_grouping=True)


def _source_words(source: str) -> str:
    """Where figures come from that are not folded from the ledger."""
    return {
        "funding": gettext("funding rows of pilots and projects"),
        "network": gettext("pilots, campaigns and projects that organisations are in together"),
        "participation": gettext("ideas, answers and comments as they stand"),
        "releases": gettext("counts of people as they were published"),
        "population": gettext("counts of people as they were published, and the reference population"),
        "web": gettext("files of the websites' own statistics"),
        "social": gettext("files of the channels' own statistics"),
        "programme": gettext("the programme's codes and targets, as entered"),
    }.get(source, "")


def _status_words(figure: Figure) -> str:
    return {
        "provisional": gettext("provisional"),
        "final": gettext("final"),
        "no_data": "",
        "not_published": "",
    }[figure.status]


def _dimension_name(dimension: str) -> str:
    return {
        "spearhead": gettext("Spearhead"),
        "municipality": gettext("Municipality"),
        "campaign": gettext("Campaign"),
        "year": gettext("Year"),
        "channel": gettext("Channel"),
        "instrument": gettext("Instrument"),
        "actor": gettext("Organisation"),
        "week": gettext("Week"),
        "period": gettext("Period"),
        "social_channel": gettext("Channel"),
        "programme_code": gettext("Code"),
        "area": gettext("Area"),
        "age_band": gettext("Age band"),
        "language": gettext("Language"),
        "cohort": gettext("Week"),
        "status": gettext("Answer"),
        "step": pgettext("statistics", "Measure"),
    }[dimension]


def _names(dimension: str) -> Names:
    """The words for the values of a dimension; those that have none are written as they are."""
    named: dict[str, Callable[[], Names]] = {
        "municipality": lambda: {place.slug: name_of(place) for place in all_municipalities()},
        "spearhead": lambda: {one.slug: in_language(one.name, wording.language()) for one in spearheads()},
        "campaign": lambda: {one.slug: in_language(one.title, wording.language()) for one in published_campaigns()},
        "channel": _channel_names,
        "instrument": lambda: {one.slug: in_language(one.name, wording.language()) for one in instruments()},
        "actor": lambda: {str(one.pk): in_language(one.name, wording.language()) for one in visible_actors()},
        "status": _answer_names,
        "step": _step_names,
        "area": area_names,
        "language": lambda: wording.LANGUAGE_NAMES,
    }
    return named[dimension]() if dimension in named else {}


def area_names() -> dict[str, str]:
    """Municipalities, and those that are told together with others around them."""
    names = {place.slug: name_of(place) for place in all_municipalities()}
    together = {
        f"region:{slug}": gettext("Together (%(place)s and around)") % {"place": name} for slug, name in names.items()
    }
    return {**names, **together}


def _channel_names() -> Names:
    return {
        "web": pgettext("channel", "Web"),
        "kiosk": pgettext("channel", "Kiosk"),
        "desk": pgettext("channel", "Service point"),
        "paper": pgettext("channel", "Paper"),
        "school": pgettext("channel", "School"),
        "import": pgettext("channel", "Import"),
        "office": pgettext("channel", "Office"),
    }


def _answer_names() -> Names:
    return {
        "unanswered": gettext("No answer yet"),
        "investigating": gettext("Being looked into"),
        "accepted": gettext("Under way"),
        "declined": gettext("Will not be done"),
        "done": gettext("Done"),
    }


def _step_names() -> Names:
    return {
        "median": gettext("Half of them within"),
        "p90": gettext("Nine of ten within"),
        "top_1": gettext("The most active per cent"),
        "top_10": gettext("The most active tenth"),
        "lowest": gettext("Least represented"),
        "highest": gettext("Most represented"),
        "age_band": gettext("Age band"),
        "language": gettext("Language"),
        "area": gettext("Area"),
        "achieved": pgettext("programme", "Achieved"),
        "baseline": pgettext("programme", "Baseline"),
        "milestone": pgettext("programme", "Milestone"),
        "target": pgettext("programme", "Target"),
    }
