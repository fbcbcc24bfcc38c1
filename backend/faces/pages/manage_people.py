# SPDX-License-Identifier: EUPL-1.2
"""M8, thin: who takes part in a campaign: what makes one person, conditions, register and codes."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from backend.faces.pages import wording
from backend.faces.pages.code_sheets import SHEETS, make_for_print, sheets
from backend.faces.pages.forms import carry_out
from backend.faces.pages.people import account_of
from backend.faces.pages.people_forms import IDENTIFIERS, WHO, CodesForm, RegisterForm, WhoForm, initial_of
from backend.participation.campaigns.permissions import require_may_organise
from backend.participation.campaigns.selectors import campaign_by_slug, conditions_shown
from backend.participation.campaigns.services import decide_who_takes_part
from backend.participation.participants.codes import void_codes
from backend.participation.participants.errors import RegisterNotValid
from backend.participation.participants.register import upload_register
from backend.participation.participants.selectors import code_batches, register_state

if TYPE_CHECKING:
    from django import forms

    from backend.participation.campaigns.models import Campaign
    from backend.participation.participants.register import RegisterChange
    from backend.region.accounts.models import Account


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def people_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Who takes part; POST decides it while the campaign is a draft."""
    account, campaign = _organised(request, slug)
    form, status = WhoForm(campaign, request.POST or None, initial=initial_of(campaign)), 200
    if request.method == "POST":
        saved, status = carry_out(form, lambda typed: _decide(account, campaign, form, typed))
        if saved is not None:
            messages.success(request, gettext("The changes are saved."))
            return redirect("manage_people", slug)
    return _page(request, campaign, account, status=status, form=form)


@require_POST
@never_cache
def upload(request: HttpRequest, slug: str) -> HttpResponse:
    """Make a file the register; every bad line is named, and then nothing is stored."""
    account, campaign = _organised(request, slug)
    form = RegisterForm(request.POST, request.FILES)
    faults: list[Any] = []
    change, status = carry_out(form, lambda typed: _store(account, slug, typed, faults))
    if change is None:
        return _page(request, campaign, account, status=status, register_form=form, faults=faults)
    messages.success(request, _change_words(change))
    return redirect(f"{reverse('manage_people', args=[slug])}#register")


def _store(account: Account, slug: str, typed: dict[str, Any], faults: list[Any]) -> RegisterChange:
    """Upload the file; the lines that are wrong are put into `faults`, beside the form."""
    try:
        return upload_register(by=account, campaign_slug=slug, file=typed["file"].read() if typed["file"] else b"")
    except RegisterNotValid as refusal:
        faults.extend(refusal.faults)
        refusal.fields = {}
        raise


@require_POST
@never_cache
def codes(request: HttpRequest, slug: str) -> HttpResponse:
    """Make a batch of codes: the answer is their sheets or their file, the only place where they stand."""
    account, campaign = _organised(request, slug)
    form = CodesForm(request.POST, request.FILES)
    made, status = carry_out(form, lambda typed: make_for_print(account, slug, typed))
    if made is None:
        return _page(request, campaign, account, status=status, codes_form=form)
    if form.cleaned_data["made_as"] in SHEETS:
        return sheets(request, campaign, made, form.cleaned_data["made_as"])
    return _file(request, slug, made.made.batch.pk, made.made.codes)


@require_POST
def void(request: HttpRequest, slug: str, batch_id: int) -> HttpResponse:
    """Let nobody in any more with what is left of a batch."""
    voided = void_codes(by=account_of(request), batch_id=batch_id)
    words = ngettext("%(n)s code works no more.", "%(n)s codes work no more.", voided) % {"n": wording.number(voided)}
    messages.success(request, words)
    return redirect(f"{reverse('manage_people', args=[slug])}#codes")


def _organised(request: HttpRequest, slug: str) -> tuple[Account, Campaign]:
    account = account_of(request)
    campaign = campaign_by_slug(slug, viewer=account)
    require_may_organise(account, campaign.municipality_id)
    return account, campaign


def _decide(account: Account, campaign: Campaign, form: WhoForm, typed: dict[str, Any]) -> Campaign:
    return decide_who_takes_part(
        by=account, slug=campaign.slug, identifier=typed["identifier"], conditions=form.conditions(campaign)
    )


def _file(request: HttpRequest, slug: str, batch_id: int, codes: Iterable[str]) -> HttpResponse:
    """A row for each letter: the code, and where it is typed. Letters, digits and an address: no cell is a formula."""
    response = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{slug}-codes-{batch_id}.csv"'},
    )
    address = request.build_absolute_uri(reverse("identify", args=[slug]))
    writer = csv.writer(response)
    writer.writerow(["code", "address"])
    writer.writerows([code, address] for code in codes)
    return response


def _change_words(change: RegisterChange) -> str:
    return gettext(
        "The register has %(rows)s people now: %(added)s added, %(changed)s changed, %(removed)s taken out."
    ) % {
        "rows": wording.number(change.rows),
        "added": wording.number(change.added),
        "changed": wording.number(change.changed),
        "removed": wording.number(change.removed),
    }


def _page(
    request: HttpRequest,
    campaign: Campaign,
    account: Account,
    *,
    status: int,
    form: WhoForm | None = None,
    register_form: forms.Form | None = None,
    codes_form: forms.Form | None = None,
    faults: Iterable[Any] = (),
) -> HttpResponse:
    context = {
        "campaign": campaign,
        "form": form or WhoForm(campaign, initial=initial_of(campaign)),
        "register_form": register_form or RegisterForm(),
        "codes_form": codes_form or CodesForm(),
        "faults": faults,
        "identifier_name": dict(IDENTIFIERS).get(campaign.identifier, ""),
        "conditions": [(one, WHO[one.who]) for one in conditions_shown(campaign)],
        "register": register_state(campaign.pk),
        "batches": list(code_batches(campaign.slug, viewer=account)),
    }
    return render(request, "manage/people.html", context, status=status)
