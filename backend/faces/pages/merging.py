# SPDX-License-Identifier: EUPL-1.2
"""M4: two ideas side by side, how many would support the merged one, merging, and taking apart again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from backend.common.errors import NotFound
from backend.faces.pages import office
from backend.faces.pages.forms import carry_out
from backend.faces.pages.people import account_of, author_name
from backend.participation.campaigns.permissions import require_may_organise
from backend.participation.campaigns.selectors import campaign_by_slug
from backend.participation.discussion.selectors import comment_counts
from backend.participation.ideas.selectors import idea_by_id
from backend.participation.supports.lineage import alike, merge_preview, mergings_of, pairs_alike
from backend.participation.supports.merging import REASON_LENGTH, merge_ideas, unmerge_idea

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign
    from backend.participation.ideas.models import Idea
    from backend.participation.supports.models import Merging
    from backend.region.accounts.models import Account


class MergeForm(forms.Form):
    """Why; the ideas stand in the address."""

    reason = forms.CharField(
        label=_("Why are they the same?"),
        help_text=_("It is public, and the authors and supporters of both read it."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": REASON_LENGTH}),
    )


class OtherForm(forms.Form):
    """Another idea that the page did not think of."""

    target = forms.CharField(
        label=_("Another idea: its number or address"),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": 200, "autocomplete": "off"}),
    )


@dataclass(frozen=True)
class Side:
    """An idea as it stands on one side."""

    idea: Idea
    author: str
    supports: int
    comments: int
    is_kept: bool


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, slug: str) -> HttpResponse:
    """Pairs that look alike, then what is like one idea, then two side by side; POST merges them."""
    account = account_of(request)
    campaign = campaign_by_slug(slug, viewer=account)
    require_may_organise(account, campaign.municipality_id)
    office.work_in(request, campaign.municipality_id)
    source_id, target_id = (_number(request.GET.get(name, "")) for name in ("source", "target"))
    if source_id is None or target_id is None:
        return render(request, "manage/merge_choose.html", _choices(account, campaign, source_id))
    return _compare(request, campaign, source_id, target_id)


def _compare(request: HttpRequest, campaign: Campaign, source_id: int, target_id: int) -> HttpResponse:
    account, form, status = account_of(request), MergeForm(request.POST or None), 200
    if request.method == "POST":
        made, status = carry_out(form, lambda typed: _merge(account, source_id, target_id, typed))
        if made is not None:
            messages.success(request, gettext("The ideas are merged. Authors and supporters are told."))
            return redirect(f"{reverse('merge_ideas', args=[campaign.slug])}#mergings-title")
    context = {"form": form, "campaign": campaign, **_sides(account, campaign, source_id, target_id)}
    return render(request, "manage/merge.html", context, status=status)


@require_POST
def unmerge(request: HttpRequest, idea_id: int) -> HttpResponse:
    """Take a merged idea out again, with a reason; without one the page says so."""
    account, form = account_of(request), MergeForm(request.POST)
    idea = idea_by_id(idea_id, viewer=account)
    undone, status = carry_out(form, lambda typed: unmerge_idea(by=account, idea_id=idea_id, reason=typed["reason"]))
    if undone is None:
        context = {**_choices(account, idea.campaign, None), "form": form, "wrong": idea_id}
        return render(request, "manage/merge_choose.html", context, status=status)
    messages.success(request, gettext("The idea stands by itself again, with its own supporters."))
    return redirect(f"{reverse('merge_ideas', args=[idea.campaign.slug])}#mergings-title")


def _merge(account: Account, source_id: int, target_id: int, typed: dict[str, Any]) -> Merging:
    return merge_ideas(by=account, source_id=source_id, target_id=target_id, reason=typed["reason"])


def _number(typed: str) -> int | None:
    """The last number in what was typed: an idea's number, or its address."""
    digits = [part for part in typed.strip().rstrip("/").split("/") if part.isdecimal() and part.isascii()]
    return int(digits[-1]) if digits and len(digits[-1]) < 19 else None


def _choices(account: Account, campaign: Campaign, source_id: int | None) -> dict[str, Any]:
    """What could be merged with what, and what was."""
    idea = None if source_id is None else idea_by_id(source_id, viewer=account)
    if idea is not None and idea.campaign_id != campaign.pk:
        raise NotFound
    return {
        "campaign": campaign,
        "source": idea,
        "other_form": OtherForm(),
        "alike": [] if idea is None else alike(idea, by=account),
        "pairs": pairs_alike(campaign, by=account) if idea is None else [],
        "mergings": mergings_of(campaign.pk),
        "form": MergeForm(),
    }


def _sides(account: Account, campaign: Campaign, source_id: int, target_id: int) -> dict[str, Any]:
    preview = merge_preview(by=account, source_id=source_id, target_id=target_id)
    if preview.source.campaign_id != campaign.pk:
        raise NotFound
    comments = comment_counts(campaign.pk, [source_id, target_id])
    sides = ((preview.target, preview.target_supports, True), (preview.source, preview.source_supports, False))
    return {
        "preview": preview,
        "sides": [
            Side(idea, author_name(idea.author), supports, comments.get(idea.pk, 0), is_kept)
            for idea, supports, is_kept in sides
        ],
    }
