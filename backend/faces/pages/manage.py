# SPDX-License-Identifier: EUPL-1.2
"""M2: an officer's campaigns, and one as a list of tasks with previews, until it is public and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from backend.common.errors import MayNot, NotFound, Refused
from backend.common.text import in_language
from backend.faces.pages import office
from backend.faces.pages.campaigns import campaign_page
from backend.faces.pages.manage_tasks import about
from backend.faces.pages.people import account_of
from backend.faces.pages.places import name_of
from backend.faces.pages.rows import rows_of, totals_of
from backend.faces.pages.wording import LANGUAGE_NAMES
from backend.participation.campaigns.partners import invited_to, require_may_read_plan
from backend.participation.campaigns.permissions import may_organise, organised_municipalities, require_may_organise
from backend.participation.campaigns.rules import languages_needed
from backend.participation.campaigns.selectors import CampaignQuery, campaign_by_slug, visible_campaigns
from backend.participation.campaigns.services import publish_campaign

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign
    from backend.region.accounts.models import Account
    from backend.region.places.models import Municipality


@require_safe
def manage(request: HttpRequest) -> HttpResponse:
    """The campaigns of the officer's municipality."""
    organised, here = organised_by(account_of(request)), office.here(request)
    campaigns = list(visible_campaigns(viewer=account_of(request), query=CampaignQuery(municipality=here.slug)))
    public = [one for one in campaigns if one.published_at is not None]
    context = {
        "drafts": [one for one in campaigns if one.published_at is None],
        "rows": rows_of(public, totals_of(public, account_of(request))),
        "organised": organised,
        "invitations": [(one, name_of(one.campaign.municipality)) for one in invited_to(here.pk)],
    }
    return render(request, "manage/list.html", context)


@require_safe
@never_cache
def manage_campaign(request: HttpRequest, slug: str) -> HttpResponse:
    """The campaign as a list of tasks; a partner reads it."""
    account, campaign = read_campaign(request, slug)
    leads = may_organise(account, campaign.municipality_id)
    return render(request, "manage/campaign.html", {**about(campaign), "leads": leads})


@require_safe
@never_cache
def preview(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """What residents will see, in one of the languages, whatever language the officer reads."""
    read_campaign(request, slug)
    if language not in LANGUAGE_NAMES:
        raise NotFound
    with translation.override(language):
        return campaign_page(request, slug)


@require_safe
def poster(request: HttpRequest, slug: str) -> HttpResponse:
    """A sheet for a wall: what is asked, in each language that the campaign needs, and the way there as a QR code."""
    _account, campaign = read_campaign(request, slug)
    texts = [
        {"language": one, "title": in_language(campaign.title, one), "lead": in_language(campaign.lead, one)}
        for one in languages_needed(campaign)
    ]
    address = request.build_absolute_uri(reverse("campaign", args=[slug]))
    return render(request, "manage/poster.html", {"campaign": campaign, "texts": texts, "address": address})


@require_POST
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Make the campaign public, or show what is missing."""
    account = account_of(request)
    try:
        publish_campaign(by=account, slug=slug)
    except Refused as refusal:
        if not refusal.fields:
            raise
        context = {**about(campaign_by_slug(slug, viewer=account), refusal), "leads": True}
        return render(request, "manage/campaign.html", context, status=refusal.status)
    messages.success(request, gettext("The campaign is public."))
    return redirect("campaign", slug)


def organised_by(account: Account) -> list[Municipality]:
    """The officer's municipalities; raises MayNot for everybody else."""
    organised = organised_municipalities(account)
    if not organised:
        raise MayNot
    return organised


def read_campaign(request: HttpRequest, slug: str) -> tuple[Account, Campaign]:
    """Who asks and the campaign, for its organisers and those of its partners; raises NotFound, MayNot."""
    account = account_of(request)
    campaign = campaign_by_slug(slug, viewer=account)
    office.work_in(request, require_may_read_plan(account, campaign))
    return account, campaign


def organised_campaign(request: HttpRequest, slug: str) -> tuple[Account, Campaign]:
    """Who asks and the campaign, for one of its organisers; raises NotFound, MayNot."""
    account = account_of(request)
    campaign = campaign_by_slug(slug, viewer=account)
    require_may_organise(account, campaign.municipality_id)
    office.work_in(request, campaign.municipality_id)
    return account, campaign
