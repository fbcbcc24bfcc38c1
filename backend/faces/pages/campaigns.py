# SPDX-License-Identifier: EUPL-1.2
"""R2: a campaign with its ideas, searched and ordered by the address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from backend.common import clock
from backend.faces.pages.amended import amendments_shown, is_paused
from backend.faces.pages.figures import Figures, figures_of
from backend.faces.pages.follows import campaign_button, chosen_district_button
from backend.faces.pages.gatherings_shown import gatherings_shown
from backend.faces.pages.idea_lists import found_ideas, orders_of, shows_of
from backend.faces.pages.kept import kept
from backend.faces.pages.numbers import weekly_numbers
from backend.faces.pages.people import viewer_of
from backend.faces.pages.phases import influence_words, open_until, steps, what_comes_next
from backend.faces.pages.places import holders, name_of
from backend.participation.campaigns.rules import may_act
from backend.participation.campaigns.selectors import campaign_by_slug, is_finished
from backend.participation.moderation.reading import read_first_shown
from backend.records.privacy.kept import keeping_of

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign
    from backend.participation.ideas.selectors import IdeaQuery

_ART = ("river", "park", "city", "forest", "sea")


_A_MINUTE = 60


@require_safe
def campaign_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The campaign: what is asked, until when, what will follow, and the ideas."""
    campaign = campaign_by_slug(slug, viewer=viewer_of(request))
    figures = figures_of(campaign, viewer_of(request))
    found = found_ideas(request, campaign, figures.ideas)
    context = {
        **_about(campaign),
        **_tools(request, figures, found.query),
        "figures": figures,
        "read_first": kept(f"read-first:{campaign.pk}", _A_MINUTE, lambda: read_first_shown(campaign)),
        "keeping": kept(f"keeping:{campaign.pk}", _A_MINUTE, lambda: keeping_of(campaign, viewer=None)),
        "weekly": weekly_numbers(campaign, viewer_of(request)),
        "found": found,
        **_follows(request, campaign, figures, found.query),
        "now": clock.now(),
    }
    return render(request, "campaigns/campaign.html", context)


def _about(campaign: Campaign) -> dict[str, Any]:
    return {
        "campaign": campaign,
        "municipality": name_of(campaign.municipality),
        "partners": [(one, name_of(one)) for one in holders(campaign)[1:]],
        "steps": steps(campaign),
        "influence": influence_words(campaign),
        "amended": amendments_shown(campaign),
        "is_paused": is_paused(campaign),
        "next_steps": what_comes_next(campaign),
        "is_over": is_finished(campaign),
        **gatherings_shown(campaign),
        "can_propose": may_act(campaign, "propose"),
        "can_support": may_act(campaign, "support"),
        "undo_until": open_until(campaign, "support"),
        "art": f"components/art/{campaign.art if campaign.art in _ART else 'park'}.html",
    }


def _follows(request: HttpRequest, campaign: Campaign, figures: Figures, query: IdeaQuery) -> dict[str, Any]:
    """What of the list can be followed."""
    viewer = viewer_of(request)
    return {
        "follow": campaign_button(viewer, campaign.id, campaign.slug),
        "follow_district": chosen_district_button(viewer, campaign, figures.districts, query.district),
        "can_be_reminded": not request.user.is_authenticated and _votes_later(campaign),
    }


def _votes_later(campaign: Campaign) -> bool:
    """Whether a phase of support is still to open."""
    return any(
        phase.kind == "support" and not (getattr(phase, "is_open", False) or getattr(phase, "is_over", False))
        for phase in campaign.phases.all()
    )


def _tools(request: HttpRequest, figures: Figures, query: IdeaQuery) -> dict[str, Any]:
    """What the search shows."""
    return {
        "query": query,
        "is_filtered": query.is_filtered,
        "orders": orders_of(query, supports_shown=figures.supports is not None),
        "shows": shows_of(query, signed_in=request.user.is_authenticated),
        "languages": [(code, name) for code, name in settings.LANGUAGES],
        "has_more_chosen": bool(query.status or query.language) or query.by is not None,
    }
