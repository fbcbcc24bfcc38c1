# SPDX-License-Identifier: EUPL-1.2
"""E3, thin: asking for a campaign's dataset or a municipality's archive, seeing how far it is, and fetching it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from backend.faces.pages.people import account_of
from backend.faces.pages.places import name_of
from backend.participation.campaigns.selectors import campaign_by_slug
from backend.records.exports.selectors import (
    archives_of_municipality,
    export_by_id,
    exports_of_campaign,
    failure_message,
    link_token,
)
from backend.records.exports.services import request_archive, request_export
from backend.region.places.selectors import municipality_by_slug

if TYPE_CHECKING:
    from backend.records.exports.models import Export

_LISTED = 20


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_exports(request: HttpRequest, slug: str) -> HttpResponse:
    """The datasets of a campaign, for its evaluators and organisers; POST asks for a new one."""
    account = account_of(request)
    if request.method == "POST":
        return redirect("export", request_export(by=account, campaign_slug=slug).pk)
    exports = exports_of_campaign(slug, viewer=account)[:_LISTED]
    campaign = campaign_by_slug(slug, viewer=account)
    context = {"campaign": campaign, "municipality": name_of(campaign.municipality), "exports": exports}
    return render(request, "exports/list.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def archives(request: HttpRequest, place: str) -> HttpResponse:
    """Everything of a municipality as one archive, for its admins; POST asks for a new one."""
    account = account_of(request)
    if request.method == "POST":
        return redirect("export", request_archive(by=account, municipality_slug=place).pk)
    municipality = municipality_by_slug(place)
    made = archives_of_municipality(municipality, viewer=account)[:_LISTED]
    context = {"place": place, "place_name": name_of(municipality), "exports": made}
    return render(request, "exports/archives.html", context)


@require_safe
def export(request: HttpRequest, export_id: uuid.UUID) -> HttpResponse:
    """How far an export is; while it is being made, htmx asks again each second and gets this part alone."""
    found = export_by_id(export_id, viewer=account_of(request))
    template = "exports/progress.html" if request.headers.get("HX-Request") else "exports/export.html"
    return render(request, template, _context(found))


def _context(found: Export) -> dict[str, Any]:
    again = ("campaign_exports", found.campaign.slug) if found.campaign else ("archives", found.place.slug)
    return {
        "export": found,
        "campaign": found.campaign,
        "municipality": name_of(found.place),
        "again_url": reverse(again[0], args=[again[1]]),
        "is_under_way": found.state in {"queued", "running"},
        "failure": failure_message(found),
        "file_url": _file_url(found) if found.state == "done" else "",
    }


def _file_url(found: Export) -> str:
    """The signed address of the finished file; a new one at each look, so that it never expires on the page."""
    return f"{reverse('api:export_file', args=[found.pk])}?{urlencode({'token': link_token(found)})}"
