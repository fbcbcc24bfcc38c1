# SPDX-License-Identifier: EUPL-1.2
"""Logs tell what went wrong and where; never what anybody typed, an address, or words of a search."""

import asyncio
import contextlib
import io
import json
import logging

import pytest
import redis
from django.conf import settings as project
from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from backend.common.errors import InvalidInput
from backend.common.faults import kind_of, trace_of
from backend.config.logs import formatter
from backend.config.relay import Pusher
from backend.config.urls import urlpatterns as product
from backend.ledger.events.catch_up import FollowUps, follow_for
from backend.ledger.events.services import Span, relay_batch
from backend.participation.notifications.letters import Due
from backend.participation.notifications.sending import hand_over
from backend.region.accounts.models import Account
from tests.worker.conftest import until
from worker import tasks
from worker.calls import DEAD_LETTERS

TYPED = "salaisuus7 marja.mainio@posti.test"


def break_down(request: HttpRequest, *_pieces: str) -> HttpResponse:
    """Fails as a view may, with something of the request in the exception's words."""
    typed = {**request.GET.dict(), **request.POST.dict()}
    if typed["how"] == "database":
        Account.objects.create(email=typed["text"], pseudonym="Liisa", municipality_id=-1)
        connection.check_constraints()
    raise {"value": ValueError, "refused": _refused, "suspicious": SuspiciousOperation}[typed["how"]](typed["text"])


def _refused(text: str) -> InvalidInput:
    return InvalidInput(fields={"text": text})


urlpatterns = [*product, path("broken/", break_down), path("broken/<str:token>/", break_down)]
handler500 = "backend.config.unanswered.server_error"


@pytest.fixture
def log():
    """All that is logged, one JSON object a line, as in production."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(formatter(json=True))
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(level)


def assert_silent(lines: list[dict]) -> None:
    told = json.dumps(lines, ensure_ascii=False)
    for word in ("salaisuus7", "mainio", "posti.test"):
        assert word not in told, told


@pytest.mark.django_db(transaction=True)
@pytest.mark.urls(__name__)
@pytest.mark.parametrize("how", ["value", "database", "refused", "suspicious"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_request_that_fails_tells_where_and_not_what(log, how, method):
    answer = getattr(Client(raise_request_exception=False), method)("/broken/", {"how": how, "text": TYPED})
    assert answer.status_code == {"refused": 422, "suspicious": 400}.get(how, 500)
    assert_silent(log())
    if answer.status_code == 500:
        (line,) = [line for line in log() if line["logger"] == "django.request"]
        assert line["event"] == "Internal Server Error: /broken/"
        assert line["request_id"]
        assert "in break_down" in line["exception"]
        kinds = {"value": "ValueError", "database": "IntegrityError 23503"}
        assert kinds[how] in line["exception"]


@pytest.mark.urls(__name__)
def test_a_token_in_an_address_is_left_out(log):
    token = "eyJhbGciOiJIUzI1NiJ9-salaisuus7"
    Client(raise_request_exception=False).get(f"/broken/{token}/", {"how": "value", "text": TYPED})
    assert "Internal Server Error: /broken/…/" in {line["event"] for line in log()}
    assert_silent(log())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [("/search/?q=", 200), ("/api/v1/search/?q=", 200), ("/nowhere/?q=", 404), ("/api/v1/nowhere/?q=", 404)],
)
def test_words_of_a_search_are_in_no_log(log, address, status):
    assert Client().get(f"{address}{TYPED}").status_code == status
    Client(enforce_csrf_checks=True).post(f"{address}{TYPED}", {"text": TYPED})
    Client(raise_request_exception=False).get(address, headers={"Host": "salaisuus7.example"})
    assert_silent(log())


@pytest.mark.django_db
def test_refusals_of_forms_and_of_signing_in_leave_no_word(log, client, aino):
    client.post("/accounts/login/", {"login": "marja.mainio@posti.test", "password": "salaisuus7"})
    client.post("/accounts/login/code/", {"email": "marja.mainio@posti.test"})
    client.post("/accounts/login/code/confirm/", {"code": "salaisuus7"})
    client.post("/accounts/signup/", {"email": "marja.mainio@posti.test", "password1": "salaisuus7"})
    client.force_login(aino)
    client.post("/you/", {"pseudonym": TYPED, "birth_year": TYPED})
    client.post("/api/v1/me/", TYPED, content_type="application/json")
    client.patch("/api/v1/me/", {"pseudonym": TYPED}, content_type="application/json")
    assert_silent(log())


def fail(*_arguments: object) -> None:
    raise ValueError(TYPED)


TABLE = FollowUps(now=(), push=(), later={"failing": fail})


@pytest.mark.django_db
def test_a_task_that_fails_leaves_no_word_in_log_and_dead_letters(log, monkeypatch):
    monkeypatch.setattr(tasks.follow_ledger, "run", fail)
    with contextlib.closing(redis.Redis.from_url(project.BROKER_URL)) as broker:
        broker.delete(DEAD_LETTERS)
        tasks.follow_ledger.apply(retries=tasks.follow_ledger.max_retries, throw=False)
        letters = [json.loads(letter) for letter in broker.lrange(DEAD_LETTERS, 0, -1)]
        broker.delete(DEAD_LETTERS)
    assert [letter["why"] for letter in letters] == ["ValueError"]
    assert "dead_letter" in {line["event"] for line in log()}
    assert_silent([*log(), *letters])


@pytest.mark.django_db
def test_relay_and_follow_ups_leave_no_word(log, settings, idea):
    settings.FOLLOW_UPS = __name__
    relay_batch(())
    assert follow_for(5) == ["failing"]
    Pusher([fail]).push(Span(0, 1))
    until(lambda: len(log()) == 2)
    (failed, dropped) = log()
    assert (failed["event"], failed["follow_up"]) == ("follow_up_failed", "failing")
    assert "in fail" in failed["exception"]
    assert (dropped["event"], dropped["error"]) == ("push_dropped", "ValueError")
    assert_silent(log())


def test_a_letter_that_cannot_be_written_leaves_no_word(log):
    assert hand_over(Due(7, "marja.mainio@posti.test", fail), None).error == "broken"
    assert [line["event"] for line in log()] == ["letter_failed"]
    assert_silent(log())


def test_a_library_that_puts_an_exception_into_its_words_leaves_none(log):
    logging.getLogger("asyncio").error("Task failed: %s (%r)", ValueError(TYPED), ValueError(TYPED))
    loop = asyncio.new_event_loop()
    loop.call_exception_handler({"message": "Task exception was never retrieved", "exception": ValueError(TYPED)})
    loop.close()
    assert log()[0]["event"] == "Task failed: ValueError (ValueError)"
    assert_silent(log())


@pytest.mark.django_db
def test_the_kind_of_a_fault_of_the_database_names_the_rule_and_not_the_row(aino):
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        Account.objects.create(email=aino.email, pseudonym="Liisa")
    assert kind_of(caught.value) == "IntegrityError 23505 accounts_account accounts_account_email_key"
    assert aino.email not in trace_of(caught.value)
    assert aino.email in str(caught.value), "the words that are left out"


def test_the_kind_of_a_fault_of_the_system_names_its_number():
    assert kind_of(ConnectionRefusedError(111, TYPED)) == "ConnectionRefusedError 111"
    assert kind_of(ValueError(TYPED)) == "ValueError"
