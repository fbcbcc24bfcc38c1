# SPDX-License-Identifier: EUPL-1.2
"""R3 and R4: an idea, proposing one, changing one's own and taking it back."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backend.common.errors import NotFound
from backend.faces.pages import places, wording
from backend.faces.pages.comments_shown import kept_comment
from backend.faces.pages.devices import known_doer
from backend.faces.pages.drafts import draft_shown, keep_typed
from backend.faces.pages.forms import IdeaForm, carry_out
from backend.faces.pages.held import Held, held_by, typed_with
from backend.faces.pages.ideas_shown import idea_context
from backend.faces.pages.maps import ground
from backend.faces.pages.people import account_of, viewer_of
from backend.faces.pages.phases import open_until, what_comes_next
from backend.faces.pages.proving import do_or_keep
from backend.faces.pages.read_first import waiting_idea_page
from backend.faces.pages.similar import hints
from backend.faces.pages.speakers import Speaker, actor_id_of, actor_speakers
from backend.faces.pages.waiting import channel_of, stop_waiting, waiting_act
from backend.participation.assistance.acts import ProposeIdea
from backend.participation.campaigns.errors import PhaseNotOpen
from backend.participation.campaigns.rules import may_act
from backend.participation.campaigns.selectors import campaign_by_slug, with_phases
from backend.participation.ideas.errors import NotYourIdea
from backend.participation.ideas.photos import waiting_photo
from backend.participation.ideas.rules import IdeaDraft, checked
from backend.participation.ideas.selectors import idea_by_id, is_author, photo_of
from backend.participation.ideas.services import edit_idea, propose_idea, restore_idea, withdraw_idea
from backend.participation.participants.selectors import participant_id_of

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign
    from backend.participation.ideas.models import Idea, Photo
    from backend.region.accounts.models import Account
    from backend.region.accounts.selectors import Viewer


@require_safe
def idea_page(request: HttpRequest, idea_id: int) -> HttpResponse:
    """The idea, its support, its discussion and its place."""
    try:
        context = idea_context(request, idea_id)
    except NotFound:
        return waiting_idea_page(request, idea_id)
    return render(request, "ideas/idea.html", {**context, **kept_comment(request, context["speakers"])})


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """The form for an idea; POST proposes it, or keeps it until one is identified, or says what is wrong."""
    viewer = viewer_of(request)
    campaign = _collecting(viewer, slug)
    kept, typed_before, photo = draft_shown(viewer, campaign)
    speakers = actor_speakers(viewer)
    form = _kept_form(request, campaign) or _form(request, campaign, typed_before, photo, speakers=speakers)
    status, near = 200, _near(request, campaign)
    if request.method == "POST":
        made, status = carry_out(form, lambda typed: _propose(request, campaign, _draft(typed), bool(near)))
        if made is not None:
            return _published(request, made, slug)
    if request.method == "POST" and kept is not None:
        kept = keep_typed(account_of(request), slug, request.POST, form.held.photo)
    context = {**_form_context(form, campaign, f"propose-{slug}"), **near, "kept": kept}
    return render(request, "ideas/propose.html", context, status=status)


def _propose(request: HttpRequest, campaign: Campaign, draft: IdeaDraft, only_look: bool) -> Idea | None:
    """Propose what was typed, or only say what is wrong with it while there are similar ideas to look at."""
    if only_look:
        checked(draft, campaign)
        return None
    slug = campaign.slug
    actor_id = actor_id_of(request.POST.get("speaker", ""))
    act = ProposeIdea(campaign_slug=slug, draft=dataclasses.asdict(draft), actor_id=actor_id)
    channel = channel_of(request)
    return do_or_keep(
        request,
        act,
        lambda by: propose_idea(by=by, campaign_slug=slug, draft=draft, actor_id=actor_id, channel=channel),
    )


def _published(request: HttpRequest, idea: Idea, slug: str) -> HttpResponse:
    stop_waiting(request, request.GET.get("kept"))
    words = gettext("Your idea is published.")
    if idea.state == "waiting":
        words = gettext("Thank you. A moderator reads your idea before it is shown.")
    messages.success(request, words, extra_tags=f"propose-{slug}")
    return redirect("idea", idea.id)


def _kept_form(request: HttpRequest, campaign: Campaign) -> IdeaForm | None:
    """The form with a kept idea that does not fit any more (`?kept=`), and what is wrong with it."""
    waiting = waiting_act(request, request.GET.get("kept"))
    if request.method == "POST" or waiting is None or not isinstance(waiting.act, ProposeIdea):
        return None
    typed = waiting.act.draft
    held = Held(waiting_photo(typed["photo"] or "", viewer=viewer_of(request)))
    form = IdeaForm(campaign, {**typed, "photo_key": typed["photo"]}, held=held)
    carry_out(form, lambda _typed: waiting.act.check())
    return form


def _collecting(viewer: Viewer, slug: str) -> Campaign:
    campaign = campaign_by_slug(slug, viewer=viewer)
    if not may_act(campaign, "propose"):
        raise PhaseNotOpen
    return campaign


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, idea_id: int) -> HttpResponse:
    """The same form for one's own idea; POST saves a new version."""
    account = known_doer(request)
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
    withdraw_idea(by=known_doer(request), idea_id=idea_id)
    messages.success(request, gettext("Your idea is withdrawn."))
    return redirect("idea", idea_id)


@require_POST
def restore(request: HttpRequest, idea_id: int) -> HttpResponse:
    """Undo the withdrawal."""
    restore_idea(by=known_doer(request), idea_id=idea_id)
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


def _form(
    request: HttpRequest,
    campaign: Campaign,
    initial: dict[str, Any],
    photo: Photo | None,
    *,
    speakers: Sequence[Speaker] = (),
) -> IdeaForm:
    """The form with what was typed, now or before, and the photo that it holds."""
    held = held_by(request, photo)
    return IdeaForm(campaign, typed_with(request, held), initial=initial, held=held, speakers=speakers)


def _form_context(form: IdeaForm, campaign: Campaign, draft: str) -> dict[str, Any]:
    return {
        "form": form,
        "campaign": campaign,
        "municipality": places.name_of(campaign.municipality),
        "centre": places.centre_of(campaign.municipality),
        **ground(),
        "draft": draft,
        "open_until": open_until(campaign, "collect"),
        "way": what_comes_next(campaign)[1:],
    }
