# SPDX-License-Identifier: EUPL-1.2
"""Reading the ledger: positions, places, and how much is pending."""

import dataclasses
import datetime

from django.db import connection
from django.db.models import Max

from backend.ledger.events.models import Epoch, Event, Place


def last_position(*, campaign_id: int | None = None, upto: int | None = None) -> int:
    """The last position given, of all or of one campaign, at most `upto`; 0 when none."""
    events = Event.objects.filter(position__isnull=False)
    if campaign_id is not None:
        events = events.filter(campaign_id=campaign_id)
    if upto is not None:
        events = events.filter(position__lte=upto)
    return int(events.aggregate(last=Max("position"))["last"] or 0)


def pending_count() -> int:
    """How many committed events have no position yet."""
    return Event.objects.filter(position__isnull=True).count()


def place_of(name: str) -> int:
    """Up to which position a follow-up has read; 0 before its first time."""
    return Place.objects.filter(name=name).values_list("position", flat=True).first() or 0


def current_epoch() -> str:
    """The name of this ledger; "" before it is made."""
    epoch = Epoch.objects.first()
    return str(epoch.epoch) if epoch else ""


def recorded_at(position: int) -> datetime.datetime | None:
    """When the event at a position was recorded, by the database's clock."""
    return Event.objects.filter(position=position).values_list("recorded_at", flat=True).first()


@dataclasses.dataclass(frozen=True)
class Lag:
    """How far behind the ledger its readers are: unstamped events and the oldest one's age in seconds."""

    pending: int
    oldest_seconds: float


def lag() -> Lag:
    """What waits for the relay."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), coalesce(extract(epoch FROM clock_timestamp() - min(recorded_at)), 0)"
            " FROM events_event WHERE position IS NULL"
        )
        pending, oldest = cursor.fetchone()
        return Lag(int(pending), float(oldest))
