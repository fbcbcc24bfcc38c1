# SPDX-License-Identifier: EUPL-1.2
"""R3 and R4: an idea, proposing one, changing one's own and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backend.faces.pages import places, wording
from backend.faces.pages.drafts import draft_shown, keep_typed
from backend.faces.pages.forms import IdeaForm, carry_out
from backend.faces.pages.held import held_by, typed_with
from backend.faces.pages.ideas_shown import idea_context
from backend.faces.pages.people import account_of
from backend.faces.pages.phases import open_until, what_comes_next
from backend.faces.pages.similar import hints
from backend.participation.campaigns.errors import PhaseNotOpen
from backend.participation.campaigns.rules import may_act
from backend.participation.campaigns.selectors import campaign_by_slug, with_phases
from backend.participation.ideas.errors import NotYourIdea
from backend.participation.ideas.rules import IdeaDraft
from backend.participation.ideas.selectors import idea_by_id, is_author, photo_of
from backend.participation.ideas.services import edit_idea, propose_idea, restore_idea, withdraw_idea
from backend.participation.participants.selectors import participant_id_of

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign
    from backend.participation.ideas.models import Idea, Photo
    from backend.region.accounts.models import Account


@require_safe
def idea_page(request: HttpRequest, idea_id: int) -> HttpResponse:
    """The idea, its support, its discussion and its place."""
    return render(request, "ideas/idea.html", idea_context(request, idea_id))


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """The form for an idea; POST proposes it, or keeps what was typed and says what is wrong."""
    account = account_of(request)
    campaign = _collecting(account, slug)
    kept, typed_before, photo = draft_shown(account, campaign)
    form, status, near = _form(request, campaign, typed_before, photo), 200, _near(request, campaign)
    if request.method == "POST" and not near:
        made, status = carry_out(form, lambda typed: propose_idea(by=account, campaign_slug=slug, draft=_draft(typed)))
        if made is not None:
            messages.success(request, gettext("Your idea is published."), extra_tags=f"propose-{slug}")
            return redirect("idea", made.id)
    if request.method == "POST":
        kept = keep_typed(account, slug, request.POST, form.held.photo)
    context = {**_form_context(form, campaign, f"propose-{slug}"), **near, "kept": kept}
    return render(request, "ideas/propose.html", context, status=status)


def _collecting(account: Account, slug: str) -> Campaign:
    campaign = campaign_by_slug(slug, viewer=account)
    if not may_act(campaign, "propose"):
        raise PhaseNotOpen
    return campaign


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, idea_id: int) -> HttpResponse:
    """The same form for one's own idea; POST saves a new version."""
    account = account_of(request)
    idea = _own_idea(account, idea_id)
    form, status, draft = _form(request, idea.campaign, IdeaForm.of(idea), photo_of(idea)), 200, f"edit-{idea_id}"
    if request.method == "POST":
        saved, status = carry_out(form, lambda typed: _save(account, idea_id, typed))
        if saved is not None:
            messages.success(request, gettext("The changes are saved."), extra_tags=draft)
            return redirect("idea", idea_id)
    context = {**_form_context(form, idea.campaign, draft), "idea": idea}
    return render(request, "ideas/propose.html", context, status=status)


@require_POST
def withdraw(request: HttpRequest, idea_id: int) -> HttpResponse:
    """Take one's idea back; it can be undone on the page that follows."""
    withdraw_idea(by=account_of(request), idea_id=idea_id)
    messages.success(request, gettext("Your idea is withdrawn."))
    return redirect("idea", idea_id)


@require_POST
def restore(request: HttpRequest, idea_id: int) -> HttpResponse:
    """Undo the withdrawal."""
    restore_idea(by=account_of(request), idea_id=idea_id)
    messages.success(request, gettext("Your idea is public again."))
    return redirect("idea", idea_id)


def _near(request: HttpRequest, campaign: Campaign) -> dict[str, Any]:
    """Ideas like the one sent, to be looked at once before it is published; nothing where they were seen."""
    if request.method != "POST" or "similar_seen" in request.POST:
        return {}
    found = hints(campaign, request.POST.get("title", ""), request.POST.get("text", "").replace("\x00", "")[:5000])
    return {**found, "similar_first": True} if found["similar"] else {}


def _own_idea(account: Account, idea_id: int) -> Idea:
    """The idea with its campaign's phases, of one of its authors; raises NotYourIdea."""
    idea = idea_by_id(idea_id, viewer=account)
    if not is_author(idea, participant_id_of(account, idea.campaign_id)):
        raise NotYourIdea
    with_phases(idea.campaign)
    return idea


def _save(account: Account, idea_id: int, typed: dict[str, Any]) -> Idea:
    return edit_idea(by=account, idea_id=idea_id, draft=_draft(typed), version=typed["version"] or 0)


def _draft(typed: dict[str, Any]) -> IdeaDraft:
    return IdeaDraft(
        title=typed["title"],
        text=typed["text"],
        category=typed.get("category", ""),
        district=typed.get("district", ""),
        place=typed["place"],
        language=wording.language(),
        latitude=typed["latitude"],
        longitude=typed["longitude"],
        photo=typed["photo_key"],
        photo_alt=typed["photo_alt"],
    )


def _form(request: HttpRequest, campaign: Campaign, initial: dict[str, Any], photo: Photo | None) -> IdeaForm:
    """The form with what was typed, now or before, and the photo that it holds."""
    held = held_by(request, photo)
    return IdeaForm(campaign, typed_with(request, held), initial=initial, held=held)


def _form_context(form: IdeaForm, campaign: Campaign, draft: str) -> dict[str, Any]:
    return {
        "form": form,
        "campaign": campaign,
        "municipality": places.name_of(campaign.municipality),
        "draft": draft,
        "open_until": open_until(campaign, "collect"),
        "way": what_comes_next(campaign)[1:],
    }
