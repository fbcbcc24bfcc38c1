# SPDX-License-Identifier: EUPL-1.2
"""R9: a campaign's ideas on the map and in the list that says the same, and the region in 26 squares."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from backend.faces.pages import places
from backend.faces.pages.people import viewer_of
from backend.participation.campaigns.partners import holders_of
from backend.participation.campaigns.selectors import campaign_by_slug, is_finished, published_campaigns
from backend.participation.ideas.selectors import IdeaQuery, visible_ideas

if TYPE_CHECKING:
    from backend.region.places.models import Municipality

_MOST = 500
"""So many ideas are shown at most; a search finds the others."""


@require_safe
def ideas_map(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the ideas are: those with a point by number, then those without one."""
    campaign = campaign_by_slug(slug, viewer=viewer_of(request))
    category = request.GET.get("category", "").replace("\x00", "")
    query = IdeaQuery(category=category, order="newest")
    ideas = list(visible_ideas(campaign_id=campaign.id, query=query)[:_MOST])
    context = {
        "campaign": campaign,
        "municipality": places.name_of(campaign.municipality),
        "categories": campaign.categories.all(),
        "category": category,
        "placed": [idea for idea in ideas if idea.latitude is not None],
        "unplaced": [idea for idea in ideas if idea.latitude is None],
        **ground(),
    }
    return render(request, "ideas/map.html", context)


def ground() -> dict[str, object]:
    """What every map is drawn on: the municipalities' names, and tiles where the site has some."""
    return {"centres": places.centres(), "tiles": settings.MAP_TILES, "attribution": settings.MAP_ATTRIBUTION}


@dataclass(frozen=True)
class MunicipalityTile:
    """A square of the region: its place on the grid from 0, and how many campaigns are open there."""

    slug: str
    name: str
    column: int
    row: int
    open: int
    all: int

    @property
    def shade(self) -> str:
        """Outlined where nothing was ever asked, else deeper the more is open."""
        return f"q{min(self.open, 3) + 1}" if self.all else "qn"


@require_safe
def region(request: HttpRequest) -> HttpResponse:
    """The 26 municipalities with their open campaigns: squares on a wide screen, a list on a narrow one."""
    campaigns = list(published_campaigns())
    everything = Counter(one for campaign in campaigns for one in holders_of(campaign))
    current = Counter(one for campaign in campaigns if not is_finished(campaign) for one in holders_of(campaign))
    tiles = [_tile(one, current[one.id], everything[one.id]) for one in _alphabetically()]
    return render(request, "home/region.html", {"tiles": tiles, "open": sum(current.values())})


def _alphabetically() -> list[Municipality]:
    order = {choice.slug: number for number, choice in enumerate(places.choices())}
    return sorted(places.all_municipalities(), key=lambda one: order[one.slug])


def _tile(one: Municipality, current: int, everything: int) -> MunicipalityTile:
    name = places.name_of(one)
    return MunicipalityTile(one.slug, name, one.tile_column, one.tile_row, current, everything)
