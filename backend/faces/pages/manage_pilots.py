# SPDX-License-Identifier: EUPL-1.2
"""The officer's pilots: making one of an idea or without, and all that is said of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from backend.common.errors import NotFound
from backend.faces.pages import office, places
from backend.faces.pages.forms import carry_out
from backend.faces.pages.organisation_forms import ReasonForm
from backend.faces.pages.people import account_of
from backend.faces.pages.pilot_forms import (
    FundingForm,
    MoveForm,
    PilotActorForm,
    PilotForm,
    PilotStepForm,
    PlatformForm,
)
from backend.faces.pages.showcase import pilot_context, state_of
from backend.participation.campaigns.permissions import require_may_organise
from backend.participation.ideas.promotion import promote_to_pilot
from backend.participation.ideas.selectors import idea_by_id
from backend.region.programme.joining import add_actor, confirm_part, decline_part, end_part
from backend.region.programme.permissions import require_may_lead
from backend.region.programme.piloting import (
    add_funding,
    change_pilot,
    drop_funding,
    drop_pilot_step,
    make_pilot,
    move_pilot,
    plan_pilot_step,
    reach_pilot_step,
)
from backend.region.programme.platforms import make_platform
from backend.region.programme.showcase import PilotQuery, pilot_by_id, pilot_of_part, pilots, platforms, waiting_parts

if TYPE_CHECKING:
    from django.forms import Form

    from backend.participation.ideas.models import Idea
    from backend.region.accounts.models import Account
    from backend.region.places.models import Municipality
    from backend.region.programme.models import Pilot, Platform
    from backend.region.programme.pilot_rules import PilotDraft


@require_http_methods(["GET", "HEAD", "POST"])
def manage_pilots(request: HttpRequest) -> HttpResponse:
    """The municipality's pilots and platforms; POST describes a new platform."""
    account, municipality = account_of(request), office.here(request)
    require_may_lead(account, municipality.pk)
    form, status = PlatformForm(request.POST or None), 200
    if request.method == "POST":
        made, status = carry_out(form, lambda typed: _new_platform(account, municipality, form, typed))
        if made is not None:
            messages.success(request, gettext("The platform is on the list."))
            return redirect("manage_pilots")
    return render(request, "manage/pilots.html", {**_listed(municipality), "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def new_pilot(request: HttpRequest) -> HttpResponse:
    """The form of a new pilot, of an idea with `?idea=`; POST makes it."""
    account, idea = account_of(request), _idea(request)
    municipality = idea.campaign.municipality if idea else office.here(request)
    require_may_lead(account, municipality.pk)
    form, status = PilotForm(request.POST or None, initial=_of_idea(idea)), 200
    if request.method == "POST":
        made, status = carry_out(form, lambda _typed: _new_pilot(account, idea, form.draft(municipality)))
        if made is not None:
            messages.success(request, _made_words(idea))
            return redirect("manage_pilot", made.pk)
    context = {"form": form, "idea": idea, "municipality": places.name_of(municipality)}
    return render(request, "manage/pilot_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def manage_pilot(request: HttpRequest, pilot_id: int) -> HttpResponse:
    """All that is said of a pilot; POST changes its texts and dates."""
    if request.method != "POST":
        return render(request, "manage/pilot.html", _context(request, pilot_id))
    form, account = PilotForm(request.POST), account_of(request)
    act = lambda _typed: change_pilot(by=account, pilot_id=pilot_id, draft=form.draft())  # noqa: E731
    return _after(request, pilot_id, "pilot_form", form, act)


@require_POST
def move(request: HttpRequest, pilot_id: int) -> HttpResponse:
    """Say that it runs, is done or was stopped."""
    form, account = MoveForm(request.POST), account_of(request)
    return _after(
        request,
        pilot_id,
        "move_form",
        form,
        lambda typed: move_pilot(by=account, pilot_id=pilot_id, state=typed["state"], outcome=form.written("outcome")),
        told=gettext("Saved. Everybody concerned is told."),
    )


@require_POST
def plan(request: HttpRequest, pilot_id: int) -> HttpResponse:
    """Plan a step."""
    form, account = PilotStepForm(request.POST), account_of(request)
    return _after(
        request,
        pilot_id,
        "step_form",
        form,
        lambda typed: plan_pilot_step(
            by=account, pilot_id=pilot_id, title=form.written("title"), due_on=typed["due_on"]
        ),
    )


@require_POST
def put_actor(request: HttpRequest, pilot_id: int) -> HttpResponse:
    """Put an organisation into it."""
    form, account = PilotActorForm(request.POST), account_of(request)
    return _after(
        request,
        pilot_id,
        "actor_form",
        form,
        lambda typed: add_actor(by=account, pilot_id=pilot_id, actor_id=typed["actor"], role=typed["role"]),
    )


@require_POST
def fund(request: HttpRequest, pilot_id: int) -> HttpResponse:
    """Write a row of funding down."""
    form, account = FundingForm(request.POST), account_of(request)
    act = lambda _typed: add_funding(by=account, pilot_id=pilot_id, draft=form.draft())  # noqa: E731
    return _after(request, pilot_id, "funding_form", form, act)


@require_POST
def reach(request: HttpRequest, step_id: int) -> HttpResponse:
    """A step is done."""
    step = reach_pilot_step(by=account_of(request), step_id=step_id)
    return _saved(request, step.pilot_id, gettext("The step is done. Everybody concerned is told."))


@require_POST
def drop(request: HttpRequest, step_id: int) -> HttpResponse:
    """Take a step out of the plan."""
    pilot = drop_pilot_step(by=account_of(request), step_id=step_id)
    return _saved(request, pilot.pk, gettext("The step is no longer planned."))


@require_POST
def confirm(request: HttpRequest, part_id: int) -> HttpResponse:
    """Let an organisation join that asked for it."""
    return _saved(request, confirm_part(by=account_of(request), part_id=part_id).pilot_id)


@require_POST
def decline(request: HttpRequest, part_id: int) -> HttpResponse:
    """Say no, with a reason."""
    account, form, pilot_id = account_of(request), ReasonForm(request.POST), pilot_of_part(part_id)
    return _after(
        request,
        pilot_id,
        "decline_form",
        form,
        lambda typed: decline_part(by=account, part_id=part_id, reason=typed["reason"]),
    )


@require_POST
def end(request: HttpRequest, part_id: int) -> HttpResponse:
    """End an organisation's part."""
    return _saved(request, end_part(by=account_of(request), part_id=part_id).pilot_id)


@require_POST
def unfund(request: HttpRequest, funding_id: int) -> HttpResponse:
    """Take a row of funding out."""
    return _saved(request, drop_funding(by=account_of(request), funding_id=funding_id).pk)


def _new_platform(account: Account, municipality: Municipality, form: PlatformForm, typed: dict[str, Any]) -> Platform:
    name, description = form.written("name"), form.written("description")
    return make_platform(
        by=account, municipality=municipality, spearhead=typed["spearhead"], name=name, description=description
    )


def _new_pilot(account: Account, idea: Idea | None, draft: PilotDraft) -> Pilot:
    if idea is not None:
        return promote_to_pilot(by=account, idea_id=idea.pk, draft=draft)
    return make_pilot(by=account, draft=draft)


def _made_words(idea: Idea | None) -> str:
    if idea is not None:
        return gettext("The pilot is public. Everybody of the idea is told.")
    return gettext("The pilot is public.")


def _listed(municipality: Municipality) -> dict[str, Any]:
    return {
        "municipality": places.name_of(municipality),
        "rows": [(one, state_of(one.state)) for one in pilots(PilotQuery(municipality=municipality.slug))],
        "platforms": platforms(municipality.slug),
    }


def _after(
    request: HttpRequest,
    pilot_id: int,
    name: str,
    form: Form,
    act: Callable[[dict[str, Any]], object],
    *,
    told: str = "",
) -> HttpResponse:
    require_may_lead(account_of(request), pilot_by_id(pilot_id).municipality_id)
    done, status = carry_out(form, act)
    if done is None:
        context = {**_context(request, pilot_id), name: form, "wrong": form}
        return render(request, "manage/pilot.html", context, status=status)
    return _saved(request, pilot_id, told)


def _saved(request: HttpRequest, pilot_id: int, told: str = "") -> HttpResponse:
    messages.success(request, told or gettext("The changes are saved."))
    return redirect("manage_pilot", pilot_id)


def _context(request: HttpRequest, pilot_id: int) -> dict[str, Any]:
    shown = pilot_context(request, pilot_id)
    pilot = shown["pilot"]
    require_may_lead(account_of(request), pilot.municipality_id)
    office.work_in(request, pilot.municipality_id)
    return {
        **shown,
        "pilot_form": PilotForm(initial=PilotForm.of(pilot)),
        "move_form": MoveForm(initial={f"outcome_{one}": text for one, text in pilot.outcome.items()}),
        "step_form": PilotStepForm(),
        "actor_form": PilotActorForm(),
        "funding_form": FundingForm(),
        "asking": waiting_parts(pilot_id),
        "has_ended": pilot.state in {"done", "stopped"},
    }


def _idea(request: HttpRequest) -> Idea | None:
    """The idea of which a pilot is made; raises NotFound, MayNot where it is not the officer's."""
    wanted = request.GET.get("idea", "")
    if not wanted:
        return None
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 18):
        raise NotFound
    idea = idea_by_id(int(wanted), viewer=account_of(request))
    require_may_organise(account_of(request), idea.campaign.municipality_id)
    return idea


def _of_idea(idea: Idea | None) -> dict[str, Any]:
    """What the form of a new pilot starts with."""
    if idea is None:
        return {}
    language = idea.language if idea.language in {"fi", "sv", "en"} else "fi"
    return {
        f"name_{language}": idea.title[:120],
        f"summary_{language}": idea.text[:3000],
        "spearhead": idea.campaign.spearhead.slug,
    }
