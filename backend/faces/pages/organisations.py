# SPDX-License-Identifier: EUPL-1.2
"""Organisations: the list, the page of one, bringing one in, and asking to act in its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backend.faces.pages import places
from backend.faces.pages.forms import carry_out
from backend.faces.pages.organisation_forms import KINDS, ActorForm, ClaimForm
from backend.faces.pages.paging import page_of
from backend.faces.pages.people import account_of, viewer_of
from backend.faces.pages.speakers import memberships_changed
from backend.participation.discussion.selectors import with_counts
from backend.participation.ideas.selectors import ideas_of_actor
from backend.participation.supports.selectors import with_tallies
from backend.region.programme.permissions import may_act_for, may_decide
from backend.region.programme.selectors import ActorQuery, actor_by_id, claims_of, visible_actors
from backend.region.programme.services import change_actor, claim_actor, end_membership, propose_actor

if TYPE_CHECKING:
    from backend.region.programme.models import ActorClaim

_ACTORS, _IDEAS = 30, 50


@dataclass(frozen=True)
class OwnClaim:
    """One's own claim, its state as a tag."""

    claim: ActorClaim
    words: str
    tag: str
    can_end: bool


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """The organisations by name, and one's own requests and memberships."""
    query = _query(request)
    found = visible_actors(query)
    page = page_of(request.GET.get("page"), found.count(), _ACTORS)
    context = {
        "actors": found[page.first : page.first + _ACTORS],
        "page": page,
        "query": query,
        "is_filtered": query != ActorQuery(),
        "kinds": KINDS,
        "municipalities": places.choices(),
        "own": own_claims(request),
    }
    return render(request, "organisations/list.html", context)


def _query(request: HttpRequest) -> ActorQuery:
    typed = {
        name: request.GET.get(name, "").replace("\x00", "").strip()[:100] for name in ("q", "municipality", "kind")
    }
    return ActorQuery(words=typed["q"], municipality=typed["municipality"], kind=typed["kind"])


@require_safe
def organisation(request: HttpRequest, actor_id: int) -> HttpResponse:
    """An organisation and the ideas that were proposed in its name."""
    viewer = viewer_of(request)
    actor = actor_by_id(actor_id, viewer=viewer)
    own = next((one for one in own_claims(request) if one.claim.actor_id == actor_id), None)
    ideas = with_counts(with_tallies(ideas_of_actor(actor_id)))[:_IDEAS]
    context = {
        "actor": actor,
        "kind": dict(KINDS)[actor.kind],
        "municipality": places.name_of(actor.municipality),
        "ideas": ideas,
        "own": own,
        "can_claim": actor.confirmed_at is not None and not (own and own.can_end),
        "can_edit": actor.confirmed_at is not None and (_is_member(own) or may_decide(viewer, actor)),
    }
    return render(request, "organisations/organisation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_organisation(request: HttpRequest) -> HttpResponse:
    """The form of an organisation that is not here yet; POST brings it in and asks to act for it."""
    account, draft = account_of(request), "organisation-new"
    form, status = ActorForm(request.POST or None), 200
    if request.method == "POST":
        claim, status = carry_out(
            form, lambda typed: propose_actor(by=account, draft=form.draft(), message=typed["message"])
        )
        if claim is not None:
            return _asked(request, claim, draft)
    return render(request, "organisations/form.html", {"form": form, "draft": draft}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_organisation(request: HttpRequest, actor_id: int) -> HttpResponse:
    """The same form for members and staff; POST saves."""
    account = account_of(request)
    actor = actor_by_id(actor_id, viewer=account)
    if not may_decide(account, actor) and not may_act_for(account, actor_id):
        return redirect("organisation", actor_id)
    form, status = ActorForm(request.POST or None, initial=ActorForm.of(actor), is_new=False), 200
    if request.method == "POST":
        saved, status = carry_out(form, lambda _typed: change_actor(by=account, actor_id=actor_id, draft=form.draft()))
        if saved is not None:
            memberships_changed(account.pk)
            messages.success(request, gettext("The changes are saved."), extra_tags=f"organisation-{actor_id}")
            return redirect("organisation", actor_id)
    context = {"form": form, "draft": f"organisation-{actor_id}", "actor": actor}
    return render(request, "organisations/form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def claim_organisation(request: HttpRequest, actor_id: int) -> HttpResponse:
    """The form by which one asks to act for an organisation; POST asks."""
    account = account_of(request)
    actor = actor_by_id(actor_id, viewer=account)
    form, status, draft = ClaimForm(request.POST or None), 200, f"claim-{actor_id}"
    if request.method == "POST":
        claim, status = carry_out(
            form, lambda typed: claim_actor(by=account, actor_id=actor_id, message=typed["message"])
        )
        if claim is not None:
            return _asked(request, claim, draft)
    return render(request, "organisations/claim.html", {"form": form, "draft": draft, "actor": actor}, status=status)


@require_POST
def end(request: HttpRequest, claim_id: int) -> HttpResponse:
    """End one's own membership, or take one's request back."""
    account = account_of(request)
    end_membership(by=account, claim_id=claim_id)
    memberships_changed(account.pk)
    messages.success(request, gettext("Ended. What you said in the organisation's name stays, marked."))
    return redirect("organisations")


def _asked(request: HttpRequest, claim: ActorClaim, draft: str) -> HttpResponse:
    words = gettext("Your request is sent. The municipality's staff answer it; you see the answer here.")
    messages.success(request, words, extra_tags=draft)
    return redirect("organisation", claim.actor_id)


def own_claims(request: HttpRequest) -> list[OwnClaim]:
    """The claims of whoever is signed in, the latest first."""
    viewer = viewer_of(request)
    if viewer is None or isinstance(viewer, AnonymousUser):
        return []
    return [_own(claim) for claim in claims_of(viewer)]


def _own(claim: ActorClaim) -> OwnClaim:
    states = {
        "pending": (gettext("Waits for the municipality"), "warn"),
        "confirmed": (gettext("You act in its name"), "ok"),
        "declined": (gettext("Not confirmed"), "bad"),
        "ended": (gettext("Ended"), ""),
    }
    return OwnClaim(claim, *states[claim.state], can_end=claim.state in {"pending", "confirmed"})


def _is_member(own: OwnClaim | None) -> bool:
    return own is not None and own.claim.state == "confirmed"
