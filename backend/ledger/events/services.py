# SPDX-License-Identifier: EUPL-1.2
"""Writing to the ledger, giving positions, and reading on from one's place: exactly once."""

import dataclasses
import json
from collections.abc import Callable, Iterable

from django.db import connection, transaction

from backend.ledger.events.event import LedgerEvent
from backend.ledger.events.models import Place

RELAY_LOCK = 7_301_001
NOTIFY_CHANNEL = "parvi_ledger"
TALLIES = "tallies"


@dataclasses.dataclass(frozen=True)
class Span:
    """Positions `after < position <= upto`."""

    after: int
    upto: int

    def __bool__(self) -> bool:
        return self.upto > self.after


Fold = Callable[[Span], None]


def publish(event: LedgerEvent) -> int:
    """Write one event in the caller's transaction; the row's id (not yet a position)."""
    if not connection.in_atomic_block:
        raise RuntimeError("publish() belongs into the transaction of the act that it records.")
    day = "%s" if event.day else "(clock_timestamp() AT TIME ZONE 'Europe/Helsinki')::date"
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO events_event (kind, campaign_id, participant_id, subject_id, sign, channel, assurance,"
            f" numbers, day) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, {day}) RETURNING id",
            [
                event.kind,
                event.campaign_id,
                event.participant_id,
                event.subject_id,
                event.sign,
                event.channel,
                event.assurance,
                json.dumps(event.numbers()),
                *([event.day] if event.day else []),
            ],
        )
        return int(cursor.fetchone()[0])


def stamp(limit: int = 20_000) -> Span | None:
    """Give the next committed events their positions; None when another relay leads.

    Runs in the caller's transaction, which must also hold what is folded from these positions.
    Order is that of the rows' ids among what is visible, so a late commit comes later, never lost.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [RELAY_LOCK])
        if not cursor.fetchone()[0]:
            return None
        cursor.execute("SELECT coalesce(max(position), 0) FROM events_event")
        after = int(cursor.fetchone()[0])
        cursor.execute(
            "WITH pending AS (SELECT id, row_number() OVER (ORDER BY id) AS step FROM events_event"
            " WHERE position IS NULL ORDER BY id LIMIT %s)"
            " UPDATE events_event SET position = %s + pending.step FROM pending WHERE events_event.id = pending.id",
            [limit, after],
        )
        return Span(after, after + cursor.rowcount)


@transaction.atomic
def relay_batch(folds: Iterable[Fold], limit: int = 20_000) -> Span | None:
    """Stamp what is pending and fold it, in one transaction; None when another relay leads."""
    stamped = stamp(limit)
    if stamped is None:
        return None
    place, _ = Place.objects.select_for_update().get_or_create(name=TALLIES)
    span = Span(place.position, stamped.upto)
    if span:
        for fold in folds:
            fold(span)
        place.position = span.upto
        place.save(update_fields=["position"])
        with connection.cursor() as cursor:
            # after stamping, not in the act: NOTIFY serialises the commits of those who use it
            cursor.execute("SELECT pg_notify(%s, %s)", [NOTIFY_CHANNEL, str(span.upto)])
    return span


@transaction.atomic
def follow(name: str, fold: Fold, limit: int = 10_000) -> Span | None:
    """Let one follow-up read on from its place; None when another process is at it.

    The fold's writes and the place move in this one transaction: counted exactly once, whatever
    is killed or called twice.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, hashtext(%s))", [RELAY_LOCK % 65_536, name])
        if not cursor.fetchone()[0]:
            return None
        cursor.execute("SELECT coalesce(max(position), 0) FROM events_event")
        last = int(cursor.fetchone()[0])
    place, _ = Place.objects.select_for_update().get_or_create(name=name)
    span = Span(place.position, min(last, place.position + limit))
    if span:
        fold(span)
        place.position = span.upto
        place.save(update_fields=["position"])
    return span


def hold_place(name: str) -> int:
    """Wait until nobody reads on under this name and keep others out till the transaction ends; the position.

    For a rebuild: what it writes is up to this position, and whoever reads on next goes on from there.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [RELAY_LOCK % 65_536, name])
    place, _ = Place.objects.select_for_update().get_or_create(name=name)
    return place.position
