# SPDX-License-Identifier: EUPL-1.2
"""The relay: dense positions, none lost, none doubled, whoever writes, dies or stands by."""

import threading
import time

import pytest
from django.db import connection, transaction

from backend.ledger.events.models import Event, Place
from backend.ledger.events.selectors import last_position, pending_count, place_of
from backend.ledger.events.services import TALLIES, Span, follow, publish, relay_batch, stamp
from backend.participation.supports.events import SupportGiven
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@transaction.atomic
def write(number: int, *, slowly: float = 0.0) -> None:
    publish(SupportGiven(campaign_id=1, participant_id=number, subject_id=number % 7))
    time.sleep(slowly)


class Counter:
    """A follow-up that counts into a row of the database, as real ones do."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS counted; CREATE TABLE counted (events int)")
            cursor.execute("INSERT INTO counted VALUES (0)")

    def fold(self, span: Span) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE counted SET events = events + (SELECT count(*) FROM events_event"
                " WHERE position > %s AND position <= %s)",
                [span.after, span.upto],
            )

    @property
    def events(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT events FROM counted")
            return cursor.fetchone()[0]


@pytest.fixture
def counter():
    made = Counter()
    yield made
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE counted")


def positions() -> list[int]:
    return list(Event.objects.order_by("position").values_list("position", flat=True))


def test_a_late_commit_comes_later_and_is_not_lost():
    began, may_end = threading.Event(), threading.Event()

    def late():
        with transaction.atomic():
            publish(SupportGiven(campaign_id=1, subject_id=1))
            began.set()
            may_end.wait(5)

    def early():
        began.wait(5)
        write(2)
        assert relay_batch(()) == Span(0, 1)
        may_end.set()

    assert [r for r in at_once([late, early]) if r] == []
    assert relay_batch(()) == Span(1, 2)
    assert Event.objects.get(subject_id=1).position == 2


def test_two_thousand_events_of_eight_writers_with_two_relays_that_fail_now_and_then(counter):
    done = threading.Event()

    def failing(span: Span) -> None:
        counter.fold(span)
        if span.upto % 3 == 0:
            raise ZeroDivisionError  # as if killed between the fold and the commit

    def relay():
        while not done.is_set() or pending_count():
            try:
                relay_batch((failing if not done.is_set() else counter.fold,), limit=37)
            except ZeroDivisionError:
                continue

    def writer(first: int):
        for number in range(first, first + 250):
            write(number, slowly=0.002 if number % 50 == 0 else 0)

    def writers():
        at_once([lambda n=n: writer(n * 250) for n in range(8)], threads=8)
        done.set()

    results = at_once([writers, relay, relay], threads=3)
    assert [r for r in results if isinstance(r, Exception)] == []
    assert positions() == list(range(1, 2001))
    assert sorted(Event.objects.values_list("participant_id", flat=True)) == list(range(2000))
    assert counter.events == 2000
    assert place_of(TALLIES) == last_position() == 2000


def test_a_second_relay_stands_by_while_the_first_one_works():
    with transaction.atomic():
        assert stamp() is not None
        assert at_once([lambda: relay_batch(())]) == [None]
    assert relay_batch(()) is not None


def test_a_follow_up_counts_exactly_once_whatever_is_killed(counter):
    for number in range(100):
        write(number)
    relay_batch(())

    def dies(span: Span) -> None:
        counter.fold(span)
        raise ZeroDivisionError

    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            follow("counter", dies, limit=30)
        follow("counter", counter.fold, limit=30)
    while follow("counter", counter.fold, limit=30):
        pass
    assert counter.events == 100
    assert Place.objects.get(name="counter").position == 100


def test_two_workers_at_one_follow_up_do_not_count_twice(counter):
    for number in range(300):
        write(number)
    relay_batch(())
    at_once([lambda: follow("counter", counter.fold, limit=20)] * 40, threads=8)
    while follow("counter", counter.fold, limit=20):
        pass
    assert counter.events == 300
