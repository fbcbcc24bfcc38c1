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
from backend.faces.pages.forms import IdeaForm, carry_out
from backend.faces.pages.ideas_shown import idea_context
from backend.faces.pages.people import account_of
from backend.faces.pages.phases import open_until, what_comes_next
from backend.faces.pages.similar import hints
from backend.participation.campaigns.errors import PhaseNotOpen
from backend.participation.campaigns.rules import may_act
from backend.participation.campaigns.selectors import campaign_by_slug, with_phases
from backend.participation.ideas.errors import NotYourIdea
from backend.participation.ideas.rules import IdeaDraft
from backend.participation.ideas.selectors import idea_by_id
from backend.participation.ideas.services import edit_idea, propose_idea, withdraw_idea
from backend.participation.participants.selectors import participant_id_of

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign
    from backend.participation.ideas.models import Idea
    from backend.region.accounts.models import Account


@require_safe
def idea_page(request: HttpRequest, idea_id: int) -> HttpResponse:
    """The idea, its support, its discussion and its place."""
    return render(request, "ideas/idea.html", idea_context(request, idea_id))


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """The form for an idea; POST proposes it."""
    account = account_of(request)
    campaign = campaign_by_slug(slug, viewer=account)
    if not may_act(campaign, "propose"):
        raise PhaseNotOpen
    form, status, draft = IdeaForm(campaign, request.POST or None), 200, f"propose-{slug}"
    near = _near(request, campaign)
    if request.method == "POST" and not near:
        made, status = carry_out(form, lambda typed: propose_idea(by=account, campaign_slug=slug, draft=_draft(typed)))
        if made is not None:
            messages.success(request, gettext("Your idea is published."), extra_tags=draft)
            return redirect("idea", made.id)
    return render(request, "ideas/propose.html", {**_form_context(form, campaign, draft), **near}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, idea_id: int) -> HttpResponse:
    """The same form for one's own idea; POST saves a new version."""
    account = account_of(request)
    idea = _own_idea(account, idea_id)
    form, status, draft = (
        IdeaForm(idea.campaign, request.POST or None, initial=IdeaForm.of(idea)),
        200,
        f"edit-{idea_id}",
    )
    if request.method == "POST":
        saved, status = carry_out(form, lambda typed: _save(account, idea_id, typed))
        if saved is not None:
            messages.success(request, gettext("The changes are saved."), extra_tags=draft)
            return redirect("idea", idea_id)
    context = {**_form_context(form, idea.campaign, draft), "idea": idea}
    return render(request, "ideas/propose.html", context, status=status)


@require_POST
def withdraw(request: HttpRequest, idea_id: int) -> HttpResponse:
    """Take one's idea back."""
    withdraw_idea(by=account_of(request), idea_id=idea_id)
    messages.success(request, gettext("Your idea is withdrawn."))
    return redirect("idea", idea_id)


def _near(request: HttpRequest, campaign: Campaign) -> dict[str, Any]:
    """Ideas like the one sent, to be looked at once before it is published; nothing where they were seen."""
    if request.method != "POST" or "similar_seen" in request.POST:
        return {}
    found = hints(campaign, request.POST.get("title", ""), request.POST.get("text", "").replace("\x00", "")[:5000])
    return {**found, "similar_first": True} if found["similar"] else {}


def _own_idea(account: Account, idea_id: int) -> Idea:
    """The idea with its campaign's phases; raises NotYourIdea."""
    idea = idea_by_id(idea_id, viewer=account)
    if idea.author_id is None or idea.author_id != participant_id_of(account, idea.campaign_id):
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
    )


def _form_context(form: IdeaForm, campaign: Campaign, draft: str) -> dict[str, Any]:
    return {
        "form": form,
        "campaign": campaign,
        "municipality": places.name_of(campaign.municipality),
        "draft": draft,
        "open_until": open_until(campaign, "collect"),
        "way": what_comes_next(campaign)[1:],
    }
