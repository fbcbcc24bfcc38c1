# SPDX-License-Identifier: EUPL-1.2
"""The showcase: pilots that invite partners, for everybody, and joining one in an organisation's name."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from backend.faces.pages import places, wording
from backend.faces.pages.feeds import answer_with
from backend.faces.pages.forms import carry_out
from backend.faces.pages.paging import page_of
from backend.faces.pages.people import account_of, viewer_of
from backend.faces.pages.pilot_forms import ROLES, STATES, JoinForm
from backend.participation.ideas.promotion import idea_of
from backend.participation.notifications.feeds import showcase_feed
from backend.region.programme.contacts_shown import answered_in_time
from backend.region.programme.errors import NotYourActor
from backend.region.programme.joining import ask_to_join
from backend.region.programme.permissions import may_lead
from backend.region.programme.selectors import actors_of, spearheads
from backend.region.programme.showcase import PilotQuery, pilot_by_id, pilots

_PILOTS = 20
TAGS = {"planned": "", "running": "now", "done": "ok", "stopped": "warn"}


@require_safe
def showcase(request: HttpRequest) -> HttpResponse:
    """All pilots, by spearhead, municipality and state; the choices stand in the address."""
    typed = {name: request.GET.get(name, "")[:60] for name in ("spearhead", "municipality", "state")}
    query = PilotQuery(**{name: value.replace("\x00", "") for name, value in typed.items()})
    found = pilots(query)
    page = page_of(request.GET.get("page"), found.count(), _PILOTS)
    context = {
        "rows": [(one, state_of(one.state)) for one in found[page.first : page.first + _PILOTS]],
        "page": page,
        "query": query,
        "is_filtered": query != PilotQuery(),
        "states": STATES,
        "spearheads": spearheads(),
        "municipalities": places.choices(),
    }
    return render(request, "showcase/list.html", context)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Pilots as an Atom feed, the latest changed first."""
    return answer_with(request, showcase_feed)


@require_safe
def pilot(request: HttpRequest, pilot_id: int) -> HttpResponse:
    """What it is, who takes part, what pays, its steps, the idea that it came of, and the result."""
    return render(request, "showcase/pilot.html", pilot_context(request, pilot_id))


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, pilot_id: int) -> HttpResponse:
    """Ask to join in the name of an organisation of which one is a member."""
    account, found = account_of(request), pilot_by_id(pilot_id)
    actors = list(actors_of(account))
    if not actors:
        raise NotYourActor
    form, status = JoinForm(actors, request.POST or None), 200
    if request.method == "POST":
        form = JoinForm(actors, request.POST)
        done, status = carry_out(
            form,
            lambda typed: ask_to_join(by=account, pilot_id=pilot_id, actor_id=typed.pop("actor"), **typed),
        )
        if done is not None:
            messages.success(request, gettext("Your request is sent. The municipality's staff answer it."))
            return redirect("pilot", pilot_id)
    return render(request, "showcase/join.html", {"pilot": found, "form": form}, status=status)


def pilot_context(request: HttpRequest, pilot_id: int) -> dict[str, Any]:
    """A pilot and all that is public of it."""
    viewer, found = viewer_of(request), pilot_by_id(pilot_id)
    steps, rows = getattr(found, "steps", []), getattr(found, "rows", [])
    granted, paid = sum(row.granted for row in rows), sum(row.paid for row in rows)
    return {
        "pilot": found,
        "state": state_of(found.state),
        "municipality": places.name_of(found.municipality),
        "partners": [(part, dict(ROLES)[part.role]) for part in getattr(found, "partners", [])],
        "steps": steps,
        "done": sum(step.done_on is not None for step in steps),
        "funding": [(row, wording.number(int(row.granted)), wording.number(int(row.paid))) for row in rows],
        "granted": wording.number(int(granted)),
        "paid": wording.number(int(paid)),
        "in_time": answered_in_time(pilot_id),
        "idea": idea_of(pilot_id),
        "can_lead": may_lead(viewer, found.municipality_id),
        "can_join": found.state in {"planned", "running"},
    }


def state_of(code: str) -> dict[str, Any]:
    """A state in words, with the colour of its tag."""
    return {"words": dict(STATES)[code], "tag": TAGS[code]}
