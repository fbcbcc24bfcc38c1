# SPDX-License-Identifier: EUPL-1.2
"""R4's hints: ideas like the one that is being written; they never stand in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from backend.faces.pages.people import viewer_of
from backend.participation.campaigns.rules import may_act
from backend.participation.campaigns.selectors import campaign_by_slug
from backend.participation.ideas.selectors import visible_ideas
from backend.participation.ideas.similar import similar_ideas
from backend.participation.supports.selectors import with_tallies

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign

_TITLE = 80


@require_safe
def similar(request: HttpRequest, slug: str) -> HttpResponse:
    """The hints for `?title=`, as the part of the form that htmx puts in their place."""
    campaign = campaign_by_slug(slug, viewer=viewer_of(request))
    context = {"campaign": campaign, **hints(campaign, request.GET.get("title", ""))}
    return render(request, "ideas/similar.html", context)


def hints(campaign: Campaign, title: str, text: str = "") -> dict[str, Any]:
    """What the hints show: ideas that are near, the nearest first, with their supports."""
    near = similar_ideas(campaign=campaign, title=title.replace("\x00", "")[:_TITLE], text=text)
    if not near:
        return {"similar": []}
    place = {one.number: number for number, one in enumerate(near)}
    found = with_tallies(visible_ideas(campaign_id=campaign.pk).filter(pk__in=place))
    return {
        "similar": sorted(found, key=lambda idea: place[idea.pk]),
        "similar_can_be_supported": may_act(campaign, "support"),
    }
