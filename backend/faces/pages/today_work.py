# SPDX-License-Identifier: EUPL-1.2
"""M1's figures: what is done today, what waits for an answer, and what is late; each leads where it is worked on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext

from backend.common import clock
from backend.insight.engagement.today import acts_on
from backend.participation.campaigns.permissions import may_organise
from backend.participation.handling.selectors import overdue_ideas, work_figures
from backend.participation.moderation.permissions import may_moderate
from backend.participation.moderation.selectors import number_overdue, number_waiting
from backend.region.municipalities.selectors import feedback_waiting
from backend.region.programme.contacts_shown import contacts_waiting

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign
    from backend.region.accounts.models import Account
    from backend.region.places.models import Municipality

_LATEST = 3


@dataclass(frozen=True)
class Waiting:
    """How much waits, how much of it is late, and the list that shows it."""

    name: str
    count: int
    url: str
    late: int = 0


def figures_now(account: Account, campaign_ids: Sequence[int]) -> dict[str, int | None]:
    """What was done today in some campaigns, and all of it together; supports are None where they are hidden."""
    acts = acts_on(clock.local_day(clock.now()), campaign_ids, viewer=account)
    in_all = acts.ideas + acts.comments + (acts.supports or 0)
    return {"all": in_all, "supports": acts.supports, "comments": acts.comments, "ideas": acts.ideas}


def today_work(account: Account, municipality: Municipality, running: Sequence[Campaign]) -> dict[str, Any]:
    """Acts of today in the open campaigns, what waits for moderators, what waits and is late for organisers.

    Eight queries.
    """
    today = clock.local_day(clock.now())
    shown: dict[str, Any] = {"acts": figures_now(account, [one.pk for one in running])}
    if may_moderate(account, municipality.pk):
        shown["reports_waiting"] = number_waiting(account, municipality.pk)
        shown["reading_overdue"] = number_overdue(account, municipality.pk) if shown["reports_waiting"] else 0
    if not may_organise(account, municipality.pk):
        return shown
    figures = work_figures(municipality.pk, viewer=account)
    waiting = (
        Waiting(gettext("Waiting for an answer"), figures.waiting, _ideas("waiting"), figures.overdue),
        Waiting(gettext("Due within a week"), figures.due_soon, _ideas("waiting")),
        Waiting(gettext("Yours to see to"), figures.mine, _ideas("mine")),
        _due(gettext("Feedback"), reverse("manage_feedback", args=[municipality.slug]), feedback_waiting, municipality),
        _due(gettext("Messages to pilots"), reverse("manage_contacts"), contacts_waiting, municipality),
    )
    late = list(overdue_ideas(municipality=municipality.slug)[:_LATEST]) if figures.overdue else []
    days = [(idea, (today - idea.due_on).days) for idea in late]
    return {**shown, "waiting": waiting, "late": days, "late_in_all": figures.overdue}


def _ideas(show: str) -> str:
    return f"{reverse('manage_ideas')}?show={show}"


def _due(name: str, url: str, waiting: Callable[[int], Sequence[Any]], municipality: Municipality) -> Waiting:
    """What is answered by a day, of which some may be late."""
    today, found = clock.local_day(clock.now()), waiting(municipality.pk)
    late = sum(one.count for one in found if one.due_on < today)
    return Waiting(name, sum(one.count for one in found), url, late)
