# SPDX-License-Identifier: EUPL-1.2
"""What the probes are told: each part with its age."""

import time

import pytest
from django.core.cache import cache
from django.db import connection

from backend.config.relay import SIGN_OF_LIFE
from backend.participation.supports.services import support_idea


@pytest.fixture(autouse=True)
def _nobody_has_shown_life():
    cache.clear()


def everybody_lives() -> None:
    for key in (SIGN_OF_LIFE, "worker alive", "beat alive"):
        cache.set(key, time.time() - 2, 60)


def test_alive_asks_nobody(client):
    answer = client.get("/healthz")  # a test without a database would fail if it were asked
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_ready_says_how_old_every_part_is(client):
    everybody_lives()
    answer = client.get("/readiness")
    assert answer.status_code == 200
    told = answer.json()
    assert told["status"] == "ok"
    assert set(told) == {"status", "database", "redis", "relay", "worker", "beat"}
    for part in ("relay", "worker", "beat"):
        assert told[part]["ok"] is True
        assert 2 <= told[part]["age_seconds"] < 10


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["relay", "worker", "beat"])
def test_a_part_that_shows_no_life_makes_it_503(client, part):
    everybody_lives()
    cache.delete(f"{part} alive")
    answer = client.get("/readiness")
    assert (answer.status_code, answer.json()["status"]) == (503, "degraded")
    assert answer.json()[part] == {**answer.json()[part], "ok": False, "age_seconds": None}
    assert answer.json()["database"]["ok"] is True


@pytest.mark.django_db
def test_events_that_wait_too_long_are_the_relays_fault(client, aino, idea):
    everybody_lives()
    support_idea(by=aino, idea_id=idea.id)
    assert client.get("/readiness").json()["relay"]["pending_events"] > 0
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE events_event DISABLE TRIGGER USER")
        cursor.execute("UPDATE events_event SET recorded_at = recorded_at - interval '1 minute'")
        cursor.execute("ALTER TABLE events_event ENABLE TRIGGER USER")
    answer = client.get("/readiness")
    assert (answer.status_code, answer.json()["relay"]["ok"], answer.json()["database"]["ok"]) == (503, False, True)


def test_only_reading_is_answered(client):
    assert client.post("/healthz").status_code == 405
