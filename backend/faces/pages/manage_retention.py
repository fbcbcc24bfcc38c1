# SPDX-License-Identifier: EUPL-1.2
"""M2: how long a campaign's personal data is kept, what deleting it would do, and a hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from backend.faces.pages.forms import carry_out
from backend.faces.pages.manage import organised_campaign
from backend.faces.pages.part_form import day_field
from backend.records.privacy.kept import keeping_of, rows_that_go
from backend.records.privacy.retention import decide_retention, hold_retention, release_retention
from backend.region.accounts.permissions import may_administer

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign
    from backend.region.accounts.models import Account


class MonthsForm(forms.Form):
    """How long."""

    months = forms.IntegerField(
        label=_("How many months after its end is personal data kept?"),
        help_text=_("From 1 to 120. Keep it no longer than you need it."),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 3, "autocomplete": "off"}),
    )


class HoldForm(forms.Form):
    """Until when nothing is deleted, and why."""

    until = day_field(_("Delete nothing before this day is over"))
    reason = forms.CharField(
        label=_("Why? The admins of the municipality read it."),
        help_text=_("Such as: an appeal is pending. Name nobody."),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": 300, "autocomplete": "off"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def retention(request: HttpRequest, slug: str) -> HttpResponse:
    """How long, and for admins what would go; POST decides it for a draft."""
    account, campaign = organised_campaign(request, slug)
    if request.method != "POST":
        return render(request, "manage/retention.html", _context(account, campaign))
    form = MonthsForm(request.POST)
    done, status = carry_out(form, lambda typed: decide_retention(by=account, slug=slug, **typed))
    if done is not None:
        return _saved(request, slug)
    return render(request, "manage/retention.html", _context(account, campaign, months=form), status=status)


@require_POST
def hold(request: HttpRequest, slug: str) -> HttpResponse:
    """Delete nothing for a while."""
    account, campaign = organised_campaign(request, slug)
    form = HoldForm(request.POST)
    done, status = carry_out(form, lambda typed: hold_retention(by=account, slug=slug, **typed))
    if done is not None:
        return _saved(request, slug)
    return render(request, "manage/retention.html", _context(account, campaign, hold=form), status=status)


@require_POST
def release(request: HttpRequest, slug: str) -> HttpResponse:
    """End the hold."""
    release_retention(by=organised_campaign(request, slug)[0], slug=slug)
    return _saved(request, slug)


def _saved(request: HttpRequest, slug: str) -> HttpResponse:
    messages.success(request, gettext("The changes are saved."))
    return redirect("manage_retention", slug)


def _context(
    account: Account, campaign: Campaign, *, months: MonthsForm | None = None, hold: HoldForm | None = None
) -> dict[str, Any]:
    keeping = keeping_of(campaign, viewer=account)
    is_admin = may_administer(account, campaign.municipality_id)
    return {
        "campaign": campaign,
        "keeping": keeping,
        "is_admin": is_admin,
        "rows": rows_that_go(campaign.slug, viewer=account) if is_admin else [],
        "months": months or MonthsForm(initial={"months": keeping.months}),
        "hold": hold or HoldForm(initial={"until": keeping.held_until, "reason": keeping.held_for}),
        "form": months or hold,
        "form_id": "hold" if hold else "months",
    }
