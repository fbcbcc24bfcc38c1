# SPDX-License-Identifier: EUPL-1.2
"""M7 for everybody: a campaign's statistics as charts with phase bands, tables and files."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from backend.faces.pages import charts, wording
from backend.faces.pages.gatherings_shown import cost_words, gatherings_shown
from backend.faces.pages.numbers import count_words, statistics_of, unverified_words
from backend.faces.pages.people import viewer_of
from backend.faces.pages.phases import phase_name
from backend.faces.pages.places import name_of
from backend.faces.pages.rows import rows_of, totals_of
from backend.insight.engagement.rows import DAY_COLUMNS, WEEK_COLUMNS, Column, Row, day_rows, week_rows
from backend.participation.campaigns.hiding import hidden_from_others
from backend.participation.campaigns.selectors import campaign_by_slug, published_campaigns
from backend.records.exports.permissions import may_export

if TYPE_CHECKING:
    from backend.insight.engagement.selectors import CampaignStatistics, PhaseBand, WeekRow

_WORTH_SAYING = 5
_KINDS = ("supports", "comments", "ideas")


@dataclass(frozen=True)
class Figure:
    """A chart with its finding as heading, and the same in words."""

    code: str
    name: str
    finding: str
    words: str
    chart: charts.DayChart


@dataclass(frozen=True)
class WeekShown:
    """A row of the table of weeks."""

    name: str
    days: str
    week: WeekRow
    participants: str
    new: str
    returning: str


@dataclass(frozen=True)
class PhaseShown:
    """A row of the table of phases."""

    name: str
    days: str
    participants: str


@require_safe
def statistics_list(request: HttpRequest) -> HttpResponse:
    """The region's campaigns with their figures."""
    campaigns = list(published_campaigns())
    totals = totals_of(campaigns, viewer_of(request))
    context = {
        "rows": rows_of(campaigns, totals),
        "supports": totals.supports_shown,
        "ideas": sum(totals.ideas.values()),
    }
    return render(request, "statistics/list.html", context)


@require_safe
def campaign_statistics_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The statistics of one campaign."""
    campaign = campaign_by_slug(slug, viewer=viewer_of(request))
    context = {
        **_shown(statistics_of(campaign, viewer_of(request))),
        "campaign": campaign,
        "municipality": name_of(campaign.municipality),
        "may_export": may_export(viewer_of(request), campaign),
        "others_see_none": hidden_from_others(campaign),
        **gatherings_shown(campaign),
        "cost": cost_words(campaign, viewer_of(request)),
    }
    return render(request, "statistics/campaign.html", context)


def _shown(statistics: CampaignStatistics) -> dict[str, Any]:
    """The figures as the page writes and draws them."""
    return {
        "statistics": statistics,
        "people": count_words(statistics.participants) or (statistics.closed and gettext("not published yet")),
        "unverified": unverified_words(statistics),
        "figures": _figures(statistics),
        "people_bars": _people_bars(statistics),
        "weeks": [_week(week) for week in reversed(statistics.weeks)],
        "phases": [_phase(band) for band in statistics.phases if band.acting],
        "days": list(reversed(statistics.days)),
    }


@require_safe
def days_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The days as CSV."""
    statistics = statistics_of(campaign_by_slug(slug, viewer=viewer_of(request)), viewer_of(request))
    return _csv(f"{slug}-days.csv", DAY_COLUMNS, day_rows(statistics))


@require_safe
def weeks_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The weeks as CSV."""
    statistics = statistics_of(campaign_by_slug(slug, viewer=viewer_of(request)), viewer_of(request))
    return _csv(f"{slug}-weeks.csv", WEEK_COLUMNS, week_rows(statistics))


def _csv(name: str, columns: Sequence[Column], rows: Sequence[Row]) -> HttpResponse:
    """Numbers and dates only, so that no cell can be a formula."""
    response = HttpResponse(
        content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
    writer = csv.writer(response)
    writer.writerow([column.name for column in columns])
    writer.writerows([[_cell(value) for value in row] for row in rows])
    return response


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value


def _figures(statistics: CampaignStatistics) -> list[Figure]:
    phases = [
        charts.Phase(phase_name(band.kind), band.first, band.last + datetime.timedelta(days=1))
        for band in statistics.phases
    ]
    found = []
    for code in _KINDS:
        values = [(row.day, getattr(row.gross, code) or 0) for row in statistics.days]
        chart = charts.days(values, phases, today=statistics.today)
        if chart is not None and any(value for _, value in values):
            found.append(_figure(code, values, chart))
    return found


def _figure(code: str, values: Sequence[tuple[datetime.date, int]], chart: charts.DayChart) -> Figure:
    names = {
        "supports": gettext("Supports per day"),
        "comments": gettext("Comments per day"),
        "ideas": gettext("Ideas per day"),
    }
    findings = {
        "supports": gettext("Most supports came on %(day)s: %(n)s"),
        "comments": gettext("Most comments came on %(day)s: %(n)s"),
        "ideas": gettext("Most ideas came on %(day)s: %(n)s"),
    }
    day, most = max(values, key=lambda item: item[1])
    found = findings[code] % {"day": wording.weekday(day), "n": wording.number(most)}
    finding = found if most >= _WORTH_SAYING else names[code]
    return Figure(code, names[code], finding, f"{names[code]}. {found}", chart)


def _people_bars(statistics: CampaignStatistics) -> list[charts.Bar]:
    """People of up to the last eight closed weeks whose number is published."""
    closed = [week for week in statistics.weeks if week.participants is not None][-8:]
    shown = [
        (wording.week(week.first), week.participants.value)
        for week in closed
        if week.participants is not None and week.participants.value is not None
    ]
    return charts.bars(shown) if any(value for _, value in shown) else []


def _week(week: WeekRow) -> WeekShown:
    waiting = _waiting(week.closed)
    return WeekShown(
        name=wording.week(week.first),
        days=f"{wording.day(week.first)}–{wording.day(week.last)}",
        week=week,
        participants=count_words(week.participants) or waiting,
        new=count_words(week.new) or waiting,
        returning=count_words(week.returning) or waiting,
    )


def _phase(band: PhaseBand) -> PhaseShown:
    return PhaseShown(
        name=phase_name(band.kind),
        days=f"{wording.day(band.first)}–{wording.day(band.last)}",
        participants=count_words(band.participants) or _waiting(band.closed),
    )


def _waiting(closed: bool) -> str:
    """Why there is no number of people."""
    return gettext("not published yet") if closed else gettext("not over yet")
