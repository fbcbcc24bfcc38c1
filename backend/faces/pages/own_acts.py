# SPDX-License-Identifier: EUPL-1.2
"""R11: what one has done here: the rows of one's own page, and the whole lists behind them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from backend.faces.pages.answers import Tag, answer_shown_short
from backend.faces.pages.errors import came_from
from backend.faces.pages.paging import page_of
from backend.faces.pages.people import account_of
from backend.participation.discussion.selectors import comments_by
from backend.participation.discussion.waiting import waiting_comments_of
from backend.participation.ideas.selectors import ideas_written_by
from backend.participation.ideas.waiting import waiting_ideas_of
from backend.participation.initiatives.selectors import signed_by
from backend.participation.notifications.services import consent_to_newsletter
from backend.participation.participants.selectors import participant_ids_of
from backend.participation.supports.gate import with_way_back
from backend.participation.supports.selectors import supports_of_account
from backend.participation.supports.services import withdraw_support

if TYPE_CHECKING:
    from backend.participation.ideas.models import Idea
    from backend.participation.supports.models import Support

_PAGE = 30


@dataclass(frozen=True)
class OwnIdea:
    """One's own idea, and how it stands where there is something to say."""

    idea: Idea
    tag: Tag | None


def ideas_shown(ideas: Iterable[Idea]) -> list[OwnIdea]:
    """Ideas with their answer's status, or that they are withdrawn."""
    return [OwnIdea(idea, _standing(idea)) for idea in ideas]


def _standing(idea: Idea) -> Tag | None:
    if idea.state == "withdrawn":
        return Tag("", "close", gettext("Withdrawn"))
    return answer_shown_short(idea)


def supports_given(participant_ids: list[int]) -> QuerySet[Support]:
    """One's supports, those that can still be taken back first."""
    return with_way_back(supports_of_account(participant_ids))


@require_safe
def own_ideas(request: HttpRequest) -> HttpResponse:
    """All ideas that one wrote, also those together with others."""
    account = account_of(request)
    context = _paged(request, ideas_written_by(participant_ids_of(account)))
    context |= {"ideas": ideas_shown(context["found"]), "waiting": waiting_ideas_of(account)}
    return render(request, "accounts/own_ideas.html", context)


@require_safe
def own_supports(request: HttpRequest) -> HttpResponse:
    """All ideas that one supports."""
    context = _paged(request, supports_given(participant_ids_of(account_of(request))))
    return render(request, "accounts/own_supports.html", {**context, "supports": context["found"]})


@require_safe
def own_signatures(request: HttpRequest) -> HttpResponse:
    """All initiatives that one signed."""
    context = _paged(request, signed_by(participant_ids_of(account_of(request))))
    return render(request, "accounts/own_signatures.html", {**context, "signatures": context["found"]})


@require_safe
def own_comments(request: HttpRequest) -> HttpResponse:
    """All that one said in discussions."""
    account = account_of(request)
    context = _paged(request, comments_by(participant_ids_of(account)))
    context |= {"comments": context["found"], "waiting": waiting_comments_of(account)}
    return render(request, "accounts/own_comments.html", context)


def _paged(request: HttpRequest, rows: QuerySet[Any]) -> dict[str, Any]:
    page = page_of(request.GET.get("page"), rows.count(), _PAGE)
    return {"page": page, "found": list(rows[page.first : page.first + _PAGE])}


@require_POST
def take_support_back(request: HttpRequest, idea_id: int) -> HttpResponse:
    """Take a support back from one's own page, while the vote is open."""
    withdraw_support(by=account_of(request), idea_id=idea_id)
    messages.success(request, gettext("Your support is taken back. On the idea's page you can give it again."))
    return redirect(came_from(request))


@require_POST
def stop_newsletter(request: HttpRequest) -> HttpResponse:
    """Withdraw one's consent to the newsletter."""
    consent_to_newsletter(by=account_of(request), given=False)
    messages.success(request, gettext("Your consent is withdrawn. No newsletter comes any more."))
    return redirect("you")
