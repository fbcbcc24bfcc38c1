# SPDX-License-Identifier: EUPL-1.2
"""Who acts on a page: whoever has signed in, or a browser by its cookie in a campaign that is open to everyone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from backend.common.addresses import address_of
from backend.common.errors import SignInFirst
from backend.faces.pages import wording
from backend.faces.pages.errors import came_from
from backend.faces.pages.people import account_of, viewer_of
from backend.participation.assistance.devices import DeviceActs, device_acts, take_over_device
from backend.participation.participants.devices import (
    Whereabouts,
    act_as_device,
    device_number,
    device_of,
    device_token_of,
    new_device_token,
    participant_of_device,
)
from backend.participation.participants.selectors import Standing, standing_of

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign
    from backend.region.accounts.models import Account

COOKIE = "device"
_DAYS_400 = 60 * 60 * 24 * 400
"""As long as browsers keep a cookie at most."""


class DeviceMiddleware:
    """Gives a browser its cookie with the answer to its first act without sign-in, and never before."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        response = self.get_response(request)
        token = getattr(request, "new_device", "")
        if token:
            response.set_cookie(
                COOKIE,
                token,
                max_age=_DAYS_400,
                httponly=True,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
        return response


def token_of(request: HttpRequest) -> str:
    """The token that a browser carries, or ""."""
    return getattr(request, "new_device", "") or request.COOKIES.get(COOKIE, "")


def doer_of(request: HttpRequest, campaign: Callable[[], Campaign], act: str) -> Account:
    """Whoever has signed in; else the browser, where everyone may do the act. Raises SignInFirst, TooManyDevices."""
    if request.user.is_authenticated:
        return account_of(request)
    token = token_of(request) if device_number(token_of(request)) else _first_token(request)
    found = act_as_device(
        token=token, campaign=campaign(), act=act, at=_whereabouts(request), language=wording.language()
    )
    if token != request.COOKIES.get(COOKIE):
        request.new_device = token  # type: ignore[attr-defined]
    return found


def known_doer(request: HttpRequest) -> Account:
    """Who changes something of their own: whoever has signed in, or a browser that has acted. Raises SignInFirst."""
    found = account_of(request) if request.user.is_authenticated else device_of(token_of(request))
    if found is None:
        raise SignInFirst
    return found


def standing_in(request: HttpRequest, campaign: Campaign) -> Standing:
    """As what the reader of a page takes part in a campaign; asked once a request, one query at most."""
    known: dict[int, Standing] = request.__dict__.setdefault("standings", {})
    if campaign.pk not in known:
        if request.user.is_authenticated:
            known[campaign.pk] = standing_of(viewer_of(request), campaign.pk)
        else:
            known[campaign.pk] = Standing(participant_of_device(token_of(request), campaign), "device")
    return known[campaign.pk]


def participant_in(request: HttpRequest, campaign: Campaign) -> int | None:
    """The reader's participant in a campaign, signed in or not."""
    return standing_in(request, campaign).participant_id


def acts_to_take_over(request: HttpRequest) -> DeviceActs:
    """What this browser did before its person signed in; no query where it carries no token of ours."""
    return device_acts(token_of(request)) if request.user.is_authenticated else DeviceActs()


@require_POST
def take_over(request: HttpRequest) -> HttpResponse:
    """Make what this browser did without sign-in one's own, or (`action` leave) forget that it was this browser."""
    account, back = account_of(request), redirect(came_from(request))
    if request.POST.get("action") != "leave":
        claimed = take_over_device(account=account, token=token_of(request))
        number = claimed.ideas + claimed.comments + claimed.supports
        words = ngettext(
            "%(n)s thing that this browser did is your own now.",
            "%(n)s things that this browser did are your own now.",
            number,
        ) % {"n": wording.number(number)}
        if claimed.doubled or claimed.released:
            words += " " + gettext("Supports that you had given yourself, or above the limit, are counted once.")
        messages.success(request, words)
    back.delete_cookie(COOKIE, samesite="Lax")
    return back


def _first_token(request: HttpRequest) -> str:
    """Of a browser without one: made from its secret against forged forms, so that a double tap is one device."""
    secret = str(request.META.get("CSRF_COOKIE") or "")
    return device_token_of(secret) if secret else new_device_token()


def _whereabouts(request: HttpRequest) -> Whereabouts:
    kiosk = getattr(request, "kiosk", None)
    address = address_of(request.META)
    return Whereabouts(address, kiosk.id, kiosk.allowance) if kiosk else Whereabouts(address)
