# SPDX-License-Identifier: EUPL-1.2
"""M2: more time, a pause, another rule before the first vote: each logged with a reason, and told."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from backend.common.clock import start_of_day
from backend.common.errors import NotFound
from backend.faces.pages.amended import amendments_shown, is_paused
from backend.faces.pages.forms import carry_out
from backend.faces.pages.manage import organised_campaign
from backend.faces.pages.time_forms import ExtendForm, PauseForm, ReasonForm, RuleForm
from backend.participation.campaigns.amending import extend_phase, pause_campaign, resume_campaign
from backend.participation.supports.amending import amend_support_rule
from backend.participation.supports.selectors import has_any_support

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Amendment, Campaign
    from backend.region.accounts.models import Account

_DAY = datetime.timedelta(days=1)
_FORMS: dict[str, type[ReasonForm]] = {
    "extend": ExtendForm,
    "pause": PauseForm,
    "resume": PauseForm,
    "rule": RuleForm,
}


@require_safe
@never_cache
def time_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What can be changed after all, and what was."""
    _account, campaign = organised_campaign(request, slug)
    return render(request, "manage/time.html", _context(campaign, {}))


@require_POST
def amend(request: HttpRequest, slug: str, act: str) -> HttpResponse:
    """Extend, pause, resume or amend."""
    account, campaign = organised_campaign(request, slug)
    if act not in _FORMS:
        raise NotFound
    form = _FORMS[act](campaign, request.POST)
    done, status = carry_out(form, lambda typed: _carry_out(account, campaign, act, form, typed))
    if done is None:
        return render(request, "manage/time.html", _context(campaign, {act: form}), status=status)
    messages.success(request, gettext("It is done. Everybody who takes part is told."))
    return redirect("campaign_time", slug)


def _carry_out(account: Account, campaign: Campaign, act: str, form: ReasonForm, typed: dict[str, Any]) -> Amendment:
    slug, reason = campaign.slug, form.reason()
    if act == "extend":
        closes = start_of_day(typed["closes"] + _DAY)
        return extend_phase(by=account, slug=slug, phase_id=int(typed["phase"] or 0), closes=closes, reason=reason)
    if act == "rule":
        limit, hidden = typed["support_limit"], typed["supports_hidden"]
        return amend_support_rule(by=account, slug=slug, reason=reason, limit=limit, hidden=hidden)
    use_case = pause_campaign if act == "pause" else resume_campaign
    return use_case(by=account, slug=slug, reason=reason)


def _context(campaign: Campaign, bound: dict[str, ReasonForm]) -> dict[str, Any]:
    rule = {"support_limit": campaign.support_limit, "supports_hidden": campaign.supports_hidden}
    has_supporting = any(phase.kind == "support" for phase in campaign.phases.all())
    return {
        "campaign": campaign,
        "amended": amendments_shown(campaign),
        "is_paused": is_paused(campaign),
        "is_open": any(getattr(phase, "is_open", False) for phase in campaign.phases.all()),
        "extend": bound.get("extend") or ExtendForm(campaign),
        "pause": bound.get("pause") or bound.get("resume") or PauseForm(campaign),
        "rule": bound.get("rule") or RuleForm(campaign, initial=rule),
        "form": next(iter(bound.values()), None),
        "has_supporting": has_supporting,
        "rule_stands": has_supporting and has_any_support(campaign.pk),
    }
