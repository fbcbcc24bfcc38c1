# SPDX-License-Identifier: EUPL-1.2
"""The worker in trouble: killed in the middle, called twice, with a poisonous task, without Redis."""

import contextlib
import json
import time
from collections.abc import Iterator

import pytest
import redis
from django.conf import settings
from django.db import connection, transaction

from backend.insight.engagement.models import DailyCount
from backend.ledger.events.catch_up import follow_ups
from backend.ledger.events.selectors import last_position, place_of
from backend.ledger.events.services import publish, relay_batch
from backend.participation.participants.services import ImportedVoter, admit_imported
from backend.participation.supports.events import SupportGiven
from tests.live.own_redis import own_redis
from tests.worker.conftest import until
from worker.app import app
from worker.calls import DEAD_LETTERS

pytestmark = pytest.mark.django_db(transaction=True)


def give(campaign, idea, number: int) -> None:
    """Supports of many, written to the ledger and stamped."""
    with transaction.atomic():
        voters = [ImportedVoter(str(voter)) for voter in range(number)]
        for participant_id in admit_imported(campaign=campaign, voters=voters, language="fi").values():
            publish(SupportGiven(campaign_id=campaign.id, participant_id=participant_id, subject_id=idea.id))
    relay_batch(follow_ups().now)


def counted() -> int:
    """Supports in the statistics."""
    return sum(DailyCount.objects.filter(kind="support").values_list("net", flat=True))


@pytest.mark.faults
def test_a_worker_killed_in_the_middle_of_a_fold_counts_exactly_once(start_worker, campaign, idea):
    give(campaign, idea, 2000)
    with transaction.atomic(), connection.cursor() as cursor:
        # the fold stops in its middle: it waits for this table, having moved nothing yet
        cursor.execute("LOCK TABLE engagement_dailycount IN ACCESS EXCLUSIVE MODE")
        first = start_worker()
        until(lambda: waiting_for_the_table(cursor))
        first.kill()
    assert counted() == 0
    start_worker()
    until(lambda: place_of("engagement") == last_position(), within=30)
    assert counted() == 2000


def waiting_for_the_table(cursor) -> bool:
    cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'engagement_dailycount'::regclass")
    return cursor.fetchone()[0] > 0


def test_the_same_task_ten_times_counts_once(start_worker, campaign, idea):
    give(campaign, idea, 100)
    start_worker()
    for _ in range(10):
        app.send_task("follow_ledger")
    until(lambda: place_of("engagement") == last_position(), within=120)
    assert counted() == 100


@pytest.mark.faults
def test_a_task_that_always_fails_is_buried_and_the_queue_moves_on(start_worker, campaign, idea):
    with contextlib.closing(redis.Redis.from_url(settings.BROKER_URL)) as broker, without_table("accounts_session"):
        broker.delete(DEAD_LETTERS)
        start_worker(WORKER_CONCURRENCY="1")
        app.send_task("clear_sessions")
        give(campaign, idea, 10)
        until(lambda: counted() == 10, within=30)
        until(lambda: broker.llen(DEAD_LETTERS) == 1, within=120)
        assert json.loads(broker.lrange(DEAD_LETTERS, 0, 0)[0])["task"] == "clear_sessions"


@contextlib.contextmanager
def without_table(name: str) -> Iterator[None]:
    """Something a task needs is missing, so that it fails each time."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {name} RENAME TO missing")
        try:
            yield
        finally:
            cursor.execute(f"ALTER TABLE missing RENAME TO {name}")


@pytest.mark.faults
def test_worker_and_beat_outlive_redis_also_when_it_dies_in_the_middle_of_a_task(
    start_worker, campaign, idea, tmp_path
):
    with own_redis(tmp_path) as own:
        slow = {"DJANGO_SETTINGS_MODULE": "tests.worker.odd_settings", "FOLD_SECONDS": "2"}
        worker, beat = start_worker(REDIS_URL=own.url, **slow), start_worker("beat", REDIS_URL=own.url)
        give(campaign, idea, 10)
        until(a_fold_is_under_way)
        own.kill()
        until(lambda: counted() == 10)  # the fold needs no Redis
        with transaction.atomic():
            publish(SupportGiven(campaign_id=campaign.id, participant_id=None, subject_id=idea.id))
        relay_batch(follow_ups().now)
        time.sleep(3)
        own.start()
        took = until(lambda: counted() == 11, within=30)
        print(f"{took:.1f} s after Redis came back")
        assert worker.process.poll() is None
        assert beat.process.poll() is None


def a_fold_is_under_way() -> bool:
    """Whether a worker has folded and not committed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction' AND query LIKE ANY(%s)",
            [["%engagement_%people%", "%DISTINCT campaign_id FROM events_event%", "%engagement_personindex%"]],
        )
        return cursor.fetchone()[0] > 0
