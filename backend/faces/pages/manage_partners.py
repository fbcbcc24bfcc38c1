# SPDX-License-Identifier: EUPL-1.2
"""M2: who holds a campaign together: asking municipalities, joining, leaving."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from backend.common.errors import InvalidInput, NotFound
from backend.faces.pages import places
from backend.faces.pages.forms import carry_out
from backend.faces.pages.manage import read_campaign
from backend.participation.campaigns.joining import invite_partner, join_campaign, leave_campaign, take_back_partner
from backend.participation.campaigns.partners import invitations_of
from backend.participation.campaigns.permissions import may_organise
from backend.region.places.selectors import municipality_by_slug

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign, Partner
    from backend.region.accounts.models import Account


class PartnerForm(forms.Form):
    """Which municipality is asked."""

    municipality = forms.ChoiceField(label=_("Which municipality?"), required=False)

    def __init__(self, campaign: Campaign, taken: set[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [one for one in places.choices() if one.slug not in taken and one.slug != campaign.municipality.slug]
        field = self.fields["municipality"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Choose")), *((one.slug, one.name) for one in others)]


@dataclass(frozen=True)
class PartnerRow:
    """A partner, and whether the officer answers for it."""

    partner: Partner
    name: str
    is_own: bool


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def partners(request: HttpRequest, slug: str) -> HttpResponse:
    """The partners, those that were asked too; POST asks another municipality."""
    account, campaign = read_campaign(request, slug)
    asked = list(invitations_of(campaign))
    form, status = PartnerForm(campaign, {one.municipality.slug for one in asked}, request.POST or None), 200
    if request.method == "POST":
        made, status = carry_out(form, lambda typed: _invite(account, slug, typed["municipality"]))
        if made is not None:
            messages.success(request, gettext("The municipality is asked. Its organisers answer."))
            return redirect("manage_partners", slug)
    context = {**_about(account, campaign), "rows": [_row(account, one) for one in asked], "form": form}
    return render(request, "manage/partners.html", context, status=status)


@require_POST
def answer(request: HttpRequest, slug: str, place: str, act: str) -> HttpResponse:
    """Join, leave or take back; a municipality that declined a draft sees it no more."""
    acts = {"join": join_campaign, "leave": leave_campaign, "take-back": take_back_partner}
    account, _campaign = read_campaign(request, slug)
    if act not in acts:
        raise NotFound
    acts[act](by=account, slug=slug, municipality=municipality_by_slug(place))
    messages.success(request, gettext("The changes are saved."))
    return redirect("manage_campaigns") if act == "leave" else redirect("manage_partners", slug)


def _about(account: Account, campaign: Campaign) -> dict[str, Any]:
    leads = may_organise(account, campaign.municipality_id)
    return {"campaign": campaign, "lead": places.name_of(campaign.municipality), "leads": leads}


def _invite(account: Account, slug: str, chosen: str) -> Partner:
    municipality = places.chosen(chosen)
    if municipality is None:
        raise InvalidInput(fields={"municipality": gettext("Choose one from the list.")})
    return invite_partner(by=account, slug=slug, municipality=municipality)


def _row(account: Account, partner: Partner) -> PartnerRow:
    return PartnerRow(partner, places.name_of(partner.municipality), may_organise(account, partner.municipality_id))
