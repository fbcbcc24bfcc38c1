# SPDX-License-Identifier: EUPL-1.2
"""R10 and R11: describe yourself, and see what you have done, agreed to and are signed in by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from backend.faces.pages import places
from backend.faces.pages.follows import followed_by
from backend.faces.pages.forms import YouForm, carry_out
from backend.faces.pages.language import remember_language
from backend.faces.pages.organisations import own_claims
from backend.faces.pages.own_acts import ideas_shown, supports_given
from backend.faces.pages.people import account_of
from backend.participation.discussion.selectors import comments_by
from backend.participation.ideas.drafts import drafts_of
from backend.participation.ideas.selectors import ideas_written_by
from backend.participation.initiatives.selectors import signed_by
from backend.participation.notifications.selectors import consents_of
from backend.participation.participants.selectors import participant_ids_of
from backend.region.accounts.selectors import ways_in
from backend.region.accounts.services import describe_yourself

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backend.participation.notifications.models import Consent
    from backend.region.accounts.models import Account

_SHOWN = 5
"""Of each list; the whole ones have pages of their own."""


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
    context = {"form": form, **_done_by(account), **_kept_for(account), "claims": own_claims(request)}
    return render(request, "accounts/you.html", context, status=status)


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
    """The newest of each, and one more where there is one: it says that there is more."""
    participants = participant_ids_of(account)
    most = _SHOWN + 1
    return {
        "shown": f":{_SHOWN}",
        "ideas": ideas_shown(ideas_written_by(participants)[:most]),
        "supports": list(supports_given(participants)[:most]),
        "signatures": list(signed_by(participants)[:most]),
        "comments": list(comments_by(participants)[:most]),
    }


def _kept_for(account: Account) -> dict[str, Any]:
    consents = list(consents_of(account)[:20])
    return {
        "drafts": list(drafts_of(account)[:20]),
        "followed": followed_by(account, _SHOWN + 1),
        "consents": consents,
        "has_newsletter": _is_given(consents, "newsletter"),
        "ways": ways_in(account),
    }


def _is_given(consents: Iterable[Consent], purpose: str) -> bool:
    """Whether the latest line about a purpose says yes."""
    return next((one.given for one in consents if one.purpose == purpose), False)
