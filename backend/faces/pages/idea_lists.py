# SPDX-License-Identifier: EUPL-1.2
"""R2's list: which ideas the address asks for, in which order, and which page of them."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.translation import gettext

from backend.common.text import LANGUAGES
from backend.faces.pages.devices import participant_in
from backend.faces.pages.paging import Page, page_of
from backend.faces.pages.people import viewer_of
from backend.participation.discussion.selectors import with_counts
from backend.participation.ideas.exposure import note_shown
from backend.participation.ideas.fair import FairOrder, Seat, fair_order, seat_of
from backend.participation.ideas.selectors import ANSWERED, UNANSWERED, IdeaQuery, Order, nearby, visible_ideas
from backend.participation.supports.selectors import with_tallies

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign
    from backend.participation.ideas.models import Idea

_PAGE = 20
_ORDERS: tuple[Order, ...] = ("varied", "newest", "most")
MINE = "mine"


@dataclasses.dataclass(frozen=True)
class Found:
    """A page of ideas, how many match in all, and what its address needs to go on.

    `seed` is the varied order that is shown; `is_guess`: nothing has the very words, these come near.
    """

    query: IdeaQuery
    ideas: list[Idea]
    count: int
    page: Page
    seed: str = ""
    is_guess: bool = False


def found_ideas(request: HttpRequest, campaign: Campaign, all_ideas: int) -> Found:
    """The page of ideas that the address asks for; they count as shown."""
    participant_id = participant_in(request, campaign)
    query = _query(request, participant_id)
    found = _find(request, campaign, query, participant_id, all_ideas)
    for near in nearby(campaign.pk, query) if query.words and not found.count else ():
        again = _find(request, campaign, near, participant_id, all_ideas)
        found = dataclasses.replace(again, query=query, is_guess=bool(again.count))
        if found.count:
            break
    note_shown(idea.pk for idea in found.ideas)
    return found


def _query(request: HttpRequest, participant_id: int | None) -> IdeaQuery:
    asked = {name: str(value).replace("\x00", "").strip()[:100] for name, value in request.GET.items()}
    words, show = asked.get("q", ""), asked.get("show", "")
    usual: Order = "best" if words else "varied"
    return IdeaQuery(
        words=words,
        category=asked.get("category", ""),
        district=asked.get("district", ""),
        status=show if show in {ANSWERED, UNANSWERED} else "",
        language=asked.get("language", "") if asked.get("language") in LANGUAGES else "",
        by=(participant_id or 0) if show == MINE else None,
        order=next((one for one in _ORDERS if one == asked.get("order")), usual),
        seed=_seed(request),
    )


def _seed(request: HttpRequest) -> str:
    """The order that the address names, else the visitor's own; it stays, so that Back and page 2 make sense."""
    get_token(request)  # a first visit gets its cookie now, so that the next page has the same bucket
    return request.GET.get("seed", "").replace("\x00", "")[:60] or str(request.META.get("CSRF_COOKIE", ""))


def _find(
    request: HttpRequest, campaign: Campaign, query: IdeaQuery, participant_id: int | None, all_ideas: int
) -> Found:
    matching = visible_ideas(campaign_id=campaign.id, query=query)
    viewer, most_first = viewer_of(request), query.order == "most"
    ideas = with_counts(with_tallies(matching, participant_id=participant_id, most_first=most_first, viewer=viewer))
    order = _order(campaign.id, query.seed) if query.order == "varied" else None
    wanted = request.GET.get("page")
    if order is None:
        count = matching.count() if query.is_filtered else all_ideas
        page = page_of(wanted, count, _PAGE)
        return Found(query, list(ideas[page.first : page.first + _PAGE]), count, page)
    guess = page_of(wanted, all_ideas, _PAGE)
    rows, counted = order.numbered_page(ideas, guess.first, _PAGE, is_filtered=query.is_filtered)
    count = all_ideas if counted is None else counted
    return Found(query, rows, count, page_of(wanted, count, _PAGE), str(order.seat))


def _order(campaign_id: int, seed: str) -> FairOrder | None:
    """The order of the seed, and where its edition is long gone that of the same bucket in the latest one."""
    seat = seat_of(seed)
    return fair_order(campaign_id, seat) or (fair_order(campaign_id, Seat(0, seat.bucket)) if seat.edition else None)


@dataclasses.dataclass(frozen=True)
class Choice:
    """What can be chosen in a field of the search, and whether it is."""

    code: str
    name: str
    chosen: bool


def orders_of(query: IdeaQuery, *, supports_shown: bool) -> list[Choice]:
    """The orders; the usual one, named by nothing in the address, is the best match where words are searched."""
    names = {"varied": gettext("Varied"), "newest": gettext("Newest first"), "most": gettext("Most supported")}
    usual = [Choice("", gettext("Best match"), query.order == "best")] if query.words else []
    codes = {**dict.fromkeys(_ORDERS, ""), **{one: one for one in _ORDERS if query.words or one != "varied"}}
    offered = [one for one in _ORDERS if one != "most" or supports_shown]
    return usual + [Choice(codes[one], names[one], one == query.order) for one in offered]


def shows_of(query: IdeaQuery, *, signed_in: bool) -> list[Choice]:
    """Whose ideas, and with or without an answer."""
    choices = [
        Choice("", gettext("All ideas"), not query.status and query.by is None),
        Choice(ANSWERED, gettext("Answered ideas"), query.status == ANSWERED),
        Choice(UNANSWERED, gettext("Ideas without an answer"), query.status == UNANSWERED),
    ]
    return choices + [Choice(MINE, gettext("My own ideas"), query.by is not None)] * signed_in
