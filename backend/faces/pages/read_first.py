# SPDX-License-Identifier: EUPL-1.2
"""One's own texts that a moderator reads before they are shown: seen, changed and taken back by nobody else."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from backend.faces.pages import places, wording
from backend.faces.pages.devices import known_doer, participant_in
from backend.faces.pages.forms import CommentEditForm, IdeaForm, carry_out
from backend.faces.pages.held import held_by, typed_with
from backend.faces.pages.maps import ground
from backend.participation.campaigns.selectors import with_phases
from backend.participation.discussion.waiting import (
    change_waiting_comment,
    own_waiting_comment,
    take_back_waiting_comment,
)
from backend.participation.ideas.rules import IdeaDraft
from backend.participation.ideas.waiting import change_waiting_idea, own_waiting_idea, take_back_waiting_idea
from backend.participation.moderation.selectors import refusal_of

if TYPE_CHECKING:
    from backend.participation.ideas.models import WaitingIdea


def waiting_idea_page(request: HttpRequest, idea_id: int) -> HttpResponse:
    """The idea as only its author sees it; raises NotFound for everybody else."""
    waiting = _own_idea(request, idea_id)
    context = {
        "waiting": waiting,
        "idea": waiting.idea,
        "municipality": places.name_of(waiting.idea.campaign.municipality),
        "refusal": refusal_of(idea_id) if waiting.refused_for else None,
    }
    return render(request, "ideas/waiting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def edit_idea(request: HttpRequest, idea_id: int) -> HttpResponse:
    """The form of an idea for one's waiting one; POST changes what the moderator reads."""
    waiting, status = _own_idea(request, idea_id), 200
    campaign = with_phases(waiting.idea.campaign)
    held = held_by(request, getattr(waiting.idea, "photo", None))
    form = IdeaForm(campaign, typed_with(request, held), initial=_initial(waiting), held=held)
    if request.method == "POST":
        saved, status = carry_out(form, lambda typed: _change(request, idea_id, typed))
        if saved is not None:
            messages.success(request, gettext("The changes are saved."))
            return redirect("idea", idea_id)
    context = _form_context(form, waiting)
    return render(request, "ideas/propose.html", context, status=status)


@require_POST
def take_idea_back(request: HttpRequest, idea_id: int) -> HttpResponse:
    """Take one's waiting idea back: nobody reads it."""
    campaign = _own_idea(request, idea_id).idea.campaign
    take_back_waiting_idea(by=known_doer(request), idea_id=idea_id)
    messages.success(request, gettext("It is taken back. Nobody reads it."))
    return redirect("campaign", campaign.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def edit_comment(request: HttpRequest, comment_id: int) -> HttpResponse:
    """The form for one's waiting comment; POST changes what the moderator reads."""
    by, status = known_doer(request), 200
    waiting = own_waiting_comment(by=by, comment_id=comment_id)
    form = CommentEditForm(request.POST or None, initial={"text": waiting.text})
    if request.method == "POST":
        change = functools.partial(change_waiting_comment, by=by, comment_id=comment_id)
        saved, status = carry_out(form, lambda typed: change(text=typed["text"]))
        if saved is not None:
            messages.success(request, gettext("The changes are saved."))
            return redirect("idea", waiting.comment.idea_id)
    context = {"waiting": waiting, "idea": waiting.comment.idea, "form": form}
    return render(request, "discussion/waiting_edit.html", context, status=status)


@require_POST
def take_comment_back(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Take one's waiting comment back: nobody reads it."""
    idea_id = take_back_waiting_comment(by=known_doer(request), comment_id=comment_id)
    messages.success(request, gettext("It is taken back. Nobody reads it."))
    return redirect("idea", idea_id)


def _own_idea(request: HttpRequest, idea_id: int) -> WaitingIdea:
    return own_waiting_idea(idea_id, lambda campaign: participant_in(request, campaign))


def _form_context(form: IdeaForm, waiting: WaitingIdea) -> dict[str, Any]:
    campaign = waiting.idea.campaign
    return {
        "form": form,
        "campaign": campaign,
        "idea": waiting.idea,
        "draft": f"waiting-{waiting.idea_id}-{waiting.revision}",
        "municipality": places.name_of(campaign.municipality),
        "centre": places.centre_of(campaign.municipality),
        **ground(),
    }


def _initial(waiting: WaitingIdea) -> dict[str, Any]:
    photo = getattr(waiting.idea, "photo", None)
    names = ("title", "text", "place", "latitude", "longitude")
    return {name: getattr(waiting, name) for name in names} | {
        "category": waiting.idea.category.slug if waiting.idea.category else "",
        "district": waiting.idea.district.slug if waiting.idea.district else "",
        "photo_alt": photo.alt if photo else "",
    }


def _change(request: HttpRequest, idea_id: int, typed: dict[str, Any]) -> WaitingIdea:
    draft = IdeaDraft(
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
    return change_waiting_idea(by=known_doer(request), idea_id=idea_id, draft=draft)
