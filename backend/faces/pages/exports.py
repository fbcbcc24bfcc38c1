# SPDX-License-Identifier: EUPL-1.2
"""E3, thin: asking for a campaign's dataset, seeing how far it is, and fetching it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from backend.faces.pages.people import account_of
from backend.faces.pages.places import name_of
from backend.participation.campaigns.selectors import campaign_by_slug
from backend.records.exports.selectors import export_by_id, exports_of_campaign, failure_message, link_token
from backend.records.exports.services import request_export

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


@require_safe
def export(request: HttpRequest, export_id: uuid.UUID) -> HttpResponse:
    """How far an export is; while it is being made, htmx asks again each second and gets this part alone."""
    found = export_by_id(export_id, viewer=account_of(request))
    template = "exports/progress.html" if request.headers.get("HX-Request") else "exports/export.html"
    return render(request, template, _context(found))


def _context(found: Export) -> dict[str, Any]:
    return {
        "export": found,
        "campaign": found.campaign,
        "municipality": name_of(found.campaign.municipality),
        "is_under_way": found.state in {"queued", "running"},
        "failure": failure_message(found),
        "file_url": _file_url(found) if found.state == "done" else "",
    }


def _file_url(found: Export) -> str:
    """The signed address of the finished file; a new one at each look, so that it never expires on the page."""
    return f"{reverse('api:export_file', args=[found.pk])}?{urlencode({'token': link_token(found)})}"
