# SPDX-License-Identifier: EUPL-1.2
"""Formal initiatives for everybody: the list, each one's page, and the yearly report to a council."""

from __future__ import annotations

import csv
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from backend.faces.pages import places
from backend.faces.pages.initiatives_shown import row_of, rows_of
from backend.faces.pages.paging import page_of
from backend.faces.pages.people import is_organiser, viewer_of
from backend.participation.initiatives.report import COLUMNS, table_of, yearly_report, years_of
from backend.participation.initiatives.selectors import has_signed, initiative_by_id, initiatives_in, is_maker

_PAGE = 20
_STATES = ("collecting", "handed_over", "decided", "withdrawn", "lapsed")


@require_safe
def initiative_list(request: HttpRequest) -> HttpResponse:
    """All initiatives, the newest first; `?municipality=` chooses one, `?state=` where they stand."""
    chosen = places.chosen(request.GET.get("municipality", ""))
    state = next((one for one in _STATES if one == request.GET.get("state")), "")
    found = initiatives_in(municipality=chosen.slug if chosen else "", state=state)
    page = page_of(request.GET.get("page"), found.count(), _PAGE)
    context = {
        "rows": rows_of(found[page.first : page.first + _PAGE]),
        "page": page,
        "chosen": chosen,
        "state": state,
        "municipalities": places.choices(),
        "years": years_of(chosen.pk) if chosen else [],
    }
    return render(request, "initiatives/list.html", context)


@require_safe
def initiative(request: HttpRequest, initiative_id: int) -> HttpResponse:
    """Where it stands, how many have signed, what it says, and what was decided."""
    return render(request, "initiatives/initiative.html", initiative_context(request, initiative_id))


def initiative_context(request: HttpRequest, initiative_id: int) -> dict[str, Any]:
    """An initiative, and what the reader may do with it."""
    viewer = viewer_of(request)
    one = initiative_by_id(initiative_id, viewer=viewer)
    return {
        "row": row_of(one),
        "one": one,
        "campaign": one.campaign,
        "signed": has_signed(viewer, one.id),
        "is_maker": is_maker(viewer, one.id),
        "shows_work": is_organiser(request, one.municipality.pk),
        "address": request.build_absolute_uri(request.path),
    }


@require_safe
def report(request: HttpRequest, municipality: str, year: int) -> HttpResponse:
    """All initiatives of a municipality's year, for its council, on paper too."""
    found = yearly_report(municipality, year)
    context = {
        "report": found,
        "municipality": found.municipality,
        "name": places.name_of(found.municipality),
        "rows": [(row_of(one), found.is_of_year(one)) for one in found.rows],
        "years": years_of(found.municipality.pk),
    }
    return render(request, "initiatives/report.html", context)


@require_safe
def report_file(request: HttpRequest, municipality: str, year: int) -> HttpResponse:  # noqa: ARG001 everybody's
    """The same as CSV."""
    name = f"initiatives-{municipality}-{year}.csv"
    response = HttpResponse(
        content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
    found, writer = yearly_report(municipality, year), csv.writer(response)
    writer.writerow(COLUMNS)
    writer.writerows(table_of(found))
    return response
