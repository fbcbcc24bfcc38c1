# SPDX-License-Identifier: EUPL-1.2
"""R10 and a thin R11: describe yourself, and see what you have done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from backend.faces.pages import places
from backend.faces.pages.forms import YouForm, carry_out
from backend.faces.pages.language import remember_language
from backend.faces.pages.people import account_of
from backend.participation.discussion.selectors import comments_by
from backend.participation.ideas.selectors import ideas_by
from backend.participation.participants.selectors import participant_ids_of
from backend.participation.supports.selectors import supports_of_account
from backend.region.accounts.services import describe_yourself

if TYPE_CHECKING:
    from backend.region.accounts.models import Account

_LISTED = 50


@require_http_methods(["GET", "HEAD", "POST"])
def you(request: HttpRequest) -> HttpResponse:
    """One's own page; POST says who one is, for later acts."""
    account = account_of(request)
    form, status = YouForm(request.POST or None, initial=YouForm.of(account)), 200
    if request.method == "POST":
        described, status = carry_out(form, lambda typed: _describe(account, typed))
        if described is not None:
            return _saved(request, described)
        account.refresh_from_db()
    return render(request, "accounts/you.html", {"form": form, **_done_by(account)}, status=status)


def _describe(account: Account, typed: dict[str, Any]) -> Account:
    return describe_yourself(
        account=account,
        pseudonym=typed["pseudonym"],
        municipality=places.chosen(typed["municipality"]),
        birth_year=typed["birth_year"],
        language=typed["language"] or account.language,
    )


def _saved(request: HttpRequest, account: Account) -> HttpResponse:
    """Back to the page, in the language that was chosen."""
    with translation.override(account.language):
        messages.success(request, gettext("Saved. It holds for what you do from now on."))
    response = redirect("you")
    remember_language(response, account.language)
    return response


def _done_by(account: Account) -> dict[str, Any]:
    participants = participant_ids_of(account)
    return {
        "ideas": ideas_by(participants)[:_LISTED],
        "supports": supports_of_account(participants)[:_LISTED],
        "comments": comments_by(participants)[:_LISTED],
    }
