# SPDX-License-Identifier: EUPL-1.2
"""M6, plain: an officer acts for a resident at a desk and hands out a slip."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from backend.faces.pages import places
from backend.faces.pages.forms import carry_out
from backend.faces.pages.people import account_of
from backend.faces.pages.people_forms import DeskForm
from backend.participation.assistance.acts import PendingAct, ProposeIdea, SupportIdea, WriteComment
from backend.participation.assistance.desk import DeskReceipt, DeskResident, act_at_desk
from backend.participation.campaigns.partners import require_may_serve
from backend.participation.campaigns.selectors import campaign_by_slug
from backend.participation.ideas.selectors import visible_ideas

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign
    from backend.region.accounts.models import Account

_LISTED = 1000


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def desk_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The form; POST does what the resident wants, and shows the slip this once."""
    account = account_of(request)
    campaign = campaign_by_slug(slug, viewer=account)
    require_may_serve(account, campaign)
    ideas = sorted(visible_ideas(campaign_id=campaign.pk)[:_LISTED], key=lambda idea: idea.title.casefold())
    form, status, receipt = DeskForm(campaign, ideas, request.POST or None), 200, None
    if request.method == "POST":
        receipt, status = carry_out(form, lambda typed: _serve(account, campaign, typed))
        if receipt is not None:
            form = DeskForm(campaign, ideas, initial={"code": receipt.slip, "reason": form.cleaned_data["reason"]})
    context = {"campaign": campaign, "form": form, "receipt": receipt}
    return render(request, "manage/desk.html", context, status=status)


def _serve(account: Account, campaign: Campaign, typed: dict[str, Any]) -> DeskReceipt:
    resident = DeskResident(
        code=typed["code"],
        birth_year=typed["birth_year"],
        municipality=places.chosen(typed["municipality"]),
        language=typed["language"] or "fi",
    )
    act = _act(campaign, typed)
    return act_at_desk(by=account, campaign_slug=campaign.slug, act=act, resident=resident, reason=typed["reason"])


def _act(campaign: Campaign, typed: dict[str, Any]) -> PendingAct:
    language, idea_id = typed["language"] or "fi", int(typed["idea"] or 0)
    if typed["act"] == "propose":
        draft = {"title": typed["title"], "text": typed["text"], "language": language}
        return ProposeIdea(campaign_slug=campaign.slug, draft={**draft, "category": typed.get("category", "")})
    if typed["act"] == "comment":
        return WriteComment(idea_id=idea_id, text=typed["text"], language=language)
    return SupportIdea(idea_id=idea_id)
