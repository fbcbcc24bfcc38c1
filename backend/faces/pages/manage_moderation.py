# SPDX-License-Identifier: EUPL-1.2
"""M3: the queue of moderation: what waits with its evidence, deciding, undoing in ten seconds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backend.common.errors import NotFound
from backend.faces.pages import office, places, wording
from backend.faces.pages.forms import carry_out
from backend.faces.pages.paging import page_of
from backend.faces.pages.people import account_of
from backend.faces.pages.report_forms import AppealDecisionForm, DecisionForm
from backend.participation.moderation import services
from backend.participation.moderation.appeals import decide_appeal
from backend.participation.moderation.content import content_of_case
from backend.participation.moderation.permissions import require_moderator
from backend.participation.moderation.scope import municipality_of
from backend.participation.moderation.selectors import (
    decisions_made,
    number_overdue,
    number_waiting,
    statement_for,
    undoable_decisions,
    waiting_appeal,
    waiting_appeals,
    waiting_cases,
)

if TYPE_CHECKING:
    from backend.participation.moderation.models import Appeal
    from backend.participation.moderation.services import Decided
    from backend.region.places.models import Municipality

_MOST = 50


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def queue(request: HttpRequest) -> HttpResponse:
    """What waits in the officer's municipality, the oldest first; POST decides about one case or several."""
    chosen = [int(one) for one in request.POST.getlist("case") if one.isdecimal() and len(one) < 16]
    form, status = DecisionForm(request.POST or None), 200
    _here(request)
    if request.method == "POST":
        made, status = carry_out(form, lambda typed: _decide(request, chosen, form, typed))
        if made is not None:
            _say(request, made)
            return redirect("manage_moderation")
    return render(request, "manage/moderation.html", _context(request, form, chosen), status=status)


def _decide(request: HttpRequest, chosen: list[int], form: DecisionForm, typed: dict[str, Any]) -> Decided:
    return services.decide_many(
        by=account_of(request),
        case_ids=chosen,
        outcome=typed["outcome"],
        reasons=form.reasons(),
        language=wording.language(),
        revisions=dict(_read(request.POST.getlist("read"))),
    )


def _read(sent: list[str]) -> Iterator[tuple[int, int]]:
    """Which revision of each waiting text was read: "case:revision" in hidden fields."""
    for one in sent:
        case, _colon, revision = one.partition(":")
        if case.isdecimal() and revision.isdecimal() and len(one) < 24:
            yield int(case), int(revision)


def _say(request: HttpRequest, made: Decided) -> None:
    if made.passed_over:
        words = ngettext(
            "%(n)s was decided by somebody else or changed meanwhile.",
            "%(n)s were decided by somebody else or changed meanwhile.",
            made.passed_over,
        )
        messages.warning(request, words % {"n": wording.number(made.passed_over)})
    if not made.decisions and not made.passed_over:
        messages.warning(request, gettext("Choose first what you decide about."))


def _context(request: HttpRequest, form: DecisionForm, chosen: list[int]) -> dict[str, Any]:
    account, here = account_of(request), _here(request)
    undoable = undoable_decisions(account)
    return {
        "municipality": places.name_of(here),
        "waiting": waiting_cases(by=account, municipality_id=here.pk, most=_MOST),
        "count": number_waiting(account, here.pk),
        "overdue": number_overdue(account, here.pk),
        "appeals": waiting_appeals(by=account, municipality_id=here.pk).count(),
        "undoable": undoable,
        "form": form if form.is_bound else DecisionForm(),
        "empty": DecisionForm(),
        "chosen": chosen,
        "single": chosen[0] if form.is_bound and len(chosen) == 1 else None,
        "many": form.is_bound and len(chosen) != 1,
    }


def _here(request: HttpRequest) -> Municipality:
    """The municipality whose queue is shown; raises MayNot where the officer does not moderate."""
    here = office.here(request)
    require_moderator(account_of(request), here.pk)
    return here


@require_POST
def undo(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Take one's decision back before it takes effect."""
    case = services.undo_decision(by=account_of(request), decision_id=decision_id)
    messages.success(request, gettext("Undone. It waits again."))
    return redirect(f"{reverse('manage_moderation')}#case-{case.pk}")


@require_POST
def open_case(request: HttpRequest) -> HttpResponse:
    """Put an idea or a comment into the queue without a report."""
    found = {name: request.POST.get(name, "") for name in ("idea", "comment")}
    ids = {f"{name}_id": int(value) for name, value in found.items() if value.isdecimal() and len(value) < 16}
    if len(ids) != 1:
        raise NotFound
    case = services.open_case(by=account_of(request), **ids)
    office.work_in(request, municipality_of(content_of_case(case)))
    return redirect(f"{reverse('manage_moderation')}#case-{case.pk}")


@require_safe
@never_cache
def decisions(request: HttpRequest) -> HttpResponse:
    """The decisions made in the officer's municipality, the latest first."""
    here = _here(request)
    found = decisions_made(by=account_of(request), municipality_id=here.pk)
    page = page_of(request.GET.get("page"), found.count(), _MOST)
    context = {"municipality": places.name_of(here), "decisions": found[page.first : page.first + _MOST], "page": page}
    return render(request, "manage/decisions.html", context)


@require_safe
@never_cache
def appeals(request: HttpRequest) -> HttpResponse:
    """The appeals that wait in the officer's municipality."""
    account, here = account_of(request), _here(request)
    rows = [
        (one, one.first_decided_by_id == account.pk) for one in waiting_appeals(by=account, municipality_id=here.pk)
    ]
    return render(request, "manage/appeals.html", {"municipality": places.name_of(here), "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def decide_one_appeal(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """An appeal with what was decided first; POST decides it."""
    account = account_of(request)
    waiting, status = waiting_appeal(by=account, appeal_id=appeal_id), 200
    form = AppealDecisionForm(request.POST or None, may_hide=waiting.decision.outcome != "hide")
    if request.method == "POST":
        made, status = carry_out(form, lambda _typed: _decide_appeal(request, appeal_id, form))
        if made is not None:
            messages.success(request, gettext("The appeal is decided. Both sides are told."))
            return redirect("manage_appeals")
    statement = statement_for(account, waiting.decision_id)
    context = {"appeal": waiting, "form": form, "statement": statement, "content": statement.content}
    return render(request, "manage/appeal.html", context, status=status)


def _decide_appeal(request: HttpRequest, appeal_id: int, form: AppealDecisionForm) -> Appeal:
    return decide_appeal(
        by=account_of(request),
        appeal_id=appeal_id,
        stands=form.cleaned_data["outcome"] == "stands",
        reasons=form.reasons(),
        language=wording.language(),
    )
