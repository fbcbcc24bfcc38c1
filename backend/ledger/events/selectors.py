# SPDX-License-Identifier: EUPL-1.2
"""Reading the ledger: positions, places, and how much is pending."""

import dataclasses
import datetime
from collections.abc import Iterable, Sequence
from typing import TypeVar, cast

from django.db import connection
from django.db.models import BigIntegerField, Max, Model, QuerySet, Subquery, UUIDField, Value
from django.db.models.functions import Coalesce

from backend.ledger.events.models import Epoch, Event, Place

AnyModel = TypeVar("AnyModel", bound=Model)


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


@dataclasses.dataclass(frozen=True)
class Change:
    """What a span of positions brought to a campaign.

    `previous` is the campaign's last position before the span (0 when none), `position` its last in
    the span, `subject_ids` what the events of the asked kinds happened to, in order.
    """

    campaign_id: int
    previous: int
    position: int
    subject_ids: list[int]


def changes_in(*, after: int, upto: int, kinds: Sequence[str]) -> list[Change]:
    """What changed in each campaign at positions `after < position <= upto`, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT campaign_id, coalesce((SELECT max(earlier.position) FROM events_event AS earlier"
            "   WHERE earlier.campaign_id = event.campaign_id AND earlier.position <= %s), 0), max(position),"
            " coalesce(array_agg(DISTINCT subject_id) FILTER (WHERE kind = ANY(%s) AND subject_id IS NOT NULL), '{}')"
            " FROM events_event AS event WHERE position > %s AND position <= %s AND campaign_id IS NOT NULL"
            " GROUP BY campaign_id ORDER BY campaign_id",
            [after, list(kinds), after, upto],
        )
        return [Change(*row) for row in cursor.fetchall()]


def change_since(campaign_id: int, *, after: int, kinds: Sequence[str]) -> Change:
    """What changed in one campaign at positions above `after`, in one query; `position` is `after` when nothing did."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(max(position), %s), coalesce(array_agg(DISTINCT subject_id)"
            " FILTER (WHERE kind = ANY(%s) AND subject_id IS NOT NULL), '{}')"
            " FROM events_event WHERE campaign_id = %s AND position > %s",
            [after, list(kinds), campaign_id, after],
        )
        position, subject_ids = cursor.fetchone()
    return Change(campaign_id, after, position, subject_ids)


@dataclasses.dataclass(frozen=True)
class Standing:
    """Which ledger this is, and the last position of each asked campaign that a follow-up has read."""

    epoch: str
    positions: dict[int, int]


def standing_of(campaign_ids: Iterable[int], *, place: str) -> Standing:
    """Where some campaigns stand for the follow-up of that name, in one query."""
    ids = list(campaign_ids)
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH read AS (SELECT coalesce((SELECT position FROM events_place WHERE name = %s), 0) AS upto)"
            " SELECT campaign.id, coalesce((SELECT max(position) FROM events_event"
            "   WHERE campaign_id = campaign.id AND position <= read.upto), 0),"
            " coalesce((SELECT epoch::text FROM events_epoch), '')"
            " FROM read, unnest(%s::bigint[]) AS campaign (id)",
            [place, ids],
        )
        rows = cursor.fetchall()
    return Standing(epoch=rows[0][2] if rows else current_epoch(), positions={row[0]: row[1] for row in rows})


def with_standing(rows: QuerySet[AnyModel], *, campaign_id: int, place: str) -> QuerySet[AnyModel]:
    """Rows with `epoch` and `position`, the campaign's standing for a follow-up, read in the rows' own statement."""
    read = Place.objects.filter(name=place).values("position")[:1]
    last = Event.objects.filter(campaign_id=campaign_id, position__lte=Subquery(read)).order_by("-position")
    annotated = rows.annotate(
        epoch=Subquery(Epoch.objects.values("epoch")[:1], output_field=UUIDField()),
        position=Coalesce(Subquery(last.values("position")[:1]), Value(0), output_field=BigIntegerField()),
    )
    return cast("QuerySet[AnyModel]", annotated)


def pending_of(participant_ids: list[int], *, kind: str) -> int:
    """How many events of one kind by some participants have no position yet."""
    return Event.objects.filter(participant_id__in=participant_ids, kind=kind, position__isnull=True).count()
