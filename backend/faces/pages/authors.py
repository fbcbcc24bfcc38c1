# SPDX-License-Identifier: EUPL-1.2
"""Writing an idea together: who its authors are, inviting by a link, joining and leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from backend.faces.pages.people import account_of, author_name
from backend.participation.campaigns.rules import may_act
from backend.participation.campaigns.selectors import with_phases
from backend.participation.ideas.coauthors import (
    accept_invitation,
    invite_coauthor,
    invited_to,
    leave_authors,
    open_invitations,
    revoke_invitation,
)
from backend.participation.ideas.errors import NotYourIdea
from backend.participation.ideas.selectors import coauthors_of, idea_by_id, is_author
from backend.participation.participants.selectors import participant_id_of

if TYPE_CHECKING:
    from backend.region.accounts.models import Account


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def authors(request: HttpRequest, idea_id: int) -> HttpResponse:
    """The authors of one's idea and the open invitations; POST makes one and shows its link, this once."""
    account = account_of(request)
    context: dict[str, Any] = {}
    if request.method == "POST":
        made = invite_coauthor(by=account, idea_id=idea_id)
        link = request.build_absolute_uri(reverse("invitation", args=[made.token]))
        context = {"link": link, "expires_at": made.invitation.expires_at}
    return render(request, "ideas/authors.html", {**context, **_authors(account, idea_id)})


def _authors(account: Account, idea_id: int) -> dict[str, Any]:
    idea = idea_by_id(idea_id, viewer=account)
    own = participant_id_of(account, idea.campaign_id)
    if not is_author(idea, own):
        raise NotYourIdea
    is_first = own == idea.author_id
    return {
        "idea": idea,
        "author": author_name(idea.author),
        "coauthors": [one.name or gettext("A participant") for one in coauthors_of(idea)],
        "is_first": is_first,
        "can_invite": is_first and idea.state == "published" and may_act(with_phases(idea.campaign), "edit"),
        "invitations": open_invitations(idea_id) if is_first else [],
    }


@require_POST
def revoke(request: HttpRequest, idea_id: int, invitation_id: int) -> HttpResponse:
    """Take an invitation back."""
    revoke_invitation(by=account_of(request), idea_id=idea_id, invitation_id=invitation_id)
    messages.success(request, gettext("The invitation is taken back. Its link opens nothing any more."))
    return redirect("authors", idea_id)


@require_POST
def leave(request: HttpRequest, idea_id: int) -> HttpResponse:
    """Be an author of an idea no longer."""
    leave_authors(by=account_of(request), idea_id=idea_id)
    messages.success(request, gettext("You are no longer an author of this idea."))
    return redirect("idea", idea_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What one is invited to; POST joins the authors, for which one signs in and comes back."""
    if request.method == "POST":
        idea = accept_invitation(by=account_of(request), token=token)
        messages.success(request, gettext("You are now an author of this idea."))
        return redirect("idea", idea.id)
    idea = invited_to(token)
    shown = idea_by_id(idea.id)
    context = {"idea": shown, "campaign": shown.campaign, "author": author_name(shown.author), "token": token}
    return render(request, "ideas/invitation.html", context)
