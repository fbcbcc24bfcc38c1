# SPDX-License-Identifier: EUPL-1.2
"""The photo that a form holds over every error: received once, never to be chosen again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, QueryDict

from backend.common.errors import Refused
from backend.faces.pages.people import viewer_of
from backend.participation.ideas.photos import receive_photo, waiting_photo

if TYPE_CHECKING:
    from backend.participation.ideas.models import Photo
    from backend.region.accounts.models import Account


@dataclass(frozen=True)
class Held:
    """The photo that a form has, and why the file that was just sent is not it."""

    photo: Photo | None = None
    refusal: Refused | None = None


def held_by(request: HttpRequest, now: Photo | None = None) -> Held:
    """What the form holds: a file that comes with it, what it held before, or `now`, the idea's own photo."""
    if request.method != "POST":
        return Held(now)
    sent = request.FILES.get("photo")
    before = _named(request, now)
    if sent is None:
        return Held(None if request.POST.get("remove_photo") else before)
    try:
        return Held(receive_photo(by=_account(request), upload=sent))
    except Refused as refusal:
        return Held(before, refusal)


def typed_with(request: HttpRequest, held: Held) -> QueryDict | None:
    """What was posted, with the key of the photo that the form holds now."""
    if request.method != "POST":
        return None
    typed = request.POST.copy()
    if held.photo is not None:
        typed["photo_key"] = held.photo.key
    elif typed.get("remove_photo"):
        typed["photo_key"] = ""
    return typed


def _named(request: HttpRequest, now: Photo | None) -> Photo | None:
    key = request.POST.get("photo_key", "")
    return now if now is not None and key == now.key else waiting_photo(key, viewer=viewer_of(request))


def _account(request: HttpRequest) -> Account | None:
    return request.user if request.user.is_authenticated else None
