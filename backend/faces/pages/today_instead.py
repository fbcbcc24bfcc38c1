# SPDX-License-Identifier: EUPL-1.2
"""M1's list of a deputy: what waits in somebody's place, and where each piece is worked on."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext
from django_stubs_ext import StrOrPromise

from backend.common import clock
from backend.participation.duties.selectors import duties_in_place_of_others

if TYPE_CHECKING:
    from backend.common.text import LanguageText
    from backend.participation.duties.selectors import Duty
    from backend.region.accounts.models import Account
    from backend.region.places.models import Municipality

_MOST = 6


@dataclass(frozen=True)
class Row:
    """A piece of work, where it is done, and how late it is."""

    name: StrOrPromise
    title: LanguageText
    url: str
    count: int
    due_on: datetime.date
    late: int


@dataclass(frozen=True)
class Instead:
    """What waits in one colleague's place."""

    name: str
    is_away: bool
    rows: list[Row]


def instead_of_others(account: Account, municipality: Municipality) -> list[Instead]:
    """What the officer has to do as a deputy, the longest due first; at most six rows a colleague."""
    today = clock.local_day(clock.now())
    return [
        Instead(one.name, one.is_away, [_row(duty, municipality, today) for duty in one.duties[:_MOST]])
        for one in duties_in_place_of_others(account, municipality.pk)
    ]


def _row(duty: Duty, municipality: Municipality, today: datetime.date) -> Row:
    name, url = _place_of(duty, municipality)
    return Row(name, duty.title, url, duty.count, duty.due_on, duty.days_late(today))


def _place_of(duty: Duty, municipality: Municipality) -> tuple[str, str]:
    """What a duty is called, and the page where it is worked on."""
    if duty.kind == "feedback":
        return gettext("Feedback"), reverse("manage_feedback", args=[municipality.slug])
    if duty.kind == "cases":
        return gettext("In the moderators' queue"), reverse("manage_moderation")
    if duty.kind == "contacts":
        return gettext("Messages to pilots"), reverse("manage_contacts")
    show = "instead" if duty.account_id else "waiting"
    return gettext("Answers to ideas"), f"{reverse('manage_ideas')}?show={show}"
