# SPDX-License-Identifier: EUPL-1.2
"""M2: one part of a campaign on a page of its own, saved by itself, and by the way while it is a draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from backend.common.errors import NotFound
from backend.faces.pages.forms import carry_out
from backend.faces.pages.manage import organised_campaign
from backend.faces.pages.manage_forms import PARTS
from backend.participation.campaigns.selectors import last_change
from backend.participation.campaigns.services import change_part
from backend.region.programme.selectors import spearhead_by_slug

if TYPE_CHECKING:
    from backend.faces.pages.part_form import PartForm
    from backend.participation.campaigns.models import Campaign
    from backend.region.accounts.models import Account


@dataclass(frozen=True)
class Saving:
    """How a part stands: the edition that the page has read, and the newer one where somebody was there meanwhile."""

    edition: int
    newer: int = 0
    is_saved: bool = False
    faults: tuple[str, ...] = ()


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def campaign_part(request: HttpRequest, slug: str, part: str) -> HttpResponse:
    """The form of a part; POST saves it. htmx, while one types, gets how it stands."""
    account, campaign = organised_campaign(request, slug)
    if part not in PARTS:
        raise NotFound
    form = PARTS[part](campaign, request.POST or None)
    saved, status = None, 200
    if request.method == "POST":
        saved, status = carry_out(form, lambda typed: _save(request, account, campaign, form, typed))
    if request.headers.get("HX-Request"):
        return render(request, "manage/saved.html", {"saving": _saving(request, campaign, form, saved)}, status=status)
    if saved is not None:
        messages.success(request, gettext("The changes are saved."), extra_tags=f"campaign-{slug}-{part}")
        return redirect("manage_campaign", slug)
    return render(request, f"manage/part_{part}.html", _context(request, campaign, form, part), status=status)


def _save(
    request: HttpRequest, account: Account, campaign: Campaign, form: PartForm, typed: dict[str, Any]
) -> Campaign:
    slug = typed.get("spearhead")
    return change_part(
        by=account,
        slug=campaign.slug,
        edition=_number(request.POST.get("over") or request.POST.get("edition")),
        changes=form.changes(),
        spearhead=spearhead_by_slug(slug) if slug else None,
    )


def _saving(request: HttpRequest, campaign: Campaign, form: PartForm, saved: Campaign | None) -> Saving:
    if saved is not None:
        return Saving(saved.edition, is_saved=True)
    read = _number(request.POST.get("over") or request.POST.get("edition")) or campaign.edition
    faults = tuple(str(error) for errors in form.errors.values() for error in errors)
    return Saving(read, newer=campaign.edition if form.is_bound and read != campaign.edition else 0, faults=faults)


def _context(request: HttpRequest, campaign: Campaign, form: PartForm, part: str) -> dict[str, Any]:
    return {
        "campaign": campaign,
        "form": form,
        "part": part,
        "draft": f"campaign-{campaign.slug}-{part}",
        "saving": _saving(request, campaign, form, None),
        "changed_at": last_change(campaign),
    }


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
