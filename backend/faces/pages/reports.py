# SPDX-License-Identifier: EUPL-1.2
"""Reporting an idea or a comment, following that by a private link, reading reasons, and appealing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from backend.common.addresses import address_of, network
from backend.common.limits import require_not_too_often
from backend.faces.pages import places, wording
from backend.faces.pages.forms import carry_out
from backend.faces.pages.people import account_of, viewer_of
from backend.faces.pages.report_forms import AppealForm, ReportForm
from backend.participation.moderation.addresses import confirm_address, report_of_token
from backend.participation.moderation.appeals import appeal, appeal_as_reporter
from backend.participation.moderation.content import visible_content
from backend.participation.moderation.permissions import may_moderate
from backend.participation.moderation.scope import municipality_of
from backend.participation.moderation.selectors import report_by_key, statement_for
from backend.participation.moderation.services import report_content

if TYPE_CHECKING:
    from backend.participation.moderation.content import Content
    from backend.participation.moderation.models import Appeal, Report


@require_http_methods(["GET", "HEAD", "POST"])
def report_idea(request: HttpRequest, idea_id: int) -> HttpResponse:
    """The form of a report of an idea; POST makes it."""
    return _report(request, f"report-idea-{idea_id}", idea_id=idea_id)


@require_http_methods(["GET", "HEAD", "POST"])
def report_comment(request: HttpRequest, comment_id: int) -> HttpResponse:
    """The form of a report of a comment; POST makes it."""
    return _report(request, f"report-comment-{comment_id}", comment_id=comment_id)


def _report(request: HttpRequest, draft: str, **of: int) -> HttpResponse:
    content = visible_content(viewer=viewer_of(request), **of)
    signed_in, status = request.user.is_authenticated, 200
    form = ReportForm(request.POST or None, signed_in=signed_in)
    if request.method == "POST":
        made, status = carry_out(form, lambda _typed: _make(request, form, of))
        if made is not None:
            messages.success(request, gettext("Thank you. We have your report."), extra_tags=draft)
            return redirect("report", made.key)
    context = {"form": form, "content": content, "draft": draft, "municipality": _name(content)}
    context["may_moderate"] = may_moderate(viewer_of(request), municipality_of(content))
    return render(request, "moderation/report.html", context, status=status)


def _make(request: HttpRequest, form: ReportForm, of: dict[str, int]) -> Report:
    require_not_too_often("reports", network(address_of(request.META)))
    by = account_of(request) if request.user.is_authenticated else None
    return report_content(by=by, draft=form.draft(), language=wording.language(), **of)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Where the letter to a reporter's address leads; POST confirms it: programs that open links confirm nothing."""
    if request.method == "POST":
        made = confirm_address(token=token)
        messages.success(request, gettext("Your address is confirmed. We write to you when it is decided."))
        return redirect("report", made.key)
    found = report_of_token(token)
    return render(request, "moderation/confirm.html", {"report": found, "address": found.email})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def report(request: HttpRequest, key: str) -> HttpResponse:
    """A report as who has its link sees it; POST appeals against its outcome."""
    form, status = AppealForm(request.POST or None), 200
    if request.method == "POST":
        made, status = carry_out(form, lambda typed: appeal_as_reporter(key=key, text=typed["text"]))
        if made is not None:
            return _appealed(request, reverse("report", args=[key]))
    found = report_by_key(key)
    context = {"followed": found, "content": found.content, "statement": found.statement, "form": form}
    context |= {"municipality": _name(found.content), "address": request.build_absolute_uri(request.path)}
    return render(request, "moderation/followed.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def decision(request: HttpRequest, decision_id: int) -> HttpResponse:
    """The statement of reasons for who wrote or reported; POST appeals."""
    account = account_of(request)
    found, form, status = statement_for(account, decision_id), AppealForm(request.POST or None), 200
    if request.method == "POST":
        made, status = carry_out(form, lambda typed: _appeal(request, decision_id, typed))
        if made is not None:
            return _appealed(request, reverse("decision", args=[decision_id]))
    context = {"statement": found, "content": found.content, "form": form, "municipality": _name(found.content)}
    return render(request, "moderation/decision.html", context, status=status)


def _appeal(request: HttpRequest, decision_id: int, typed: dict[str, Any]) -> Appeal:
    return appeal(by=account_of(request), decision_id=decision_id, text=typed["text"])


def _appealed(request: HttpRequest, where: str) -> HttpResponse:
    messages.success(request, gettext("We have your appeal. Another person than before decides it."))
    return redirect(where)


def _name(content: Content) -> str:
    return places.name_of(content.campaign.municipality)
