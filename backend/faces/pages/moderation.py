# SPDX-License-Identifier: EUPL-1.2
"""What everybody may know of moderation: the log of decisions, and each municipality's report as page and CSV."""

from __future__ import annotations

import csv
import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from backend.faces.pages import places
from backend.faces.pages.paging import page_of
from backend.participation.moderation.transparency import (
    COLUMNS,
    Period,
    period_of,
    public_log,
    table_of,
    transparency_report,
)
from backend.region.places.selectors import municipality_by_slug

_ROWS = 50


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Every decision, the latest first; `?municipality=` chooses one."""
    chosen = places.chosen(request.GET.get("municipality", ""))
    found = public_log(chosen)
    page = page_of(request.GET.get("page"), found.count(), _ROWS)
    rows = [(one, places.name_of(one.case.campaign.municipality)) for one in found[page.first : page.first + _ROWS]]
    context = {"rows": rows, "page": page, "chosen": chosen, "choices": places.choices()}
    return render(request, "moderation/log.html", context)


@require_safe
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """A municipality's report of `?first=` to `?last=`, of this year without them."""
    municipality, period = municipality_by_slug(slug), _period(request)
    context = {
        "slug": slug,
        "municipality": places.name_of(municipality),
        "period": period,
        "report": transparency_report(municipality, period),
    }
    return render(request, "moderation/transparency.html", context)


@require_safe
def report_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The same figures as CSV."""
    municipality, period = municipality_by_slug(slug), _period(request)
    name = f"moderation-{slug}-{period.first}-{period.last}.csv"
    response = HttpResponse(
        content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    writer.writerows(table_of(transparency_report(municipality, period)))
    return response


def _period(request: HttpRequest) -> Period:
    return period_of(_day(request.GET.get("first", "")), _day(request.GET.get("last", "")))


def _day(typed: str) -> datetime.date | None:
    """The day as browsers write it; None for whatever is no day."""
    try:
        return parse_date(typed)
    except ValueError:
        return None
