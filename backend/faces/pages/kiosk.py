# SPDX-License-Identifier: EUPL-1.2
"""Kiosk: residents take part one after the other on one device, which forgets each of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import logout
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backend.common.errors import NotFound
from backend.faces.pages.forms import KioskForm, carry_out
from backend.faces.pages.people import account_of
from backend.faces.pages.places import name_of
from backend.faces.pages.waiting import key_of
from backend.participation.assistance.errors import KioskAllowanceUsed
from backend.participation.assistance.kiosks import end_kiosk, start_kiosk
from backend.participation.assistance.selectors import KioskShown, kiosk_of
from backend.participation.assistance.services import forget_all, keep_longer
from backend.participation.campaigns.partners import require_may_serve
from backend.participation.campaigns.rules import may_act
from backend.participation.campaigns.selectors import campaign_by_slug

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign
    from backend.region.accounts.models import Account

COOKIE = "kiosk"
_SEEN = "kiosk_seen"
_YEAR = 60 * 60 * 24 * 365
_HOUR = 3600
_PING_SECONDS = 5
"""The page tells of input at most this often; so much later than the page the server forgets."""
_FORGOTTEN_COOKIES = ("messages", "language", "theme", "csrftoken", "device")
_NOT_INPUT = ("/api/", "/_allauth/", "/static/", "/healthz", "/readiness")
"""What a page asks by itself is no sign that somebody is there."""


class KioskMiddleware:
    """Knows a kiosk by its cookie, and forgets whoever has done nothing for settings.KIOSK_SECONDS.

    Also the server forgets, by the database's clock: a copied cookie of a session is worth nothing after that.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on, at a kiosk after looking whether the person is still there."""
        kiosk = kiosk_of(request.COOKIES.get(COOKIE, ""))
        request.kiosk = kiosk  # type: ignore[attr-defined]
        if kiosk is None:
            return self.get_response(request)
        if _was_left(request, kiosk):
            forget_here(request)
            if not request.path.startswith(_NOT_INPUT):
                return _without_traces(to_start(request, kiosk))
        response = to_start(request, kiosk) if request.path == "/" else self.get_response(request)
        if not request.path.startswith(_NOT_INPUT):
            _still_here(request, kiosk)
            response["Cache-Control"] = "no-store"
        return response


def forget_here(request: HttpRequest) -> None:
    """Sign out, and forget the session with everything that waits in it."""
    key = key_of(request)
    if key:
        forget_all(key=key)
    logout(request)


def to_start(request: HttpRequest, kiosk: KioskShown) -> HttpResponse:
    """To the kiosk's first page, also out of a part that htmx asked for."""
    start = reverse("kiosk", args=[kiosk.campaign.slug])
    return HttpResponse(headers={"HX-Redirect": start}) if request.headers.get("HX-Request") else redirect(start)


def _was_left(request: HttpRequest, kiosk: KioskShown) -> bool:
    seen = request.session.get(_SEEN)
    limit = int(settings.KIOSK_SECONDS) + _PING_SECONDS
    return isinstance(seen, float) and kiosk.seen_at.timestamp() - seen > limit


def _still_here(request: HttpRequest, kiosk: KioskShown) -> None:
    """From now on the time is counted anew, where there is anything to forget."""
    if request.session.is_empty():
        return
    request.session[_SEEN] = kiosk.seen_at.timestamp()
    request.session.set_expiry(int(settings.KIOSK_SECONDS) + 2 * _PING_SECONDS)
    if key_of(request):
        keep_longer(key=key_of(request), seconds=int(settings.KIOSK_SECONDS))


def _without_traces(response: HttpResponse) -> HttpResponse:
    """Nothing of the last person stays in the browser: no message, no language, no draft, no copy of a page."""
    for name in _FORGOTTEN_COOKIES:
        response.delete_cookie(name)
    response["Clear-Site-Data"] = '"storage"'
    response["Cache-Control"] = "no-store"
    return response


def use_allowance(request: HttpRequest) -> None:
    """Count somebody who identifies at a kiosk against its allowance; raises KioskAllowanceUsed."""
    kiosk: KioskShown | None = getattr(request, "kiosk", None)
    if kiosk is None:
        return
    key = f"kiosk-allowance:{kiosk.id}:{int(kiosk.seen_at.timestamp()) // _HOUR}"
    cache.add(key, 0, _HOUR)
    if cache.incr(key) > kiosk.allowance:
        raise KioskAllowanceUsed


@require_safe
@never_cache
def kiosk_page(request: HttpRequest, slug: str) -> HttpResponse:
    """At a kiosk its first page; for an officer the page on which a device is made one."""
    kiosk: KioskShown | None = getattr(request, "kiosk", None)
    if kiosk is not None:
        return _first_page(request, kiosk) if kiosk.campaign.slug == slug else to_start(request, kiosk)
    campaign = _own_campaign(account_of(request), slug)
    return render(request, "kiosk/begin.html", _about(campaign, KioskForm()))


@require_POST
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Make this device a kiosk: the officer is signed out, and the device is marked."""
    account = account_of(request)
    campaign, form = _own_campaign(account, slug), KioskForm(request.POST)
    token, status = carry_out(
        form, lambda typed: start_kiosk(by=account, campaign_slug=slug, allowance=typed["allowance"] or 0)
    )
    if token is None:
        return render(request, "kiosk/begin.html", _about(campaign, form), status=status)
    forget_here(request)
    response = _without_traces(redirect("kiosk", slug))
    response.set_cookie(
        COOKIE, token, max_age=_YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def finish(request: HttpRequest) -> HttpResponse:
    """Forget the person now; a page that nobody touches comes here by itself, also without JavaScript."""
    kiosk: KioskShown | None = getattr(request, "kiosk", None)
    if kiosk is None:
        return redirect("home")
    forget_here(request)
    return _without_traces(to_start(request, kiosk))


@require_safe
def here(_request: HttpRequest) -> HttpResponse:
    """Somebody touches the screen: the middleware has seen it."""
    return HttpResponse(status=204)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def end(request: HttpRequest) -> HttpResponse:
    """Only an officer makes the device an ordinary one again."""
    kiosk: KioskShown | None = getattr(request, "kiosk", None)
    if kiosk is None:
        raise NotFound
    account = account_of(request)
    _own_campaign(account, kiosk.campaign.slug)
    if request.method != "POST":
        return render(request, "kiosk/end.html", {"campaign": kiosk.campaign})
    end_kiosk(by=account, kiosk_id=kiosk.id)
    response = redirect("manage_campaign", kiosk.campaign.slug)
    response.delete_cookie(COOKIE)
    return response


def _first_page(request: HttpRequest, kiosk: KioskShown) -> HttpResponse:
    campaign = campaign_by_slug(kiosk.campaign.slug)
    context = {
        **_about(campaign),
        "can_propose": may_act(campaign, "propose"),
        "can_support": may_act(campaign, "support"),
        "is_known": request.user.is_authenticated,
    }
    return render(request, "kiosk/start.html", context)


def _own_campaign(account: Account, slug: str) -> Campaign:
    """A campaign of which the officer may make a device a kiosk; raises NotFound, MayNot."""
    campaign = campaign_by_slug(slug, viewer=account)
    require_may_serve(account, campaign)
    return campaign


def _about(campaign: Campaign, form: KioskForm | None = None) -> dict[str, Any]:
    return {"campaign": campaign, "municipality": name_of(campaign.municipality), "form": form}
