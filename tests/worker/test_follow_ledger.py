# SPDX-License-Identifier: EUPL-1.2
"""A real worker folds what happened into statistics: at once, and whatever dies or fails beside it."""

import os
import signal

import pytest
from django.core.cache import cache
from django.db import connection

from backend.insight.engagement.comparison import compare_with_ledger
from backend.insight.engagement.models import DailyCount
from backend.ledger.events.catch_up import follow_ups
from backend.ledger.events.services import relay_batch
from backend.participation.supports.services import support_idea
from tests.worker.conftest import until
from tests.worker.test_trouble import a_fold_is_under_way

pytestmark = pytest.mark.django_db(transaction=True)
ODD = "tests.worker.odd_settings"


def supports():
    return sum(DailyCount.objects.filter(kind="support").values_list("net", flat=True))


def stamp():
    """What the relay does."""
    relay_batch(follow_ups().now)


@pytest.fixture
def support(make_person, idea):
    """Somebody else supports the idea, and the relay has seen it: support()."""
    people = (make_person(f"Aino{n}") for n in range(100))

    def give():
        support_idea(by=next(people), idea_id=idea.id)
        stamp()

    return give


def test_acts_become_statistics_at_once_because_the_relay_tells_the_worker(start_worker, support):
    start_worker()
    support()
    until(lambda: supports() == 1)
    support()
    took = until(lambda: supports() == 2)
    print(f"in the statistics {took:.2f} s after the relay")
    assert took < 4
    assert cache.get("worker alive") is not None


@pytest.mark.slow
@pytest.mark.faults
def test_beat_sends_what_is_due_and_both_show_life(start_worker, support, campaign):
    cache.delete("worker alive")
    cache.delete("beat alive")
    start_worker()
    beat = start_worker("beat")
    support()
    until(lambda: supports() == 1)
    until(lambda: cache.get("worker alive") and cache.get("beat alive"))
    until(lambda: campaign.phases.filter(opening_recorded_at__isnull=False).exists(), within=40)
    beat.stop()
    assert beat.process.returncode == 0


def test_a_follow_up_that_fails_is_named_in_the_log_and_holds_up_no_other(start_worker, support):
    worker = start_worker(DJANGO_SETTINGS_MODULE=ODD)
    support()
    until(lambda: supports() == 1)
    until(lambda: "follow_up_failed" in worker.log.read_text())
    assert "broken" in worker.log.read_text()


@pytest.mark.faults
def test_a_process_killed_in_the_middle_of_a_fold_has_counted_nothing_and_another_counts_once(start_worker, support):
    worker = start_worker(DJANGO_SETTINGS_MODULE=ODD, FOLD_SECONDS="2")
    support()
    until(a_fold_is_under_way)
    for child in worker.children():
        os.kill(child, signal.SIGKILL)
    assert supports() == 0
    until(lambda: supports() == 1, within=30)
    support()
    until(lambda: supports() == 2, within=30)
    assert compare_with_ledger().differences == []


@pytest.mark.slow
@pytest.mark.faults
def test_the_listener_survives_the_loss_of_its_connection(start_worker, support):
    start_worker()
    support()
    until(lambda: supports() == 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%%'")
        assert cursor.fetchall()
    support()
    until(lambda: supports() == 2)
