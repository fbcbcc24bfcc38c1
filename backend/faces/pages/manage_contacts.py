# SPDX-License-Identifier: EUPL-1.2
"""What people wrote to the municipality's pilots: answering by letter within 14 days, and closing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from backend.common import clock
from backend.faces.pages import office, places
from backend.faces.pages.forms import carry_out
from backend.faces.pages.paging import page_of
from backend.faces.pages.people import account_of
from backend.faces.pages.showcase_contacts import WISHES
from backend.region.programme.contacts import answer_contact, close_contact, read_contacts

if TYPE_CHECKING:
    from backend.region.programme.models import PilotContact

OUTCOMES = (
    ("joined", _("Joined the pilot")),
    ("answered", _("Was answered")),
    ("not_ours", _("Is not for this pilot")),
)
_ROWS = 20


class ContactAnswerForm(forms.Form):
    """The answer to a message."""

    answer = forms.CharField(label=_("Answer"), required=False)


class CloseForm(forms.Form):
    """What came of a message."""

    outcome = forms.ChoiceField(label=_("What came of it?"), choices=OUTCOMES, required=False)


@never_cache
@require_safe
def manage_contacts(request: HttpRequest) -> HttpResponse:
    """The messages, what waits longest first."""
    return _list(request)


@require_POST
def answer(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Answer one by letter."""
    by, form = account_of(request), ContactAnswerForm(request.POST)
    done, status = carry_out(form, lambda typed: answer_contact(by=by, contact_id=contact_id, **typed))
    if done is None:
        return _list(request, {"form": form, "wrong": contact_id}, status)
    messages.success(request, gettext("The answer is on its way."))
    return redirect("manage_contacts")


@require_POST
def close(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Say what came of one."""
    by, form = account_of(request), CloseForm(request.POST)
    done, status = carry_out(form, lambda typed: close_contact(by=by, contact_id=contact_id, **typed))
    if done is None:
        return _list(request, {"close_form": form, "wrong_close": contact_id}, status)
    messages.success(request, gettext("Closed. Name, address and words go after a few months."))
    return redirect("manage_contacts")


def _list(request: HttpRequest, more: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    municipality = office.here(request)
    found = read_contacts(by=account_of(request), municipality=municipality)
    page = page_of(request.GET.get("page"), found.count(), _ROWS)
    shown = list(found[page.first : page.first + _ROWS])
    context = {
        "municipality": places.name_of(municipality),
        "rows": [_row(one) for one in shown if one.closed_at is None],
        "closed": [_row(one) for one in shown if one.closed_at is not None],
        "outcomes": OUTCOMES,
        "page": page,
        **(more or {}),
    }
    return render(request, "manage/contacts.html", context, status=status)


def _row(one: PilotContact) -> dict[str, Any]:
    """A message with its words, and whether its day is over."""
    is_late = one.answered_at is None and one.due_at is not None and one.due_at < clock.now()
    outcome = dict(OUTCOMES).get(one.outcome, "")
    return {"contact": one, "wish": dict(WISHES)[one.wish], "is_late": is_late, "outcome": outcome}
