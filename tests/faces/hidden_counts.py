# SPDX-License-Identifier: EUPL-1.2
"""A campaign whose supports are hidden, with a number of them that is found again wherever it leaks."""

import dataclasses
import datetime
import inspect
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet

from backend.common.clock import database_now
from backend.ledger.events.catch_up import catch_up
from backend.participation.campaigns.models import Campaign, Phase, VotingWindow
from backend.participation.ideas.models import Idea
from backend.participation.participants.models import FrozenContext, Participant
from backend.participation.supports.services import close_window, seal_due_windows

PLANTED = 7_919
"""Prime, and the only number of its kind: of supports, of people, of a day, a week, a subject and the whole."""
_DIGITS = re.compile(r"(?<![\w.])7[\s,.\u00a0\u202f]?919(?!\w)")  # a number by itself, not a stretch of a checksum


def plant(campaign: Campaign, idea: Idea) -> None:
    """7,919 people support the idea three weeks ago, in a week that is over; all is stamped and folded."""
    then = database_now() - datetime.timedelta(days=21)
    Phase.objects.filter(campaign=campaign, kind="support").update(opens=then - datetime.timedelta(days=1))
    VotingWindow.objects.filter(phase__campaign=campaign).update(opens=then - datetime.timedelta(days=1))
    Phase.objects.filter(campaign=campaign, kind__in=["collect", "discuss"]).delete()
    seal_due_windows()
    window = VotingWindow.objects.get(phase__campaign=campaign)
    people = Participant.objects.bulk_create(
        Participant(campaign=campaign, voter=number.to_bytes(32, "big"), kind="account", person_number=10**15 + number)
        for number in range(PLANTED)
    )
    FrozenContext.objects.bulk_create(FrozenContext(participant=person, language="fi") for person in people)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO supports_support (participant_id, idea_id, counts_for_id, window_id, given_at)"
            " SELECT unnest(%s::bigint[]), %s, %s, %s, %s",
            [[person.id for person in people], idea.id, idea.id, window.id, then],
        )
        cursor.execute(
            "INSERT INTO events_event (kind, campaign_id, participant_id, subject_id, day)"
            " SELECT 'support_given', %s, unnest(%s::bigint[]), %s, %s",
            [campaign.id, [person.id for person in people], idea.id, then.date()],
        )
    catch_up()


def close(campaign: Campaign) -> None:
    """The vote ends and is counted."""
    VotingWindow.objects.filter(phase__campaign=campaign).update(closes=database_now())
    Phase.objects.filter(campaign=campaign, kind="support").update(closes=database_now())
    close_window(window_id=VotingWindow.objects.get(phase__campaign=campaign).id)
    catch_up()


def is_told(value: Any) -> bool:
    """Whether the number stands anywhere in what a selector or page gives, however deep."""
    return any(
        found == PLANTED if isinstance(found, int | float) else bool(_DIGITS.search(found))
        for found in _atoms(value, 0)
    )


def _atoms(value: Any, depth: int) -> Iterator[int | float | str]:
    if depth > 6 or value is None or isinstance(value, bool):
        return
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if isinstance(value, int | float | str):
        yield value
    elif isinstance(value, Mapping):
        yield from (atom for pair in value.items() for one in pair for atom in _atoms(one, depth + 1))
    elif isinstance(value, QuerySet):
        yield from (atom for row in value[:50] for atom in _atoms(row, depth + 1))
    elif isinstance(value, Model):
        yield from _atoms({name: one for name, one in vars(value).items() if name != "_state"}, depth + 1)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield from _atoms({field.name: getattr(value, field.name) for field in dataclasses.fields(value)}, depth + 1)
    elif isinstance(value, list | tuple | set | frozenset) or inspect.isgenerator(value):
        yield from (atom for one in value for atom in _atoms(one, depth + 1))
