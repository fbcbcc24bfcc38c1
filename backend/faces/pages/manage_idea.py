# SPDX-License-Identifier: EUPL-1.2
"""M5's page of one idea: who sees to it, notes among colleagues, the estimate, and steps until it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from backend.faces.pages import office
from backend.faces.pages.answers import status_tag
from backend.faces.pages.forms import carry_out
from backend.faces.pages.manage_idea_forms import AssignForm, EstimateForm, NoteForm, StepForm
from backend.faces.pages.people import account_of
from backend.participation.campaigns.permissions import require_may_organise
from backend.participation.campaigns.rules import languages_needed
from backend.participation.handling.selectors import colleagues, due_of, handling_of, milestones_of
from backend.participation.handling.services import (
    assign_idea,
    drop_milestone,
    estimate_idea,
    plan_milestone,
    reach_milestone,
    read_notes,
    write_note,
)
from backend.participation.ideas.selectors import answer_to, idea_by_id, pilot_with

if TYPE_CHECKING:
    from django.forms import Form

    from backend.participation.ideas.models import Idea
    from backend.region.accounts.models import Account


@require_safe
def manage_idea(request: HttpRequest, idea_id: int) -> HttpResponse:
    """All that is done about an idea."""
    return render(request, "manage/idea.html", _context(request, _idea(request, idea_id)))


@require_POST
def assign(request: HttpRequest, idea_id: int) -> HttpResponse:
    """Give the idea to a colleague, or to nobody."""
    account, idea = account_of(request), _idea(request, idea_id)
    form = AssignForm(colleagues(idea.campaign.municipality_id), request.POST)
    return _after(request, idea, "assign_form", form, lambda typed: assign_idea(by=account, idea_id=idea_id, **typed))


@require_POST
def note(request: HttpRequest, idea_id: int) -> HttpResponse:
    """Tell colleagues something."""
    account, idea, form = account_of(request), _idea(request, idea_id), NoteForm(request.POST)
    act = lambda typed: write_note(by=account, idea_id=idea_id, text=typed["note"])  # noqa: E731 one line of a view
    return _after(request, idea, "note_form", form, act)


@require_POST
def estimate(request: HttpRequest, idea_id: int) -> HttpResponse:
    """Say whether it can be done and what it costs."""
    idea = _idea(request, idea_id)
    form = EstimateForm(languages_needed(idea.campaign), request.POST)
    return _after(request, idea, "estimate_form", form, lambda typed: _estimate(account_of(request), idea, form, typed))


@require_POST
def plan(request: HttpRequest, idea_id: int) -> HttpResponse:
    """Plan a step."""
    idea = _idea(request, idea_id)
    form = StepForm(languages_needed(idea.campaign), request.POST)
    return _after(request, idea, "step_form", form, lambda typed: _plan(account_of(request), idea, form, typed))


@require_POST
def reach(request: HttpRequest, milestone_id: int) -> HttpResponse:
    """A step is done."""
    milestone = reach_milestone(by=account_of(request), milestone_id=milestone_id)
    messages.success(request, gettext("The step is done. Everybody concerned is told."))
    return redirect("manage_idea", milestone.idea_id)


@require_POST
def drop(request: HttpRequest, milestone_id: int) -> HttpResponse:
    """Take a step out of the plan."""
    idea = drop_milestone(by=account_of(request), milestone_id=milestone_id)
    messages.success(request, gettext("The step is no longer planned."))
    return redirect("manage_idea", idea.pk)


def _estimate(account: Account, idea: Idea, form: EstimateForm, typed: dict[str, Any]) -> object:
    reason = form.written(typed)
    return estimate_idea(
        by=account, idea_id=idea.pk, feasibility=typed["feasibility"], cost=typed["cost"], reason=reason
    )


def _plan(account: Account, idea: Idea, form: StepForm, typed: dict[str, Any]) -> object:
    return plan_milestone(by=account, idea_id=idea.pk, title=form.written(typed), due_on=typed["due_on"])


def _after(
    request: HttpRequest, idea: Idea, name: str, form: Form, act: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    done, status = carry_out(form, act)
    if done is None:
        return render(
            request, "manage/idea.html", {**_context(request, idea), name: form, "wrong": form}, status=status
        )
    messages.success(request, gettext("The changes are saved."))
    return redirect("manage_idea", idea.pk)


def _idea(request: HttpRequest, idea_id: int) -> Idea:
    """An idea of a campaign that the officer organises; raises NotFound, MayNot."""
    account = account_of(request)
    idea = idea_by_id(idea_id, viewer=account)
    require_may_organise(account, idea.campaign.municipality_id)
    office.work_in(request, idea.campaign.municipality_id)
    return idea


def _context(request: HttpRequest, idea: Idea) -> dict[str, Any]:
    handling, answer, languages = handling_of(idea.pk), answer_to(idea), languages_needed(idea.campaign)
    said: dict[str, Any] = {}
    if handling is not None:
        reasons = {f"reason_{language}": text for language, text in handling.reason.items()}
        said = {"feasibility": handling.feasibility, "cost": handling.cost, **reasons}
    assigned = handling.assigned_to_id if handling else None
    steps = list(milestones_of(idea.pk))
    return {
        "idea": idea,
        "campaign": idea.campaign,
        "pilot": pilot_with(idea),
        "due_on": due_of(idea),
        "tag": status_tag(answer.status) if answer else None,
        "assign_form": AssignForm(colleagues(idea.campaign.municipality_id), initial={"to": assigned}),
        "notes": read_notes(by=account_of(request), idea_id=idea.pk),
        "note_form": NoteForm(),
        "estimate_form": EstimateForm(languages, initial=said),
        "steps": steps,
        "done": sum(step.done_on is not None for step in steps),
        "step_form": StepForm(languages),
    }
