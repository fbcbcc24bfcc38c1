# SPDX-License-Identifier: EUPL-1.2
"""The staff's page of organisations: requests that wait, and who acts in whose name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from backend.common.errors import MayNot
from backend.faces.pages.forms import carry_out
from backend.faces.pages.organisation_forms import KINDS, ReasonForm
from backend.faces.pages.people import account_of
from backend.faces.pages.places import name_of
from backend.faces.pages.speakers import memberships_changed
from backend.region.accounts.selectors import rights_of
from backend.region.programme.services import confirm_claim, decline_claim, end_membership, read_claims

if TYPE_CHECKING:
    from backend.region.accounts.models import Account
    from backend.region.programme.models import ActorClaim


@require_safe
def manage_organisations(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, the oldest first, and the memberships there are."""
    return render(request, "manage/organisations.html", _context(account_of(request)))


@require_POST
def confirm(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Confirm that the person acts in the organisation's name."""
    claim = confirm_claim(by=account_of(request), claim_id=claim_id)
    memberships_changed(claim.account_id)
    messages.success(request, gettext("Confirmed. The person can now act in the organisation's name."))
    return redirect("manage_organisations")


@require_POST
def decline(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Decline, with a reason; without one the form says so."""
    account = account_of(request)
    form = ReasonForm(request.POST)
    claim, status = carry_out(form, lambda typed: decline_claim(by=account, claim_id=claim_id, reason=typed["reason"]))
    return _decided(request, claim, status, form, claim_id, gettext("Declined. The person reads your reason."))


@require_POST
def end(request: HttpRequest, claim_id: int) -> HttpResponse:
    """End a membership, with a reason."""
    account = account_of(request)
    form = ReasonForm(request.POST)
    claim, status = carry_out(form, lambda typed: end_membership(by=account, claim_id=claim_id, reason=typed["reason"]))
    return _decided(request, claim, status, form, claim_id, gettext("The membership has ended."))


def _decided(  # noqa: PLR0917 one line for two views
    request: HttpRequest, claim: ActorClaim | None, status: int, form: ReasonForm, claim_id: int, words: str
) -> HttpResponse:
    if claim is None:
        context = {**_context(account_of(request)), "form": form, "wrong": claim_id}
        return render(request, "manage/organisations.html", context, status=status)
    memberships_changed(claim.account_id)
    messages.success(request, words)
    return redirect("manage_organisations")


def _context(account: Account) -> dict[str, Any]:
    """Raises MayNot for whoever decides nowhere."""
    if not rights_of(account).places("organiser"):
        raise MayNot
    claims = list(read_claims(by=account, reason="deciding").filter(state__in=["pending", "confirmed"]))
    kinds = dict(KINDS)
    rows = [(claim, kinds[claim.actor.kind], name_of(claim.actor.municipality)) for claim in claims]
    return {
        "waiting": [row for row in rows if row[0].state == "pending"],
        "members": [row for row in rows if row[0].state == "confirmed"],
    }
