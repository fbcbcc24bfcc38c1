# SPDX-License-Identifier: EUPL-1.2
"""Making an idea a formal initiative, signing it and handing it over: legal acts, each with a page to check it on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from backend.faces.pages import places
from backend.faces.pages.forms import carry_out
from backend.faces.pages.initiative_forms import PromoteForm
from backend.faces.pages.initiatives import initiative_context
from backend.faces.pages.people import account_of
from backend.participation.ideas.errors import NotYourIdea
from backend.participation.ideas.selectors import idea_by_id, is_author
from backend.participation.initiatives.errors import InitiativeNotCollecting, NotTheMaker
from backend.participation.initiatives.rules import Maker
from backend.participation.initiatives.services import (
    hand_over_initiative,
    promote_idea,
    sign_initiative,
    withdraw_initiative,
    withdraw_signature,
)
from backend.participation.participants.selectors import participant_id_of, strong_identifier_of
from backend.region.accounts.selectors import residence_asserted_strongly
from backend.region.places.selectors import population_of

if TYPE_CHECKING:
    from backend.participation.ideas.models import Idea
    from backend.region.accounts.models import Account

_CHECKED = ("GET", "HEAD", "POST")


@never_cache
@require_http_methods(list(_CHECKED))
def promote(request: HttpRequest, idea_id: int) -> HttpResponse:
    """What a formal initiative is, who makes it and to whom; POST makes it."""
    account = account_of(request)
    idea = _own_idea(account, idea_id)
    form, status = PromoteForm(idea.campaign, request.POST or None), 200
    if request.method == "POST":
        form = PromoteForm(idea.campaign, request.POST)
        made, status = carry_out(form, lambda typed: _promote(account, idea_id, typed))
        if made is not None:
            messages.success(request, gettext("Your initiative is made. Now others can sign it."))
            return redirect("initiative", made.pk)
    return render(request, "initiatives/promote.html", _promoting(account, idea, form), status=status)


@never_cache
@require_http_methods(list(_CHECKED))
def sign(request: HttpRequest, initiative_id: int) -> HttpResponse:
    """What one signs, and how it is counted; POST signs."""
    account, context = account_of(request), initiative_context(request, initiative_id)
    if request.method == "POST":
        done = sign_initiative(by=account, initiative_id=initiative_id)
        words = gettext("Your signature is counted.") if done.changed_now else gettext("You had signed it already.")
        messages.success(request, words)
        return redirect("initiative", initiative_id)
    if context["one"].state != "collecting":
        raise InitiativeNotCollecting
    home = residence_asserted_strongly(account)
    is_strong, is_resident = strong_identifier_of(account) is not None, home == context["one"].municipality.pk
    return render(request, "initiatives/sign.html", {**context, "is_strong": is_strong, "is_resident": is_resident})


@require_POST
def unsign(request: HttpRequest, initiative_id: int) -> HttpResponse:
    """Take one's signature back."""
    withdraw_signature(by=account_of(request), initiative_id=initiative_id)
    messages.success(request, gettext("Your signature is taken back. It is counted no longer."))
    return redirect("initiative", initiative_id)


@never_cache
@require_http_methods(list(_CHECKED))
def hand_over(request: HttpRequest, initiative_id: int) -> HttpResponse:
    """What is handed over with which count, and what follows; POST does it."""
    account, context = account_of(request), _made(request, initiative_id)
    if request.method == "POST":
        hand_over_initiative(by=account, initiative_id=initiative_id)
        messages.success(request, gettext("The initiative is handed over. The municipality's time runs from now on."))
        return redirect("initiative", initiative_id)
    return render(request, "initiatives/hand_over.html", context)


@never_cache
@require_http_methods(list(_CHECKED))
def withdraw(request: HttpRequest, initiative_id: int) -> HttpResponse:
    """What becomes of the signatures; POST withdraws the initiative."""
    account, context = account_of(request), _made(request, initiative_id)
    if request.method == "POST":
        withdraw_initiative(by=account, initiative_id=initiative_id)
        messages.success(request, gettext("Your initiative is withdrawn."))
        return redirect("initiative", initiative_id)
    return render(request, "initiatives/withdraw.html", context)


def _own_idea(account: Account, idea_id: int) -> Idea:
    """An idea of which the account is an author; raises NotFound, NotYourIdea."""
    idea = idea_by_id(idea_id, viewer=account)
    if not is_author(idea, participant_id_of(account, idea.campaign_id)):
        raise NotYourIdea
    return idea


def _promote(account: Account, idea_id: int, typed: dict[str, Any]) -> Any:
    municipality = typed.pop("municipality", "")
    return promote_idea(by=account, idea_id=idea_id, maker=Maker(**typed), municipality=municipality)


def _promoting(account: Account, idea: Idea, form: PromoteForm) -> dict[str, Any]:
    holders = places.holders(idea.campaign)
    return {
        "idea": idea,
        "form": form,
        "is_strong": strong_identifier_of(account) is not None,
        "municipality": places.name_of(holders[0]) if len(holders) == 1 else "",
        "population": population_of(holders[0].pk) if len(holders) == 1 else None,
    }


def _made(request: HttpRequest, initiative_id: int) -> dict[str, Any]:
    """The initiative of its maker, while it collects. Raises NotTheMaker, InitiativeNotCollecting."""
    context = initiative_context(request, initiative_id)
    if not context["is_maker"]:
        raise NotTheMaker
    if context["one"].state != "collecting":
        raise InitiativeNotCollecting
    return context
