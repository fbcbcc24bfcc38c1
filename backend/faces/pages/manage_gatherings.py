# SPDX-License-Identifier: EUPL-1.2
"""M6: an officer notes how many people came where, and what the campaign costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from backend.faces.pages.forms import carry_out
from backend.faces.pages.gathering_forms import CostForm, DropForm, GatheringForm
from backend.faces.pages.gatherings_shown import cost_words, gatherings_shown, kind_name
from backend.faces.pages.manage import organised_campaign
from backend.faces.pages.people import account_of
from backend.participation.campaigns.attendance import cost_shown, gathering_for_change
from backend.participation.campaigns.gatherings import drop_gathering, edit_gathering, note_cost, note_gathering

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Gathering


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def gatherings(request: HttpRequest, slug: str) -> HttpResponse:
    """The gatherings of a campaign; POST notes one."""
    account, campaign = organised_campaign(request, slug)
    form, status = GatheringForm(campaign, request.POST or None), 200
    if request.method == "POST":
        made, status = carry_out(form, lambda _: note_gathering(by=account, campaign_slug=slug, plan=form.plan()))
        if made is not None:
            messages.success(request, gettext("The changes are saved."))
            return redirect("manage_gatherings", slug)
    context = {"campaign": campaign, "form": form, "titles": form.texts("title"), **gatherings_shown(campaign)}
    return render(request, "manage/gatherings.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def gathering(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """One gathering with what it said before; POST changes it."""
    account = account_of(request)
    found = gathering_for_change(gathering_id, viewer=account)
    form, status = GatheringForm(found.campaign, request.POST or None, initial=GatheringForm.of(found)), 200
    if request.method == "POST":
        saved, status = carry_out(form, lambda typed: _edit(request, gathering_id, form, typed))
        if saved is not None:
            messages.success(request, gettext("The changes are saved."))
            return redirect("manage_gatherings", found.campaign.slug)
    return _page(request, found, status, form=form)


@require_POST
@never_cache
def drop(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Take a gathering away, with a reason."""
    account = account_of(request)
    found, form = gathering_for_change(gathering_id, viewer=account), DropForm(request.POST)
    done, status = carry_out(
        form, lambda typed: (drop_gathering(by=account, gathering_id=gathering_id, reason=typed["reason"]), True)
    )
    if done is None:
        return _page(request, found, status, drop_form=form)
    messages.success(request, gettext("The event is taken away."))
    return redirect("manage_gatherings", found.campaign.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def cost(request: HttpRequest, slug: str) -> HttpResponse:
    """What the campaign costs; POST says it anew."""
    account, campaign = organised_campaign(request, slug)
    form, status = CostForm(request.POST or None, initial=CostForm.of(cost_shown(campaign, viewer=account))), 200
    if request.method == "POST":
        noted, status = carry_out(form, lambda _: note_cost(by=account, campaign_slug=slug, plan=form.plan()))
        if noted is not None:
            messages.success(request, gettext("The changes are saved."))
            return redirect("campaign_cost", slug)
    context = {"campaign": campaign, "form": form, "cost": cost_words(campaign, account)}
    return render(request, "manage/cost.html", context, status=status)


def _edit(request: HttpRequest, gathering_id: int, form: GatheringForm, typed: dict[str, Any]) -> Gathering:
    return edit_gathering(
        by=account_of(request), gathering_id=gathering_id, version=typed["version"] or 0, plan=form.plan()
    )


def _page(
    request: HttpRequest,
    found: Gathering,
    status: int,
    *,
    form: GatheringForm | None = None,
    drop_form: DropForm | None = None,
) -> HttpResponse:
    form = form or GatheringForm(found.campaign, initial=GatheringForm.of(found))
    context = {
        "campaign": found.campaign,
        "gathering": found,
        "form": form,
        "titles": form.texts("title"),
        "drop_form": drop_form or DropForm(auto_id="drop_%s"),
        "versions": [(one, kind_name(one.kind)) for one in found.versions.all()],
    }
    return render(request, "manage/gathering.html", context, status=status)
