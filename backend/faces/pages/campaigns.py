# SPDX-License-Identifier: EUPL-1.2
"""R2: a campaign with its ideas, searched and ordered by the address."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from backend.common import clock
from backend.faces.pages.figures import figures_of
from backend.faces.pages.numbers import weekly_numbers
from backend.faces.pages.paging import Page, page_of
from backend.faces.pages.people import viewer_of
from backend.faces.pages.phases import open_until, steps, what_comes_next
from backend.faces.pages.places import name_of
from backend.participation.campaigns.rules import may_act
from backend.participation.campaigns.selectors import campaign_by_slug
from backend.participation.discussion.selectors import with_counts
from backend.participation.ideas.selectors import IdeaQuery, Order, visible_ideas
from backend.participation.participants.selectors import participant_id_of
from backend.participation.supports.selectors import with_tallies

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign
    from backend.participation.ideas.models import Idea

_PAGE = 20
_ORDERS: tuple[Order, ...] = ("varied", "newest", "most")
_ART = ("river", "park", "city", "forest", "sea")


@dataclass(frozen=True)
class Found:
    """A page of ideas, and how many match in all."""

    ideas: list[Idea]
    count: int
    page: Page


@require_safe
def campaign_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The campaign: what is asked, until when, what will follow, and the ideas."""
    campaign = campaign_by_slug(slug, viewer=viewer_of(request))
    query = _query(request)
    figures = figures_of(campaign)
    found = _find(request, campaign, query, figures.ideas)
    context = {
        **_about(campaign),
        "figures": figures,
        "weekly": weekly_numbers(campaign),
        "found": found,
        "query": query,
        "is_filtered": bool(query.words or query.category or query.district),
        "orders": _order_names(),
        "now": clock.now(),
    }
    return render(request, "campaigns/campaign.html", context)


def _about(campaign: Campaign) -> dict[str, Any]:
    return {
        "campaign": campaign,
        "municipality": name_of(campaign.municipality),
        "steps": steps(campaign),
        "next_steps": what_comes_next(campaign),
        "can_propose": may_act(campaign, "propose"),
        "can_support": may_act(campaign, "support"),
        "undo_until": open_until(campaign, "support"),
        "art": f"components/art/{campaign.art if campaign.art in _ART else 'park'}.html",
    }


def _query(request: HttpRequest) -> IdeaQuery:
    order = request.GET.get("order", "")
    return IdeaQuery(
        words=request.GET.get("q", "").replace("\x00", "").strip()[:100],
        category=request.GET.get("category", "").replace("\x00", ""),
        district=request.GET.get("district", "").replace("\x00", ""),
        order=next((one for one in _ORDERS if one == order), "varied"),
        seed=_seed(request),
    )


def _seed(request: HttpRequest) -> str:
    """One of 64 orders, another one each day; a visitor's stays, so that Back and page 2 make sense."""
    get_token(request)  # a first visit gets its cookie now, so that the next page has the same bucket
    bucket = zlib.crc32(str(request.META.get("CSRF_COOKIE", "")).encode()) % 64
    return f"{clock.local_day(clock.now())}-{bucket}"


def _find(request: HttpRequest, campaign: Campaign, query: IdeaQuery, all_ideas: int) -> Found:
    participant_id = participant_id_of(viewer_of(request), campaign.id)
    matching = visible_ideas(campaign_id=campaign.id, query=query)
    shown = with_tallies(matching, participant_id=participant_id, most_first=query.order == "most")
    is_filtered = bool(query.words or query.category or query.district)
    count = matching.count() if is_filtered else all_ideas
    page = page_of(request.GET.get("page"), count, _PAGE)
    return Found(list(with_counts(shown)[page.first : page.first + _PAGE]), count, page)


def _order_names() -> list[tuple[str, str]]:
    names = {"varied": gettext("Varied"), "newest": gettext("Newest first"), "most": gettext("Most supported")}
    return [(order, names[order]) for order in _ORDERS]
