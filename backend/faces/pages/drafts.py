# SPDX-License-Identifier: EUPL-1.2
"""Drafts of ideas: kept while one types, offered when one comes back, never overwritten unseen."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from backend.common.ids import random_name
from backend.faces.pages.errors import came_from
from backend.faces.pages.held import held_by
from backend.faces.pages.people import account_of
from backend.participation.ideas.drafts import draft_of, drop_draft, save_draft
from backend.participation.ideas.errors import DraftChangedElsewhere

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign
    from backend.participation.ideas.models import KeptDraft, Photo
    from backend.region.accounts.models import Account
    from backend.region.accounts.selectors import Viewer


@dataclass(frozen=True)
class DraftShown:
    """How the draft stands: `revision` is the one that the page has read.

    `newer` is the revision that another device saved since, 0 where none did; `is_signed_out`
    when the session has ended, so that the text is on this device only.
    """

    slug: str
    saved_from: str
    revision: int = 0
    saved_at: datetime.datetime | None = None
    newer: int = 0
    is_signed_out: bool = False


def draft_shown(viewer: Viewer, campaign: Campaign) -> tuple[DraftShown | None, dict[str, Any], Photo | None]:
    """How the viewer's draft for a campaign stands, what the form starts with, and its photo.

    Signed out there is none: what is typed stays in the browser.
    """
    if viewer is None or isinstance(viewer, AnonymousUser):
        return None, {}, None
    kept, page = draft_of(viewer, campaign), random_name()
    if kept is None:
        return DraftShown(campaign.slug, page), {}, None
    return DraftShown(campaign.slug, page, kept.revision, kept.saved_at), kept.fields, kept.photo


def keep_typed(account: Account, slug: str, typed: Mapping[str, str], photo: Photo | None) -> DraftShown:
    """Keep what was posted, or say that another device was there meanwhile."""
    read, page = _number(typed.get("over") or typed.get("revision")), typed.get("saved_from", "")
    try:
        kept = save_draft(
            by=account,
            campaign_slug=slug,
            fields=typed,
            photo=photo.key if photo else "",
            revision=read,
            saved_from=page,
        )
    except DraftChangedElsewhere as refusal:
        newest: KeptDraft = refusal.details["kept"]  # type: ignore[assignment]
        return DraftShown(slug, page, read, newest.saved_at, newer=newest.revision)
    return DraftShown(slug, page, kept.revision, kept.saved_at)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


@require_POST
def keep_draft(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep a draft: htmx, while one types, gets how it stands; a press of the button leads back to the form."""
    by_htmx = bool(request.headers.get("HX-Request"))
    if by_htmx and not request.user.is_authenticated:
        draft = DraftShown(slug, request.POST.get("saved_from", ""), is_signed_out=True)
        return render(request, "ideas/draft.html", {"kept": draft})
    held = held_by(request)
    draft = keep_typed(account_of(request), slug, request.POST, held.photo)
    if by_htmx:
        return render(request, "ideas/draft.html", {"kept": draft}, status=409 if draft.newer else 200)
    for refusal in [held.refusal, DraftChangedElsewhere() if draft.newer else None]:
        if refusal is not None:
            messages.warning(request, str(refusal))
    return redirect(f"{reverse('propose', args=[slug])}?saved")


@require_POST
def start_anew(request: HttpRequest, slug: str) -> HttpResponse:
    """Forget the draft, and open an empty form or go back to where the drafts were listed (`next`)."""
    drop_draft(by=account_of(request), campaign_slug=slug)
    messages.success(request, gettext("The draft is forgotten."), extra_tags=f"propose-{slug}")
    return redirect(came_from(request)) if request.POST.get("next") else redirect("propose", slug)
