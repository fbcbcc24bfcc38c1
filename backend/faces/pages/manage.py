# SPDX-License-Identifier: EUPL-1.2
"""M2, thin: an officer's campaigns, making one, and its task list until it is public."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backend.common.errors import MayNot, Refused
from backend.faces.pages import office
from backend.faces.pages.forms import carry_out
from backend.faces.pages.manage_forms import CampaignForm, initial_of
from backend.faces.pages.people import account_of
from backend.faces.pages.rows import rows_of, totals_of
from backend.participation.campaigns.permissions import organised_municipalities, require_may_organise
from backend.participation.campaigns.rules import missing_before_publishing
from backend.participation.campaigns.selectors import CampaignQuery, campaign_by_slug, visible_campaigns
from backend.participation.campaigns.services import change_campaign, create_campaign, publish_campaign
from backend.region.places.selectors import municipality_by_slug
from backend.region.programme.selectors import spearhead_by_slug

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign
    from backend.region.accounts.models import Account
    from backend.region.places.models import Municipality


@dataclass(frozen=True)
class Task:
    """One thing that a campaign needs before it can be public."""

    name: str
    done: bool
    where: str


@require_safe
def manage(request: HttpRequest) -> HttpResponse:
    """The campaigns of the officer's municipality."""
    organised, here = _organised(account_of(request)), office.here(request)
    campaigns = list(visible_campaigns(viewer=account_of(request), query=CampaignQuery(municipality=here.slug)))
    drafts = [one for one in campaigns if one.published_at is None]
    public = [one for one in campaigns if one.published_at is not None]
    context = {
        "drafts": drafts,
        "rows": rows_of(public, totals_of(public, account_of(request))),
        "organised": organised,
    }
    return render(request, "manage/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_campaign(request: HttpRequest) -> HttpResponse:
    """The form of a new campaign; POST makes a draft."""
    account = account_of(request)
    form, status = CampaignForm(_organised(account), request.POST or None, campaign=None), 200
    if request.method == "POST":
        made, status = carry_out(form, lambda typed: _create(account, form, typed))
        if made is not None:
            messages.success(request, gettext("The draft is saved."), extra_tags="campaign-new")
            return redirect("manage_campaign", made.slug)
    return render(request, "manage/campaign.html", {"form": form, "draft": "campaign-new"}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def manage_campaign(request: HttpRequest, slug: str) -> HttpResponse:
    """The task list and the form of a campaign; POST saves it."""
    account = account_of(request)
    campaign = campaign_by_slug(slug, viewer=account)
    require_may_organise(account, campaign.municipality_id)
    office.work_in(request, campaign.municipality_id)
    form, status = _form_of(account, campaign, request), 200
    if request.method == "POST":
        saved, status = carry_out(form, lambda typed: _change(account, slug, form, typed))
        if saved is not None:
            messages.success(request, gettext("The changes are saved."), extra_tags=f"campaign-{slug}")
            return redirect("manage_campaign", slug)
    return render(request, "manage/campaign.html", _context(form, campaign), status=status)


@require_POST
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Make the campaign public, or show what is missing."""
    account = account_of(request)
    try:
        publish_campaign(by=account, slug=slug)
    except Refused as refusal:
        if not refusal.fields:
            raise
        return _not_yet(request, account, slug, refusal)
    messages.success(request, gettext("The campaign is public."))
    return redirect("campaign", slug)


def _not_yet(request: HttpRequest, account: Account, slug: str, refusal: Refused) -> HttpResponse:
    campaign = campaign_by_slug(slug, viewer=account)
    form = CampaignForm(_organised(account), initial=initial_of(campaign), campaign=campaign)
    context = {**_context(form, campaign), "refusal": refusal}
    return render(request, "manage/campaign.html", context, status=refusal.status)


def _organised(account: Account) -> list[Municipality]:
    """The officer's municipalities; raises MayNot for everybody else."""
    organised = organised_municipalities(account)
    if not organised:
        raise MayNot
    return organised


def _form_of(account: Account, campaign: Campaign, request: HttpRequest) -> CampaignForm:
    return CampaignForm(_organised(account), request.POST or None, initial=initial_of(campaign), campaign=campaign)


def _create(account: Account, form: CampaignForm, typed: dict[str, Any]) -> Campaign:
    return create_campaign(
        by=account,
        municipality=municipality_by_slug(typed["municipality"]),
        spearhead=spearhead_by_slug(typed["spearhead"]),
        plan=form.plan(),
    )


def _change(account: Account, slug: str, form: CampaignForm, typed: dict[str, Any]) -> Campaign:
    return change_campaign(
        by=account,
        slug=slug,
        plan=form.plan(),
        edition=typed["edition"] or 0,
        spearhead=spearhead_by_slug(typed["spearhead"]),
    )


def _context(form: CampaignForm, campaign: Campaign) -> dict[str, Any]:
    missing = missing_before_publishing(campaign)
    return {
        "form": form,
        "campaign": campaign,
        "draft": f"campaign-{campaign.slug}",
        "tasks": _tasks(missing),
        "is_complete": not missing,
    }


def _tasks(missing: Mapping[str, Any]) -> list[Task]:
    names = {
        "title": gettext("Name in every language"),
        "lead": gettext("What is asked, in every language"),
        "phases": gettext("Phases with their days"),
        "categories": gettext("Subjects in every language"),
    }
    return [
        Task(name, not any(field.startswith(code) for field in missing), f"#part-{code}")
        for code, name in names.items()
    ]
