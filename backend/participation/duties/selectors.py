# SPDX-License-Identifier: EUPL-1.2
"""Reading what waits and by when, whose it is, and what a deputy has to do in somebody's place."""

import dataclasses
import datetime
from collections.abc import Sequence

from backend.common.clock import database_now, local_day
from backend.common.text import LanguageText
from backend.participation.duties.rules import DutyKind
from backend.participation.handling.selectors import answers_waiting
from backend.participation.moderation.selectors import cases_waiting
from backend.region.accounts.models import Account
from backend.region.accounts.standing_in import StandIn, stand_ins
from backend.region.municipalities.selectors import feedback_waiting
from backend.region.programme.contacts_shown import contacts_waiting


@dataclasses.dataclass(frozen=True, kw_only=True)
class Duty:
    """Work of one kind that is due on one day: everybody's with the `role`, or `account_id`'s alone.

    `subject_id` is the campaign's for answers and cases, the municipality's for feedback, the pilot's for messages.
    """

    kind: DutyKind
    role: str
    municipality_id: int
    subject_id: int
    title: LanguageText = dataclasses.field(default_factory=dict)
    due_on: datetime.date
    count: int
    account_id: int | None = None

    def days_late(self, today: datetime.date) -> int:
        """How many days its day is over, 0 until then."""
        return max(0, (today - self.due_on).days)


def duties(municipality_id: int | None = None) -> list[Duty]:
    """All that waits with a day, in one or all municipalities, the longest due first. Queries: 4."""
    found = [*_answers(municipality_id), *_feedback(municipality_id)]
    found += [*_contacts(municipality_id), *_cases(municipality_id)]
    return sorted(found, key=lambda one: one.due_on)


@dataclasses.dataclass(frozen=True)
class InPlaceOf:
    """What a deputy has to do for one colleague: all that waits while they are away, else what is late."""

    name: str
    is_away: bool
    duties: Sequence[Duty]


def duties_in_place_of_others(viewer: Account, municipality_id: int) -> list[InPlaceOf]:
    """What the viewer has to do as a deputy, by colleague, those who are away first.

    Queries: 1 for who is nobody's deputy, else 6.
    """
    standing = stand_ins(deputy=viewer, municipality_id=municipality_id)
    if not standing:
        return []
    today, waiting = local_day(database_now()), duties(municipality_id)
    found = [InPlaceOf(one.name, one.is_away, theirs(one, waiting, today)) for one in standing]
    return [one for one in found if one.duties]


def theirs(stand_in: StandIn, waiting: Sequence[Duty], today: datetime.date) -> list[Duty]:
    """Those of some duties for which somebody stands in."""
    return [
        duty
        for duty in waiting
        if duty.role == stand_in.kind
        and duty.municipality_id == stand_in.municipality_id
        and duty.account_id in {None, stand_in.account_id}
        and (stand_in.is_away or duty.days_late(today))
    ]


def _answers(municipality_id: int | None) -> list[Duty]:
    return [
        Duty(
            kind="answers",
            role="organiser",
            municipality_id=one.municipality_id,
            subject_id=one.campaign_id,
            title=one.title,
            due_on=one.due_on,
            count=one.count,
            account_id=one.given_to,
        )
        for one in answers_waiting(municipality_id)
    ]


def _feedback(municipality_id: int | None) -> list[Duty]:
    return [
        Duty(
            kind="feedback",
            role="organiser",
            municipality_id=one.municipality_id,
            subject_id=one.municipality_id,
            due_on=one.due_on,
            count=one.count,
        )
        for one in feedback_waiting(municipality_id)
    ]


def _contacts(municipality_id: int | None) -> list[Duty]:
    return [
        Duty(
            kind="contacts",
            role="organiser",
            municipality_id=one.municipality_id,
            subject_id=one.pilot_id,
            title=one.name,
            due_on=one.due_on,
            count=one.count,
        )
        for one in contacts_waiting(municipality_id)
    ]


def _cases(municipality_id: int | None) -> list[Duty]:
    return [
        Duty(
            kind="cases",
            role="moderator",
            municipality_id=one.municipality_id,
            subject_id=one.campaign_id,
            title=one.title,
            due_on=one.due_on,
            count=one.count,
        )
        for one in cases_waiting(municipality_id)
    ]
