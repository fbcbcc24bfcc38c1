# SPDX-License-Identifier: EUPL-1.2
"""The officer's work on formal initiatives: what must be taken up by when, who made it, and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from backend.common.clock import database_now, local_day
from backend.common.errors import MayNot
from backend.faces.pages import office, places
from backend.faces.pages.forms import carry_out
from backend.faces.pages.initiative_forms import DecisionForm
from backend.faces.pages.initiatives_shown import row_of, rows_of
from backend.faces.pages.manage_ideas import Choice
from backend.faces.pages.paging import page_of
from backend.faces.pages.people import account_of
from backend.participation.campaigns.permissions import may_organise, require_may_organise
from backend.participation.campaigns.rules import languages_needed
from backend.participation.initiatives.deciding import decide_initiative, read_maker
from backend.participation.initiatives.report import Show, initiative_figures, work_on_initiatives, years_of
from backend.participation.initiatives.selectors import initiative_by_id

if TYPE_CHECKING:
    from backend.participation.initiatives.report import InitiativeFigures
    from backend.participation.initiatives.selectors import InitiativeShown

_PAGE = 30


@require_safe
def manage_initiatives(request: HttpRequest) -> HttpResponse:
    """What waits for the officer's municipality, what must be taken up first on top."""
    account, municipality = account_of(request), office.here(request)
    require_may_organise(account, municipality.pk)
    show: Show = next((one for one in get_args(Show) if one == request.GET.get("show")), "waiting")
    found = work_on_initiatives(municipality.pk, show=show)
    page = page_of(request.GET.get("page"), found.count(), _PAGE)
    context = {
        "choices": _choices(show, initiative_figures(municipality.pk)),
        "rows": rows_of(found[page.first : page.first + _PAGE]),
        "page": page,
        "place": municipality,
        "municipality": places.name_of(municipality),
        "years": years_of(municipality.pk),
    }
    return render(request, "manage/initiatives.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def manage_initiative(request: HttpRequest, initiative_id: int) -> HttpResponse:
    """One initiative; `?maker=show` says who made it, and is written down; POST says what was decided."""
    one = _initiative(request, initiative_id)
    form, status = DecisionForm(languages_needed(one.campaign), initial={"handled_on": local_day(database_now())}), 200
    if request.method == "POST":
        form = DecisionForm(languages_needed(one.campaign), request.POST)
        done, status = carry_out(form, lambda typed: _decide(request, initiative_id, form, typed))
        if done is not None:
            messages.success(request, gettext("The decision is public. Everybody concerned is told."))
            return redirect("manage_initiative", initiative_id)
    return render(request, "manage/initiative.html", _context(request, one, form), status=status)


def _decide(request: HttpRequest, initiative_id: int, form: DecisionForm, typed: dict[str, Any]) -> object:
    account, text = account_of(request), form.written(typed)
    return decide_initiative(by=account, initiative_id=initiative_id, handled_on=typed["handled_on"], text=text)


def _initiative(request: HttpRequest, initiative_id: int) -> InitiativeShown:
    """An initiative to a municipality for which the officer organises; raises NotFound, MayNot."""
    account = account_of(request)
    one = initiative_by_id(initiative_id, viewer=account)
    if not may_organise(account, one.municipality.pk):
        raise MayNot
    office.work_in(request, one.municipality.pk)
    return one


def _context(request: HttpRequest, one: InitiativeShown, form: DecisionForm) -> dict[str, Any]:
    shows_maker = request.GET.get("maker") == "show" and one.handed_over_at is not None
    return {
        "row": row_of(one),
        "one": one,
        "form": form,
        "maker": read_maker(by=account_of(request), initiative_id=one.id) if shows_maker else None,
    }


def _choices(show: str, figures: InitiativeFigures) -> list[Choice]:
    names = (
        ("waiting", gettext("Waiting for the municipality"), figures.waiting),
        ("overdue", gettext("Late"), figures.overdue),
        ("collecting", gettext("Collecting signatures"), figures.collecting),
        ("decided", gettext("Decided"), None),
        ("all", gettext("All"), None),
    )
    return [Choice(code, name, count, code == show) for code, name, count in names]
