# SPDX-License-Identifier: EUPL-1.2
"""How tasks are called: the request's name goes with them, and a message that kills is not given out for ever."""

import contextlib
import json

import pytest
import redis
import structlog
from django.conf import settings
from django.core.cache import cache

from worker import tasks
from worker.app import app
from worker.broker import Transport
from worker.calls import DEAD_LETTERS, TRIES
from worker.timetable import TIMETABLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def broker():
    with contextlib.closing(redis.Redis.from_url(settings.BROKER_URL)) as client:
        client.delete(DEAD_LETTERS, "parvi:ledger")
        yield client
        client.delete(DEAD_LETTERS, "parvi:ledger")


def test_the_name_of_the_request_goes_with_the_task_into_its_log(broker, monkeypatch):
    with structlog.contextvars.bound_contextvars(request_id="pyynto-123"):
        tasks.follow_ledger.apply_async()
    headers = json.loads(broker.lindex("parvi:ledger", 0))["headers"]
    assert headers["request_id"] == "pyynto-123"
    seen = {}
    monkeypatch.setattr(tasks.follow_ledger, "run", lambda: seen.update(structlog.contextvars.get_contextvars()))
    tasks.follow_ledger.push_request(**headers)
    tasks.follow_ledger()
    tasks.follow_ledger.pop_request()
    assert (seen["request_id"], seen["task"]) == ("pyynto-123", "follow_ledger")


def test_a_message_that_ends_its_process_each_time_is_given_out_three_times(broker, monkeypatch):
    runs = []
    monkeypatch.setattr(tasks.follow_ledger, "run", lambda: runs.append(1))
    cache.delete("deliveries tappaja")
    for delivery in range(TRIES + 1):
        tasks.follow_ledger.push_request(id="tappaja", delivery_info={"redelivered": delivery > 0})
        tasks.follow_ledger()
        tasks.follow_ledger.pop_request()
    assert len(runs) == TRIES
    letter = json.loads(broker.lrange(DEAD_LETTERS, 0, 0)[0])
    assert (letter["task"], letter["id"]) == ("follow_ledger", "tappaja")


def test_everything_on_the_timetable_is_a_task_and_is_void_when_late():
    assert {entry["task"] for entry in TIMETABLE.values()} <= set(app.tasks)
    assert all(entry["options"]["expires"] for entry in TIMETABLE.values())


def test_what_lasts_long_waits_in_a_queue_of_its_own(broker):
    broker.delete("parvi:exports")
    tasks.run_exports.apply_async()
    tasks.publish_due_releases.apply_async()
    assert broker.llen("parvi:exports") == 2
    broker.delete("parvi:exports")


def test_the_worker_keeps_no_results_and_takes_json_only():
    assert app.conf.accept_content == ["json"]
    assert app.conf.task_ignore_result
    assert isinstance(app.connection_for_read().transport, Transport)
