# SPDX-License-Identifier: EUPL-1.2
"""R1: what is open near me, what came of it, and the list of campaigns and results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from backend.faces.pages import places
from backend.faces.pages.answers import outcome_rows
from backend.faces.pages.people import viewer_of
from backend.faces.pages.rows import Row, is_upcoming, rows_of, totals_of
from backend.participation.campaigns.selectors import (
    CampaignQuery,
    is_finished,
    open_phase,
    published_campaigns,
    visible_campaigns,
)
from backend.participation.ideas.selectors import answer_figures, answered_ideas
from backend.participation.supports.selectors import with_tallies
from backend.region.places.selectors import nearness

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign
    from backend.region.places.models import Municipality

_ROWS, _OUTCOMES, _ALL_OUTCOMES = 8, 3, 50


@dataclass(frozen=True)
class Group:
    """Campaigns under one heading."""

    code: str
    name: str
    rows: list[Row]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The home page, `?municipality=` putting what is near first."""
    chosen = places.chosen(request.GET.get("municipality", ""))
    campaigns = list(published_campaigns())
    totals = totals_of(campaigns)
    current = [campaign for campaign in campaigns if not is_finished(campaign)]
    near = _near_first(current, chosen)
    context = {
        **_finder(chosen, current),
        "rows": rows_of(near[:_ROWS], totals),
        "outcomes": outcome_rows(with_tallies(answered_ideas())[:_OUTCOMES]),
        "answers": answer_figures(),
        "supports": totals.supports_shown,
        "open_count": sum(open_phase(campaign) is not None for campaign in current),
    }
    return render(request, "home/home.html", context)


def _finder(chosen: Municipality | None, current: Sequence[Campaign]) -> dict[str, object]:
    """What the municipality finder shows."""
    return {
        "municipalities": places.choices(),
        "chosen": chosen,
        "where": places.where(chosen) if chosen else "",
        "any_near": chosen is None or any(_distance(chosen, one) <= 1 for one in current),
    }


def _near_first(campaigns: Sequence[Campaign], chosen: Municipality | None) -> list[Campaign]:
    """The municipality itself, its neighbours, then the others; each by what closes soonest."""
    if chosen is None:
        return list(campaigns)
    return sorted(campaigns, key=lambda campaign: min(_distance(chosen, campaign), 2))


def _distance(chosen: Municipality, campaign: Campaign) -> int:
    """How far the nearest of the municipalities is that hold the campaign."""
    return min(nearness(chosen, one) for one in places.holders(campaign))


@require_safe
def campaign_list(request: HttpRequest) -> HttpResponse:
    """All campaigns in three groups: open, coming, over."""
    chosen = places.chosen(request.GET.get("municipality", ""))
    query = CampaignQuery(municipality=chosen.slug if chosen else "")
    campaigns = list(visible_campaigns(viewer=viewer_of(request), query=query))
    context = {
        "municipalities": places.choices(),
        "chosen": chosen,
        "groups": _groups(campaigns),
        "is_empty": not campaigns,
    }
    return render(request, "campaigns/list.html", context)


def _groups(campaigns: Sequence[Campaign]) -> list[Group]:
    totals = totals_of(campaigns)
    upcoming = [campaign for campaign in campaigns if is_upcoming(campaign)]
    over = [campaign for campaign in campaigns if is_finished(campaign)]
    now = [campaign for campaign in campaigns if campaign not in upcoming and campaign not in over]
    return [
        Group("open", gettext("Open now"), rows_of(now, totals)),
        Group("coming", gettext("Coming"), rows_of(upcoming, totals)),
        Group("over", gettext("Over"), rows_of(over, totals)),
    ]


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """What came of the campaigns that are over, and of the ideas that have their answer."""
    over = [campaign for campaign in published_campaigns() if is_finished(campaign)]
    context = {
        "rows": rows_of(over, totals_of(over)),
        "outcomes": outcome_rows(with_tallies(answered_ideas())[:_ALL_OUTCOMES]),
    }
    return render(request, "campaigns/results.html", context)
