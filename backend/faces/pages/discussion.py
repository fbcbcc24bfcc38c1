# SPDX-License-Identifier: EUPL-1.2
"""R8: writing a comment, changing it, thanking for it and taking it back, on the page of the idea."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backend.common.errors import NotFound, Refused
from backend.faces.pages import wording
from backend.faces.pages.comments_shown import Typed, discussion_context, page_number, spoken_by, words_of
from backend.faces.pages.devices import known_doer, participant_in
from backend.faces.pages.errors import came_from
from backend.faces.pages.forms import CommentEditForm, CommentForm, carry_out
from backend.faces.pages.ideas_shown import idea_context, shown_idea
from backend.faces.pages.kept import forget
from backend.faces.pages.people import viewer_of
from backend.faces.pages.proving import do_or_keep, is_newcomer, page_anew
from backend.faces.pages.speakers import actor_id_of, is_official, speakers_for
from backend.faces.pages.waiting import channel_of, stop_waiting
from backend.participation.assistance.acts import ThankForComment, WriteComment
from backend.participation.discussion import services
from backend.participation.discussion.selectors import (
    comment_alone,
    comment_shown,
    number_before,
    versions_of,
)
from backend.participation.ideas.selectors import idea_alone

if TYPE_CHECKING:
    from backend.participation.discussion.models import Comment


@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: HttpRequest, idea_id: int) -> HttpResponse:
    """GET is the discussion alone; POST writes or keeps a comment or a reply; what is wrong stands in the form."""
    if request.method != "POST":
        return _section(request, idea_id)
    campaign = idea_alone(idea_id, viewer=viewer_of(request)).campaign
    form = CommentForm(speakers_for(request, campaign), request.POST, auto_id="comment-%s")
    comment, status = carry_out(form, lambda typed: _write(request, idea_id, typed))
    if comment is not None:
        stop_waiting(request, request.POST.get("kept"))
        draft = f"reply-{comment.parent_id}" if comment.parent_id else f"comment-{idea_id}"
        return _done(request, comment, _written(comment), draft)
    parent_id = form.cleaned_data.get("parent") if hasattr(form, "cleaned_data") else None
    if parent_id:
        return _again(request, idea_id, status, typed=Typed("reply", parent_id, form))
    return _again(request, idea_id, status, form=form)


def _written(comment: Comment) -> str:
    if comment.waits:
        return gettext("Thank you. A moderator reads your comment before it is shown.")
    return gettext("Your comment is published.")


def _write(request: HttpRequest, idea_id: int, typed: dict[str, Any]) -> Comment:
    """Write it, or keep it until one is identified."""
    speaker = request.POST.get("speaker", "")
    words = WriteComment(
        idea_id=idea_id,
        text=typed["text"],
        stance=typed["stance"] or "neutral",
        language=wording.language(),
        parent_id=typed["parent"],
        actor_id=actor_id_of(speaker),
        as_official=is_official(speaker),
    )
    fields = dataclasses.asdict(words)
    return do_or_keep(request, words, lambda by: services.write_comment(by=by, channel=channel_of(request), **fields))


@require_safe
def permalink(request: HttpRequest, comment_id: int) -> HttpResponse:
    """To the page of the idea on which the comment stands."""
    return redirect(_address_of(comment_alone(comment_id, viewer=viewer_of(request))))


@require_POST
def edit(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Change one's comment in its first minutes."""
    account = known_doer(request)
    form = CommentEditForm(request.POST)
    comment, status = carry_out(
        form,
        lambda typed: services.edit_comment(
            by=account, comment_id=comment_id, text=typed["text"], version=typed["version"] or 0
        ),
    )
    if comment is not None:
        draft = f"edit-comment-{comment_id}-{form.cleaned_data['version']}"
        return _done(request, comment, gettext("The changes are saved."), draft)
    idea_id = comment_alone(comment_id, viewer=account).idea_id
    return _again(request, idea_id, status, typed=Typed("edit", comment_id, form))


@require_POST
def withdraw(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Take one's comment back; its place and the replies stay."""
    comment = services.withdraw_comment(by=known_doer(request), comment_id=comment_id)
    return _done(request, comment, gettext("Your comment is removed."), "")


@require_POST
def thank(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Thank for a comment or take that back (`action`); htmx gets the control alone."""
    refusal = None
    try:
        _thank(request, comment_id)
    except Refused as refused:
        if not request.headers.get("HX-Request") or isinstance(refused, NotFound):
            raise
        refusal = refused
    if not request.headers.get("HX-Request"):
        return redirect(f"{came_from(request)}#comment-{comment_id}")
    participant_id = participant_in(request, comment_alone(comment_id, viewer=viewer_of(request)).idea.campaign)
    found = comment_shown(comment_id, participant_id=participant_id)
    context = {"one": found, "name": spoken_by(found)[0], "refusal": refusal}
    return render(request, "discussion/thanks.html", context, status=refusal.status if refusal else 200)


def _thank(request: HttpRequest, comment_id: int) -> None:
    """Thank, or keep it until one is identified; taking thanks back needs the person who gave them."""
    if request.POST.get("action") == "withdraw":
        services.withdraw_thanks(by=known_doer(request), comment_id=comment_id, channel=channel_of(request))
        return
    thanks, channel = ThankForComment(comment_id=comment_id), channel_of(request)
    do_or_keep(request, thanks, lambda by: services.thank_for_comment(by=by, comment_id=comment_id, channel=channel))


@require_safe
def versions(request: HttpRequest, comment_id: int) -> HttpResponse:
    """What a comment said before it was changed."""
    comment = comment_alone(comment_id, viewer=viewer_of(request))
    shown = comment_shown(comment_id)
    context = {
        "idea": comment.idea,
        "comment": comment,
        "name": spoken_by(shown)[0],
        "words": words_of(shown),
        "versions": versions_of(comment).reverse(),
    }
    return render(request, "discussion/versions.html", context)


def _address_of(comment: Comment) -> str:
    page = page_number(number_before(comment))
    query = f"?page={page}" if page > 1 else ""
    return f"/ideas/{comment.idea_id}/{query}#comment-{comment.pk}"


def _section(request: HttpRequest, idea_id: int) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        return redirect(f"/ideas/{idea_id}/#discussion")
    return render(request, "discussion/section.html", discussion_context(request, shown_idea(request, idea_id)))


def _done(request: HttpRequest, comment: Comment, words: str, draft: str) -> HttpResponse:
    """The discussion alone for htmx, else back to the comment on the page."""
    forget(f"stances:{comment.idea_id}")
    if not request.headers.get("HX-Request") or is_newcomer(request):
        messages.success(request, words, extra_tags=draft)
        address = f"/ideas/{comment.idea_id}/#own-waiting" if comment.waits else _address_of(comment)
        return page_anew(request) if request.headers.get("HX-Request") else redirect(address)
    context = discussion_context(request, shown_idea(request, comment.idea_id))
    return render(request, "discussion/section.html", {**context, "said_now": words, "draft_done": draft})


def _again(
    request: HttpRequest, idea_id: int, status: int, *, form: CommentForm | None = None, typed: Typed | None = None
) -> HttpResponse:
    """The form with its errors and what was typed."""
    part = discussion_context(request, shown_idea(request, idea_id), form, typed)
    if request.headers.get("HX-Request"):
        return render(request, "discussion/section.html", part, status=status)
    return render(request, "ideas/idea.html", {**idea_context(request, idea_id), **part}, status=status)
