# SPDX-License-Identifier: EUPL-1.2
"""What time does to initiatives: the threshold is noticed, collecting ends, officers are reminded; once each."""

from typing import Any

from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from backend.common.clock import ClockTimestamp, LocalToday, database_now, local_day
from backend.ledger.events.services import publish
from backend.participation.initiatives.events import (
    InitiativeDueSoon,
    InitiativeLapsed,
    InitiativeOverdue,
    InitiativeReachedThreshold,
)
from backend.participation.initiatives.models import Initiative, SignatureTally
from backend.participation.initiatives.rules import SOON, threshold_of
from backend.region.places.selectors import population_figures


def attend_initiatives() -> int:
    """Write down what has become true of initiatives since the last time; how many things were."""
    return note_thresholds() + lapse_initiatives() + remind_of_initiatives()


@transaction.atomic
def note_thresholds() -> int:
    """Record, once each, which initiatives have as many residents as oblige their municipality; how many."""
    tally = SignatureTally.objects.filter(initiative=OuterRef("pk")).values("residents")[:1]
    waiting = _collecting().filter(threshold_reached_at__isnull=True).annotate(counted=Subquery(tally))
    found = list(waiting.filter(counted__gt=0).order_by("pk"))
    populations = population_figures({one.municipality_id for one in found}) if found else {}
    noted = 0
    for one in found:
        known = populations.get(one.municipality_id)
        threshold = threshold_of(known.people) if known else None
        if threshold is None or one.counted < threshold:
            continue
        rows = Initiative.objects.filter(pk=one.pk, state="collecting", threshold_reached_at__isnull=True)
        if rows.update(threshold_reached_at=ClockTimestamp()):
            publish(InitiativeReachedThreshold(**_about(one), threshold=threshold))
            noted += 1
    return noted


@transaction.atomic
def lapse_initiatives() -> int:
    """Record that the time of initiatives to collect is over; the dates have closed them already. How many."""
    over = _collecting().filter(closes_at__lte=ClockTimestamp()).order_by("pk")
    lapsed = 0
    for one in over:
        rows = Initiative.objects.filter(pk=one.pk, state="collecting", closes_at__lte=ClockTimestamp())
        if rows.update(state=Initiative.State.LAPSED, ended_at=F("closes_at")):
            publish(InitiativeLapsed(**_about(one), sign=-1))
            lapsed += 1
    return lapsed


@transaction.atomic
def remind_of_initiatives() -> int:
    """Remind officers a month before an initiative is to be taken up, and when the day is over; once each."""
    today = local_day(database_now())
    waiting = Initiative.objects.filter(state="handed_over", due_on__lte=today + SOON).select_related("idea")
    reminded = 0
    for one in waiting.order_by("pk"):
        is_late = Q(due_on__lt=LocalToday())
        before, after = one.reminded_before != one.due_on, one.reminded_after != one.due_on
        rows = Initiative.objects.filter(pk=one.pk, state="handed_over", due_on=one.due_on)
        if after and rows.filter(is_late).update(reminded_after=F("due_on")):
            publish(InitiativeOverdue(**_about(one)))
            reminded += 1
        elif before and rows.exclude(is_late).update(reminded_before=F("due_on")):
            publish(InitiativeDueSoon(**_about(one)))
            reminded += 1
    return reminded


def _collecting() -> QuerySet[Any]:
    return Initiative.objects.filter(state=Initiative.State.COLLECTING).select_related("idea")


def _about(initiative: Initiative) -> dict[str, Any]:
    return {
        "campaign_id": initiative.idea.campaign_id,
        "subject_id": initiative.idea_id,
        "initiative": initiative.pk,
        "channel": "office",
    }
