# SPDX-License-Identifier: EUPL-1.2
"""Publishing: only in a transaction, never changed afterwards."""

import datetime

import pytest
from django.db import Error, connection, transaction

from backend.common.clock import database_now, local_day
from backend.ledger.events.models import Event
from backend.ledger.events.services import publish, relay_batch
from backend.participation.discussion.events import CommentWritten
from backend.participation.supports.events import SupportGiven

GIVEN = SupportGiven(campaign_id=1, participant_id=2, subject_id=3)


@pytest.mark.django_db
def test_an_event_is_a_row_of_numbers_with_todays_local_day():
    publish(CommentWritten(campaign_id=1, participant_id=2, subject_id=3, comment=4, stance=-1, channel="desk"))
    event = Event.objects.get()
    assert (event.kind, event.campaign_id, event.participant_id, event.subject_id) == ("comment_written", 1, 2, 3)
    assert event.numbers == {"comment": 4, "stance": -1, "actor": None, "official": False, "waited": False}
    assert (event.sign, event.channel, event.position) == (1, "desk", None)
    assert event.day == local_day(database_now())


@pytest.mark.django_db
def test_an_event_of_another_day_keeps_its_day():
    publish(SupportGiven(campaign_id=1, day=datetime.date(2026, 3, 29)))
    assert Event.objects.get().day == datetime.date(2026, 3, 29)


@pytest.mark.django_db(transaction=True)
def test_publishing_outside_a_transaction_is_an_error():
    with pytest.raises(RuntimeError):
        publish(GIVEN)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events_event SET sign = -1",
        "UPDATE events_event SET position = 7, day = '2020-01-01'",
        "UPDATE events_event SET position = NULL",
        "DELETE FROM events_event",
    ],
)
@pytest.mark.django_db
def test_the_ledger_cannot_be_changed(statement):
    publish(GIVEN)
    relay_batch(())
    with pytest.raises(Error, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_a_position_that_is_given_stays():
    publish(GIVEN)
    relay_batch(())
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        Event.objects.update(position=99)


@pytest.mark.django_db(transaction=True)
def test_the_ledger_cannot_be_emptied():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = 'events_event'::regclass AND tgname LIKE '%never_emptied%'"
        )
        (trigger,) = cursor.fetchone()
        cursor.execute(f'ALTER TABLE events_event ENABLE TRIGGER "{trigger}"')
        try:
            with pytest.raises(Error, match="append-only"):
                cursor.execute("TRUNCATE events_event")
        finally:
            cursor.execute(f'ALTER TABLE events_event DISABLE TRIGGER "{trigger}"')
