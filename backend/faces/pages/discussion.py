# SPDX-License-Identifier: EUPL-1.2
"""R8: writing a comment and taking it back, on the page of the idea."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from backend.faces.pages import wording
from backend.faces.pages.forms import CommentForm, carry_out
from backend.faces.pages.ideas_shown import discussion_context, idea_context, shown_idea
from backend.faces.pages.kept import forget
from backend.faces.pages.people import account_of
from backend.participation.discussion import services

if TYPE_CHECKING:
    from backend.participation.discussion.models import Comment
    from backend.region.accounts.models import Account


@require_POST
def write(request: HttpRequest, idea_id: int) -> HttpResponse:
    """Write a comment or a reply; an error stands in the form with what was typed."""
    account = account_of(request)
    form = CommentForm(request.POST, auto_id="comment-%s")
    comment, status = carry_out(form, lambda typed: _write(account, idea_id, typed))
    if comment is None:
        return _again(request, idea_id, form, status)
    return _done(request, idea_id, gettext("Your comment is published."), f"comment-{idea_id}", comment.id)


def _write(account: Account, idea_id: int, typed: dict[str, Any]) -> Comment:
    return services.write_comment(
        by=account,
        idea_id=idea_id,
        text=typed["text"],
        stance=typed["stance"] or "neutral",
        language=wording.language(),
        parent_id=typed["parent"],
    )


@require_POST
def withdraw(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Take one's comment back; its place and the replies stay."""
    comment = services.withdraw_comment(by=account_of(request), comment_id=comment_id)
    return _done(request, comment.idea_id, gettext("Your comment is removed."), "", comment.parent_id or comment.id)


def _done(request: HttpRequest, idea_id: int, words: str, draft: str, comment_id: int) -> HttpResponse:
    """The discussion alone for htmx, else back to the comment on the page."""
    forget(f"stances:{idea_id}")
    if not request.headers.get("HX-Request"):
        messages.success(request, words, extra_tags=draft)
        return redirect(f"/ideas/{idea_id}/#comment-{comment_id}")
    context = discussion_context(request, shown_idea(request, idea_id))
    return render(request, "discussion/section.html", {**context, "said_now": words, "draft_done": draft})


def _again(request: HttpRequest, idea_id: int, form: CommentForm, status: int) -> HttpResponse:
    """The form with its errors and what was typed."""
    reply_to = form.cleaned_data.get("parent") if hasattr(form, "cleaned_data") else None
    if request.headers.get("HX-Request"):
        context = discussion_context(request, shown_idea(request, idea_id), form)
        return render(request, "discussion/section.html", {**context, "reply_to": reply_to}, status=status)
    context = {**idea_context(request, idea_id), "comment_form": form, "reply_to": reply_to}
    return render(request, "ideas/idea.html", context, status=status)
