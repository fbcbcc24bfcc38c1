# SPDX-License-Identifier: EUPL-1.2
"""M1's figures: what is done today, what waits for an answer, and what is late; each leads where it is worked on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from backend.common import clock
from backend.insight.engagement.today import acts_on
from backend.participation.campaigns.permissions import may_organise
from backend.participation.handling.selectors import overdue_ideas, work_figures
from backend.participation.moderation.permissions import may_moderate
from backend.participation.moderation.selectors import number_overdue, number_waiting

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign
    from backend.region.accounts.models import Account
    from backend.region.places.models import Municipality

_LATEST = 3


@dataclass(frozen=True)
class Waiting:
    """How many ideas wait, and which part of the list shows them."""

    name: str
    count: int
    show: str


def figures_now(account: Account, campaign_ids: Sequence[int]) -> dict[str, int | None]:
    """What was done today in some campaigns, and all of it together; supports are None where they are hidden."""
    acts = acts_on(clock.local_day(clock.now()), campaign_ids, viewer=account)
    in_all = acts.ideas + acts.comments + (acts.supports or 0)
    return {"all": in_all, "supports": acts.supports, "comments": acts.comments, "ideas": acts.ideas}


def today_work(account: Account, municipality: Municipality, running: Sequence[Campaign]) -> dict[str, Any]:
    """Acts of today in the open campaigns, what waits for moderators, what waits and is late for organisers.

    Six queries.
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
        Waiting(gettext("Waiting for an answer"), figures.waiting, "waiting"),
        Waiting(gettext("Due within a week"), figures.due_soon, "waiting"),
        Waiting(gettext("Yours to see to"), figures.mine, "mine"),
    )
    late = list(overdue_ideas(municipality=municipality.slug)[:_LATEST]) if figures.overdue else []
    days = [(idea, (today - idea.due_on).days) for idea in late]
    return {**shown, "waiting": waiting, "late": days, "late_in_all": figures.overdue}
