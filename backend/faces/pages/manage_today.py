# SPDX-License-Identifier: EUPL-1.2
"""M1: what happens today in the officer's municipality, and whose work is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from backend.common import clock
from backend.faces.pages import office, phases, places, wording
from backend.faces.pages.people import account_of
from backend.faces.pages.rows import rows_of, totals_of
from backend.faces.pages.to_answer import asked_here
from backend.faces.pages.today_instead import instead_of_others
from backend.faces.pages.today_lines import lined
from backend.faces.pages.today_work import figures_now, today_work
from backend.participation.campaigns.selectors import CampaignQuery, open_phase, visible_campaigns

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign
    from backend.region.accounts.models import Account

_MOMENTS = 5
_MOST_HEARD = 6
"""Of so many campaigns the page hears at once; the figures of more are asked for every while."""


@dataclass(frozen=True)
class Ending:
    """A phase that ends by itself."""

    name: str
    campaign: Campaign
    when: str


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The campaigns that are open, those that wait to be published, and what ends next."""
    account, municipality = account_of(request), office.here(request)
    campaigns = list(visible_campaigns(viewer=account, query=CampaignQuery(municipality=municipality.slug)))
    running = [one for one in campaigns if one.published_at is not None and open_phase(one) is not None]
    context = {
        "where": places.where(municipality),
        "municipality": places.name_of(municipality),
        "moment": wording.closing(clock.now()),
        "drafts": [one for one in campaigns if one.published_at is None],
        "endings": _endings(running),
        "asked": asked_here(account, municipality),
        "instead": instead_of_others(account, municipality),
        **_running(account, running),
        **today_work(account, municipality, running),
    }
    return render(request, "manage/today.html", context)


@require_safe
@never_cache
def now(request: HttpRequest) -> JsonResponse:
    """The figures of today alone, for the page that shows them."""
    account, municipality = account_of(request), office.here(request)
    campaigns = visible_campaigns(viewer=account, query=CampaignQuery(municipality=municipality.slug))
    running = [one.pk for one in campaigns if one.published_at is not None and open_phase(one) is not None]
    return JsonResponse(figures_now(account, running))


@require_POST
def choose_office(request: HttpRequest) -> HttpResponse:
    """Work for another of one's municipalities."""
    chosen = places.chosen(request.POST.get("municipality", ""))
    if chosen is not None:
        office.work_in(request, chosen.pk)
    return redirect("manage")


def _running(account: Account, running: list[Campaign]) -> dict[str, Any]:
    """The open campaigns with their lines, and of which the page hears while one looks."""
    rows = lined(rows_of(running, totals_of(running, account)), clock.local_day(clock.now()), account)
    return {"rows": rows, "sockets": [one.slug for one in running[:_MOST_HEARD]], "now": clock.now()}


def _endings(running: list[Campaign]) -> list[Ending]:
    """The open phases, the one that ends first at the top, as the selector orders them."""
    open_now = [(one, open_phase(one)) for one in running[:_MOMENTS]]
    return [
        Ending(phases.ending_name(phase.kind), one, wording.closing(phase.closes)) for one, phase in open_now if phase
    ]
