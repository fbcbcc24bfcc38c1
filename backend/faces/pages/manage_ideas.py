# SPDX-License-Identifier: EUPL-1.2
"""M5's list: the ideas on which a municipality works, by the day of their answer, and that day by campaign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from backend.common.text import in_language
from backend.faces.pages import office, places, wording
from backend.faces.pages.answers import Tag, status_tag
from backend.faces.pages.forms import carry_out
from backend.faces.pages.paging import page_of
from backend.faces.pages.people import account_of
from backend.participation.campaigns.permissions import require_may_organise
from backend.participation.campaigns.selectors import CampaignQuery, visible_campaigns
from backend.participation.handling.selectors import Show, overdue_ideas, work_figures, work_on_ideas
from backend.participation.handling.services import set_answers_due
from backend.participation.ideas.selectors import answer_to

if TYPE_CHECKING:
    from backend.participation.handling.selectors import WorkFigures
    from backend.participation.ideas.models import Idea

_PAGE = 30


class DueForm(forms.Form):
    """The day by which a campaign's ideas are answered; empty means the usual one."""

    campaign = forms.ChoiceField(label=_("Campaign"), required=False)
    due_on = forms.DateField(
        label=_("Answers are due on"),
        help_text=_("Leave this empty for the usual day: thirty days after the results open."),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
    )

    def __init__(self, campaigns: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["campaign"]
        if isinstance(field, forms.ChoiceField):
            field.choices = campaigns


@dataclass(frozen=True)
class Choice:
    """A part of the list: its name and how much is in it."""

    code: str
    name: str
    count: int | None
    is_chosen: bool


@dataclass(frozen=True)
class WorkRow:
    """An idea on the list, with its answer's status where it has one."""

    idea: Idea
    tag: Tag | None


@require_safe
def manage_ideas(request: HttpRequest) -> HttpResponse:
    """What waits for an answer in the officer's municipality, the longest due first."""
    return render(request, "manage/ideas.html", _context(request, None))


@require_POST
def answers_due(request: HttpRequest) -> HttpResponse:
    """Name the day for a campaign's answers."""
    account, form = account_of(request), DueForm(_campaigns(request), request.POST)
    done, status = carry_out(
        form, lambda typed: set_answers_due(by=account, slug=typed["campaign"], due_on=typed["due_on"])
    )
    if done is None:
        return render(request, "manage/ideas.html", _context(request, form), status=status)
    messages.success(request, gettext("The day for answers is saved, and public."))
    return redirect("manage_ideas")


@require_safe
def overdue(request: HttpRequest) -> HttpResponse:
    """The public list of answers that are late."""
    chosen = places.chosen(request.GET.get("municipality", ""))
    ideas = overdue_ideas(municipality=chosen.slug if chosen else "")
    page = page_of(request.GET.get("page"), ideas.count(), _PAGE)
    context = {
        "ideas": [
            (idea, places.name_of(idea.campaign.municipality)) for idea in ideas[page.first : page.first + _PAGE]
        ],
        "page": page,
        "chosen": chosen,
        "municipalities": places.choices(),
    }
    return render(request, "campaigns/overdue.html", context)


def _context(request: HttpRequest, form: DueForm | None) -> dict[str, Any]:
    account, municipality = account_of(request), office.here(request)
    require_may_organise(account, municipality.pk)
    asked = request.GET.get("show", "waiting")
    show: Show = next((one for one in get_args(Show) if one == asked), "waiting")
    ideas = work_on_ideas(municipality.pk, viewer=account, show=show)
    page = page_of(request.GET.get("page"), ideas.count(), _PAGE)
    return {
        "choices": _choices(show, work_figures(municipality.pk, viewer=account)),
        "rows": [_row(idea) for idea in ideas[page.first : page.first + _PAGE]],
        "page": page,
        "municipality": places.name_of(municipality),
        "form": form or DueForm(_campaigns(request)),
    }


def _campaigns(request: HttpRequest) -> list[tuple[str, str]]:
    """The public campaigns of the municipality, for a choice."""
    query = CampaignQuery(municipality=office.here(request).slug)
    campaigns = visible_campaigns(viewer=account_of(request), query=query)
    return [(one.slug, in_language(one.title, wording.language())) for one in campaigns if one.published_at is not None]


def _choices(show: str, figures: WorkFigures) -> list[Choice]:
    names = (
        ("waiting", gettext("Waiting for an answer"), figures.waiting),
        ("overdue", gettext("Late answers"), figures.overdue),
        ("mine", gettext("Yours to see to"), figures.mine),
        ("instead", gettext("In somebody's place"), None),
        ("following", gettext("Under way"), None),
        ("all", gettext("All answered"), None),
    )
    return [Choice(code, name, count, code == show) for code, name, count in names]


def _row(idea: Idea) -> WorkRow:
    answer = answer_to(idea)
    return WorkRow(idea, status_tag(answer.status) if answer else None)
