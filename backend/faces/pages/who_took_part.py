# SPDX-License-Identifier: EUPL-1.2
"""M7: who took part in a campaign, group by group, beside the population; as charts, tables and a file."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import formats
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from backend.faces.pages import charts, wording
from backend.faces.pages.indicators import area_names
from backend.faces.pages.numbers import count_words
from backend.faces.pages.people import viewer_of
from backend.faces.pages.places import name_of
from backend.insight.evaluation.people.who import GROUP_COLUMNS, groups_as_rows, who_took_part
from backend.participation.campaigns.selectors import campaign_by_slug

if TYPE_CHECKING:
    from backend.insight.evaluation.people.who import GroupRow, GroupTable


@dataclass(frozen=True)
class RowShown:
    """A group in words."""

    name: str
    people: str
    share: str
    population_share: str
    ratio: str


@dataclass(frozen=True)
class TableShown:
    """A dimension: its name, of whom it tells, bars of what is shown, and its rows."""

    code: str
    name: str
    of: str
    bars: list[charts.Bar]
    rows: list[RowShown]
    is_compared: bool


@require_safe
def who_took_part_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The groups of one campaign's people."""
    campaign = campaign_by_slug(slug, viewer=viewer_of(request))
    who = who_took_part(campaign, viewer=viewer_of(request))
    context = {
        "campaign": campaign,
        "municipality": name_of(campaign.municipality),
        "who": who,
        "people": count_words(who.people),
        "tables": [_table(table) for table in who.tables],
    }
    return render(request, "statistics/who_took_part.html", context)


@require_safe
def groups_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The groups as CSV; codes and numbers only, so that no cell can be a formula."""
    campaign = campaign_by_slug(slug, viewer=viewer_of(request))
    response = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{slug}-people.csv"'},
    )
    writer = csv.writer(response)
    writer.writerow(GROUP_COLUMNS)
    for row in groups_as_rows(who_took_part(campaign, viewer=viewer_of(request))):
        writer.writerow([str(value).lower() if isinstance(value, bool) else value for value in row])
    return response


def _table(table: GroupTable) -> TableShown:
    areas = area_names()
    names = {"area": areas, "language": wording.LANGUAGE_NAMES}.get(table.dimension, {})
    shown = [(_name(row, names), row.people.value) for row in table.rows if row.people.value is not None and row.group]
    return TableShown(
        code=table.dimension,
        name={
            "area": gettext("Where they live"),
            "age_band": gettext("How old they are"),
            "language": gettext("Their language"),
        }[table.dimension],
        of=gettext("Of those who live here: %(area)s.") % {"area": areas.get(table.area, table.area)}
        if table.dimension == "age_band" and table.area != "total"
        else "",
        bars=charts.bars(shown) if table.dimension != "area" and any(value for _, value in shown) else [],
        rows=[_row(row, names) for row in table.rows],
        is_compared=any(row.population_share is not None for row in table.rows),
    )


def _name(row: GroupRow, names: dict[str, str]) -> str:
    return names.get(row.group, row.group.replace("-", "–")) if row.group else gettext("not known")


def _row(row: GroupRow, names: dict[str, str]) -> RowShown:
    return RowShown(
        name=_name(row, names),
        people=count_words(row.people),
        share=_percent(row.share),
        population_share=_percent(row.population_share),
        ratio="–" if row.ratio is None else formats.number_format(row.ratio, decimal_pos=2),
    )


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{formats.number_format(share * 100, decimal_pos=1)} %"
