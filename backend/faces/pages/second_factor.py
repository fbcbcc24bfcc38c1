# SPDX-License-Identifier: EUPL-1.2
"""Staff need a second factor: who signed in with two, the page that says how to set one up, and the way back."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from backend.faces.pages.people import account_of
from backend.region.accounts.selectors import Viewer, has_second_factor

_SIGNED_IN, _BACK = "two_factors_of", "after_second_factor"


class FactorsMiddleware:
    """Tells the account how its session began; asks nothing until somebody asks who it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        user = request.user
        request.user = SimpleLazyObject(lambda: _as_signed_in(request, user))  # type: ignore[assignment]
        return self.get_response(request)


def _as_signed_in(request: HttpRequest, viewer: Viewer) -> Viewer:
    if viewer is not None and viewer.is_authenticated:  # which evaluates it
        viewer.signed_in_with_two_factors = request.session.get(_SIGNED_IN) == viewer.pk  # type: ignore[attr-defined]
    return viewer


def note_factors(request: HttpRequest, account: Viewer, *, two: bool) -> None:
    """Remember in the session whether an issuer said that this sign-in had two factors."""
    request.session.pop(_SIGNED_IN, None)
    if two and account is not None:
        request.session[_SIGNED_IN] = account.pk


@require_safe
@never_cache
def second_factor(request: HttpRequest) -> HttpResponse:
    """What staff set up before the officer's pages open; who has it goes on."""
    account, wanted = account_of(request), request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}):
        request.session[_BACK] = wanted
    if has_second_factor(account):
        return redirect(request.session.pop(_BACK, reverse("manage")))
    return render(request, "accounts/second_factor.html", {"email": account.email})
