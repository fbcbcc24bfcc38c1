# SPDX-License-Identifier: EUPL-1.2
"""R10: identifying oneself for a campaign by a code, a register's number or a desk's slip."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from backend.common.addresses import address_of, network
from backend.common.errors import Refused
from backend.faces.pages import wording
from backend.faces.pages.errors import came_from
from backend.faces.pages.forms import carry_out
from backend.faces.pages.people import viewer_of
from backend.faces.pages.people_forms import ProofForm
from backend.faces.pages.places import name_of
from backend.faces.pages.waiting import counted_as
from backend.participation.assistance.proof import Proof, identify
from backend.participation.campaigns.selectors import campaign_by_slug
from backend.participation.participants.selectors import asks_birth_year

if TYPE_CHECKING:
    from backend.participation.assistance.claims import Claimed
    from backend.participation.campaigns.models import Campaign
    from backend.region.accounts.models import Account

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def identify_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Type the code or number; who has no account gets one without an address. Then back to where one was."""
    campaign = campaign_by_slug(slug, viewer=viewer_of(request))
    form, status = _form(campaign, request), 200
    if request.method == "POST":
        done, status = carry_out(form, lambda typed: _identify(request, campaign, typed))
        if done is not None:
            return _identified(request, campaign, *done)
    return render(request, "identify/identify.html", _context(request, campaign, form), status=status)


def prove_again(request: HttpRequest, campaign: Campaign, refusal: Refused) -> HttpResponse:
    """After a wrong code beside an act: the page with the field for it, what was typed, and what is wrong with it."""
    typed = {name: request.POST.get(f"proof-{name}", "") for name in ("code", "birth_year")}
    form = ProofForm(campaign.identifier, typed, asks_birth_year=asks_birth_year(campaign))
    if form.is_valid():
        form.add_error("code", str(refusal))
    back = f"{reverse('kept')}?{urlencode({'next': came_from(request)}, safe='/')}"
    context = {**_context(request, campaign, form), "next": back}
    return render(request, "identify/identify.html", context, status=refusal.status)


def sign_in_newcomer(request: HttpRequest, account: Account) -> None:
    """Somebody who identified without an account is signed in to the one that was made."""
    if not request.user.is_authenticated:
        login(request, account, backend=_BACKEND)


def signed_in_account(request: HttpRequest) -> Account | None:
    """The account that is signed in, or None."""
    viewer = viewer_of(request)
    return None if viewer is None or isinstance(viewer, AnonymousUser) else viewer


def tried_by(request: HttpRequest) -> list[str]:
    """Who tries a code: the account, or the session and the address (or kiosk) of somebody who is not signed in."""
    account = signed_in_account(request)
    if account is not None:
        return [f"account:{account.pk}"]
    if request.session.session_key is None:
        request.session.create()
    where = counted_as(request) or f"address:{network(address_of(request.META))}"
    return [f"session:{request.session.session_key}", where]


def _form(campaign: Campaign, request: HttpRequest) -> ProofForm:
    return ProofForm(campaign.identifier, request.POST or None, asks_birth_year=asks_birth_year(campaign))


def _identify(request: HttpRequest, campaign: Campaign, typed: dict[str, Any]) -> tuple[Account, Claimed | None]:
    return identify(
        account=signed_in_account(request),
        campaign=campaign,
        proof=Proof(typed["code"], typed.get("birth_year")),
        tried_by=tried_by(request),
        language=wording.language(),
    )


def _identified(request: HttpRequest, campaign: Campaign, account: Account, claimed: Claimed | None) -> HttpResponse:
    sign_in_newcomer(request, account)
    messages.success(request, _words(claimed))
    wanted = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()})
    return redirect(wanted if safe else f"/campaigns/{campaign.slug}/")


def _words(claimed: Claimed | None) -> str:
    if claimed is None:
        return gettext("You are identified. What you do now counts.")
    number = claimed.ideas + claimed.comments + claimed.supports
    words = ngettext(
        "You are identified. %(n)s thing that was done for you at the desk is your own now.",
        "You are identified. %(n)s things that were done for you at the desk are your own now.",
        number,
    ) % {"n": wording.number(number)}
    if claimed.doubled or claimed.released:
        words += " " + gettext("Supports that you had given yourself, or above the limit, are counted once.")
    return words


def _context(request: HttpRequest, campaign: Campaign, form: ProofForm) -> dict[str, Any]:
    return {
        "campaign": campaign,
        "municipality": name_of(campaign.municipality),
        "form": form,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "signed_in": signed_in_account(request) is not None,
    }
