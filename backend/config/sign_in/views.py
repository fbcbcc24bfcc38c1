# SPDX-License-Identifier: EUPL-1.2
"""To an issuer and back."""

from collections.abc import Callable
from urllib.parse import urlsplit

import requests
from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from backend.config.sign_in.provider import IssuerConnection, IssuerProvider
from backend.faces.pages.waiting import after_sign_in


@login_not_required  # type: ignore[untyped-decorator]
@never_cache
@require_GET
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the issuer's sign-in page; a link of another site leads to a page that asks first.

    A link and not a form, because our pages let no form lead to another host (form-action), and an
    issuer may lead on to hosts that nobody here knows.
    """
    provider = _provider(request, provider_id)
    if not _asked_here(request):
        return render(request, "socialaccount/login.html", {"provider": provider})
    answer: HttpResponse = provider.redirect_from_request(request)
    return answer


@login_not_required  # type: ignore[untyped-decorator]
@never_cache
@require_GET
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """From the issuer, with a code that says who signed in, or with an error.

    Whoever was signed in already has connected the issuer: what waited for that identification is
    carried out on the way, as after signing in (AccountAdapter.post_login).
    """
    before, provider = request.user, _provider(request, provider_id)
    view: Callable[[HttpRequest], HttpResponse] = OAuth2CallbackView.adapter_view(
        IssuerConnection(request, provider_id)
    )
    try:
        answered = view(request)
        return after_sign_in(request, answered) if before.is_authenticated and request.user == before else answered
    except (OAuth2Error, requests.RequestException, ValueError) as error:
        answer: HttpResponse = render_authentication_error(request, provider, exception=error)
        return answer


def _provider(request: HttpRequest, provider_id: str) -> IssuerProvider:
    try:
        provider: IssuerProvider = IssuerConnection(request, provider_id).get_provider()
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    return provider


def _asked_here(request: HttpRequest) -> bool:
    """Whether a page of ours, or the person's own typing, asked; browsers that say nothing only for signing in."""
    site = request.headers.get("Sec-Fetch-Site", "")
    if site:
        return site in {"same-origin", "none"}
    came_from = urlsplit(request.headers.get("Referer", "")).netloc
    connects = request.GET.get("process") == AuthProcess.CONNECT
    return came_from == request.get_host() or (not came_from and not connects)
