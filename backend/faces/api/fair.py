# SPDX-License-Identifier: EUPL-1.2
"""Pages of the varied order: the cursor holds edition, bucket and place, so that no page moves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core import signing
from django.utils.translation import gettext as _
from rest_framework.request import Request

from backend.faces.api.errors import Malformed
from backend.faces.api.paging import LARGEST_PAGE, next_address
from backend.faces.api.throttles import network_of
from backend.participation.ideas.fair import FairOrder, Seat, Spot, fair_order, seat_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from backend.participation.ideas.models import Idea
    from backend.participation.ideas.selectors import IdeaQuery

# Without the moment of signing: the same page has the same address, and so the same ETag, at any time.
_SIGNER = signing.Signer(salt="cursor of the varied order")


def fair_page(
    ideas: QuerySet[Idea], campaign_id: int, query: IdeaQuery, request: Request, wanted: Mapping[str, Any]
) -> tuple[list[int], str | None] | None:
    """The ids of the page of the varied order that is asked for, and the address of the next one.

    None before a campaign has its first edition (and for the further pages of a list begun then):
    such a list is ordered by its seed alone. Raises Malformed for a page of an edition that is gone.
    """
    cursor = _read(wanted["cursor"]) if "cursor" in wanted else None
    if "cursor" in wanted and cursor is None:
        return None
    seat, spot = cursor or (_seat(request, wanted["seed"]), Spot())
    order = fair_order(campaign_id, seat)
    if order is None and cursor is None and seat.edition:  # an address that somebody kept for long
        order = fair_order(campaign_id, Seat(0, seat.bucket))
    if order is None:
        if cursor is None:
            return None
        raise Malformed(fields={"cursor": _("This page is not known. Begin at the first one.")})
    size = min(wanted["page_size"], LARGEST_PAGE)
    ids, following = order.page(ideas, spot, size, is_filtered=query.is_filtered)
    return ids, next_address(request, _written(order, following)) if following else None


def _seat(request: Request, seed: str) -> Seat:
    """The seat of the seed, else one that belongs to the person, else one of their network."""
    if seed:
        return seat_of(seed)
    return seat_of(f"person {request.user.pk}" if request.user.is_authenticated else network_of(request))


def _written(order: FairOrder, spot: Spot) -> str:
    return _SIGNER.sign_object([order.seat.edition, order.seat.bucket, spot.position, spot.after])


def _read(cursor: str) -> tuple[Seat, Spot] | None:
    try:
        edition, bucket, position, after = _SIGNER.unsign_object(cursor)
    except (signing.BadSignature, ValueError):
        return None
    return Seat(edition, bucket), Spot(position, after)
