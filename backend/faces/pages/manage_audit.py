# SPDX-License-Identifier: EUPL-1.2
"""M8: the audit log of a municipality, read and taken along as a file."""

from __future__ import annotations

import csv
import datetime
import json
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from backend.common.clock import start_of_day
from backend.faces.pages.manage_staff import place_of
from backend.faces.pages.people import account_of
from backend.faces.pages.places import name_of
from backend.ledger.audit.selectors import AuditQuery, as_sent
from backend.region.accounts.selectors import names_of_accounts
from backend.region.accounts.staff import read_audit

_LISTED, _MOST = 50, 50_000
_DAY = datetime.timedelta(days=1)
COLUMNS = (
    "id",
    "at",
    "actor",
    "operation",
    "target",
    "status",
    "reason",
    "municipality",
    "on_behalf_of",
    "request",
    "shipped",
)


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=widget, input_formats=["%Y-%m-%d"])


class AuditForm(forms.Form):
    """Which entries."""

    since = _day(_("First day"))
    until = _day(_("Last day"))
    operation = forms.RegexField(
        r"^[a-z_]{0,40}$", label=_("What was done"), required=False, widget=forms.TextInput(attrs={"maxlength": 40})
    )
    target = forms.RegexField(
        r"^[a-zA-Z0-9_:-]{0,81}$", label=_("To what"), required=False, widget=forms.TextInput(attrs={"maxlength": 81})
    )

    def query(self) -> AuditQuery:
        """What was asked for; nothing that is wrong narrows."""
        typed: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        since, until = typed.get("since"), typed.get("until")
        return AuditQuery(
            operation=typed.get("operation", ""),
            target=typed.get("target", ""),
            since=start_of_day(since) if since else None,
            until=start_of_day(until + _DAY) if until else None,
        )


@require_safe
@never_cache
def audit(request: HttpRequest, place: str) -> HttpResponse:
    """The latest entries, fifty a page."""
    form, municipality = AuditForm(request.GET or None), place_of(place)
    entries = read_audit(by=account_of(request), municipality=municipality, query=form.query())
    page = Paginator(entries, _LISTED).get_page(request.GET.get("page"))
    context = {
        "place": place,
        "place_name": name_of(municipality) if municipality else gettext("The whole region"),
        "form": form,
        "page": page,
        "names": names_of_accounts(who for one in page for who in (one.actor_id, one.on_behalf_of_id)),
    }
    return render(request, "manage/staff/audit.html", context)


@require_safe
@never_cache
def audit_file(request: HttpRequest, place: str, kind: str) -> HttpResponse:
    """The entries as CSV or JSON, the latest 50,000; words and numbers only, so that no cell can be a formula."""
    query, municipality = AuditForm(request.GET or None).query(), place_of(place)
    entries = read_audit(by=account_of(request), municipality=municipality, query=query, reason="export")
    rows = [{**as_sent(one), "shipped": _moment(one.shipped_at)} for one in entries[:_MOST]]
    content_type = "text/csv; charset=utf-8" if kind == "csv" else "application/json"
    name = f"audit-{place}.{kind}"
    answer = HttpResponse(content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
    if kind == "csv":
        writer = csv.DictWriter(answer, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    else:
        answer.write(json.dumps(rows, indent=1))
    return answer


def _moment(moment: datetime.datetime | None) -> str | None:
    return moment.isoformat() if moment else None
