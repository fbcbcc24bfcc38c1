# SPDX-License-Identifier: EUPL-1.2
"""R2: a campaign with its ideas, searched and ordered by the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from backend.common import clock
from backend.faces.pages.figures import Figures, figures_of
from backend.faces.pages.follows import campaign_button, chosen_district_button
from backend.faces.pages.numbers import weekly_numbers
from backend.faces.pages.paging import Page, page_of
from backend.faces.pages.people import viewer_of
from backend.faces.pages.phases import open_until, steps, what_comes_next
from backend.faces.pages.places import name_of
from backend.participation.campaigns.rules import may_act
from backend.participation.campaigns.selectors import campaign_by_slug
from backend.participation.discussion.selectors import with_counts
from backend.participation.ideas.exposure import note_shown
from backend.participation.ideas.fair import FairOrder, Seat, fair_order, seat_of
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
    """A page of ideas, how many match in all, and which varied order it is, for the addresses of its other pages."""

    ideas: list[Idea]
    count: int
    page: Page
    seed: str = ""


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
        "orders": _order_names(),
        **_asked_for(request, campaign, figures, query),
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


def _asked_for(request: HttpRequest, campaign: Campaign, figures: Figures, query: IdeaQuery) -> dict[str, Any]:
    """What the address asks for, and what of it can be followed."""
    viewer = viewer_of(request)
    return {
        "query": query,
        "is_filtered": query.is_filtered,
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
    """The order that the address names, else the visitor's own; it stays, so that Back and page 2 make sense."""
    get_token(request)  # a first visit gets its cookie now, so that the next page has the same bucket
    return request.GET.get("seed", "").replace("\x00", "")[:60] or str(request.META.get("CSRF_COOKIE", ""))


def _find(request: HttpRequest, campaign: Campaign, query: IdeaQuery, all_ideas: int) -> Found:
    """The page of ideas that the address asks for; they count as shown."""
    participant_id = participant_id_of(viewer_of(request), campaign.id)
    matching = visible_ideas(campaign_id=campaign.id, query=query)
    ideas = with_counts(with_tallies(matching, participant_id=participant_id, most_first=query.order == "most"))
    order = _order(campaign.id, query.seed) if query.order == "varied" else None
    wanted = request.GET.get("page")
    if order is None:
        count = matching.count() if query.is_filtered else all_ideas
        page = page_of(wanted, count, _PAGE)
        found = Found(list(ideas[page.first : page.first + _PAGE]), count, page)
    else:
        guess = page_of(wanted, all_ideas, _PAGE)
        rows, counted = order.numbered_page(ideas, guess.first, _PAGE, is_filtered=query.is_filtered)
        count = all_ideas if counted is None else counted
        found = Found(rows, count, page_of(wanted, count, _PAGE), str(order.seat))
    note_shown(idea.pk for idea in found.ideas)
    return found


def _order(campaign_id: int, seed: str) -> FairOrder | None:
    """The order of the seed, and where its edition is long gone that of the same bucket in the latest one."""
    seat = seat_of(seed)
    return fair_order(campaign_id, seat) or (fair_order(campaign_id, Seat(0, seat.bucket)) if seat.edition else None)


def _order_names() -> list[tuple[str, str]]:
    names = {"varied": gettext("Varied"), "newest": gettext("Newest first"), "most": gettext("Most supported")}
    return [(order, names[order]) for order in _ORDERS]
