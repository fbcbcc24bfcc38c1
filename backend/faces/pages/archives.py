# SPDX-License-Identifier: EUPL-1.2
"""R12: the archive of a campaign that is over, with its checksum and those of earlier versions."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from backend.faces.pages.people import viewer_of
from backend.faces.pages.places import name_of
from backend.participation.campaigns.selectors import campaign_by_slug
from backend.records.archives.errors import ArchiveNotReady
from backend.records.archives.selectors import archive_of


@require_safe
def archive(request: HttpRequest, slug: str) -> HttpResponse:
    """What is in it, and the file; or that it is being made."""
    campaign = campaign_by_slug(slug, viewer=viewer_of(request))
    context = {"campaign": campaign, "municipality": name_of(campaign.municipality)}
    try:
        found = archive_of(slug, viewer=viewer_of(request))
    except ArchiveNotReady as refusal:
        return render(request, "campaigns/archive.html", {**context, "waiting": refusal})
    context |= {"archive": found.archive, "earlier": found.earlier, "file": reverse("api:archive_file", args=[slug])}
    return render(request, "campaigns/archive.html", context)
