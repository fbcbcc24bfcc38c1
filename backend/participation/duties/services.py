# SPDX-License-Identifier: EUPL-1.2
"""Reminding step by step: whose work it is before its day, they and their deputies after it, admins a week later."""

import dataclasses
import datetime
from collections.abc import Collection, Iterator

from django.db import transaction

from backend.common.clock import database_now, local_day
from backend.participation.duties.rules import ADMINS_TOLD_AFTER, REMINDED_BEFORE
from backend.participation.duties.selectors import Duty, duties, theirs
from backend.participation.notifications.services import tell
from backend.region.accounts.selectors import staff_by_role
from backend.region.accounts.standing_in import StandIn, stand_ins

_ABOUT_CAMPAIGNS = ("answers", "cases")


@dataclasses.dataclass(frozen=True)
class _Step:
    """One rung of the ladder for a duty: who is told, why, and of what."""

    accounts: Collection[int]
    reason: str
    event: str


@transaction.atomic
def remind_of_duties() -> int:
    """Tell people of work that is due soon or late, each of them once for each step; how many were told now."""
    today, staff, standing = local_day(database_now()), staff_by_role(), stand_ins()
    told = 0
    for duty in duties():
        for step in _steps(duty, today, staff, standing):
            told += _tell(duty, step)
    return told


def _steps(
    duty: Duty, today: datetime.date, staff: dict[tuple[str, int], set[int]], standing: list[StandIn]
) -> Iterator[_Step]:
    late, place = duty.days_late(today), duty.municipality_id
    if not late and today < duty.due_on - REMINDED_BEFORE[duty.kind]:
        return
    event, admins = "overdue" if late else "due_soon", staff.get(("admin", place), set())
    people = {duty.account_id} if duty.account_id else staff.get((duty.role, place)) or admins
    # organisers hear of a campaign's answers by the ledger (handling.reminding)
    told = staff.get((duty.role, place), set()) if duty.kind == "answers" else set()
    yield _Step(people - told, "assigned" if duty.account_id else "officer", event)
    deputies = {one.deputy_id for one in standing if one.account_id in people and theirs(one, [duty], today)}
    yield _Step(deputies - people, "deputy", event)
    if late > ADMINS_TOLD_AFTER.days:
        yield _Step(admins, "admin", event)


def _tell(duty: Duty, step: _Step) -> int:
    """A duty is told of by its day, so that what comes later is told of anew."""
    whose = f" of {duty.account_id}" if duty.account_id else ""
    again = " admin" if step.reason == "admin" else ""
    return tell(
        accounts=step.accounts,
        kind=f"{duty.kind}_{step.event}",
        once=f"{duty.kind} {duty.subject_id} {duty.due_on:%Y%m%d}{whose} {step.event}{again}",
        reason=step.reason,
        campaign_id=duty.subject_id if duty.kind in _ABOUT_CAMPAIGNS else None,
        subject_id=duty.subject_id,
    )
