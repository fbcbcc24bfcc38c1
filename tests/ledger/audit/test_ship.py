# SPDX-License-Identifier: EUPL-1.2
"""The audit log is sent on: at least once, marked once, and a receiver that is away holds nobody up."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction

from backend.common.outside import require_https
from backend.ledger.audit import shipping
from backend.ledger.audit.models import AuditEntry
from backend.ledger.audit.services import record
from backend.ledger.events.selectors import current_epoch


class Receiver(BaseHTTPRequestHandler):
    """Keeps what it is sent, and answers with the status that the test wants."""

    def do_POST(self) -> None:
        self.server.received.append(
            (self.headers.get("Authorization"), json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        )
        self.send_response(self.server.status)
        self.send_header("Location", "http://127.0.0.1:1/")
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def receiver(settings):
    """A service that takes audit logs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    server.received, server.status = [], 204
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.AUDIT_URL, settings.AUDIT_TOKEN = f"http://127.0.0.1:{server.server_port}/in", "a token"
    yield server
    server.shutdown()
    server.server_close()


def write(count: int) -> None:
    with transaction.atomic():
        for number in range(count):
            record(actor_id=7, operation="read_register", target=f"campaign:{number}", municipality_id=1)


def waiting() -> int:
    return AuditEntry.objects.filter(shipped_at__isnull=True).count()


@pytest.mark.django_db
def test_what_waits_is_sent_in_batches_the_oldest_first_and_marked(receiver, monkeypatch):
    monkeypatch.setattr(shipping, "BATCH", 2)
    write(5)
    assert shipping.ship(10) == 5
    assert waiting() == 0
    assert [len(body["entries"]) for _token, body in receiver.received] == [2, 2, 1]
    assert [one["target"] for _token, body in receiver.received for one in body["entries"]] == [
        f"campaign:{number}" for number in range(5)
    ]
    token, body = receiver.received[0]
    assert token == "Bearer a token"
    assert body["log"] == current_epoch()
    assert set(body["entries"][0]) == {
        "id", "at", "actor", "operation", "target", "status", "reason", "municipality", "on_behalf_of",
        "request",
    }  # fmt: skip
    assert shipping.ship(10) == 0
    assert len(receiver.received) == 3


@pytest.mark.django_db
@pytest.mark.parametrize("status", [500, 400, 302])
def test_what_the_receiver_does_not_take_waits_and_is_sent_again(receiver, status):
    write(2)
    receiver.status = status
    assert shipping.ship(10) == 0
    assert waiting() == 2
    receiver.status = 200
    assert shipping.ship(10) == 2
    assert waiting() == 0
    assert receiver.received[0] == receiver.received[1]


@pytest.mark.django_db
def test_nobody_there_and_nowhere_to_send(settings):
    write(1)
    assert shipping.ship(10) == 0
    settings.AUDIT_URL = "http://127.0.0.1:9/"
    assert shipping.ship(10) == 0
    assert waiting() == 1


@pytest.mark.django_db(transaction=True)
def test_two_processes_send_one_after_the_other(receiver):
    write(1)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [shipping._LOCK])
        sent: list[int] = []

        def other() -> None:
            sent.append(shipping.ship(10))
            connection.close()

        thread = threading.Thread(target=other)
        thread.start()
        thread.join(10)
    assert sent == [0]
    assert receiver.received == []
    assert shipping.ship(10) == 1


@pytest.mark.django_db(transaction=True)
def test_killed_between_answer_and_mark_sends_again(receiver):
    write(1)
    with transaction.atomic():
        shipping.ship(10)
        transaction.set_rollback(True)
    assert waiting() == 1
    assert shipping.ship(10) == 1
    assert receiver.received[0] == receiver.received[1]


def test_the_address_is_https():
    for url in ("http://audit.example/", "ftp://audit.example/", "audit.example"):
        with pytest.raises(ImproperlyConfigured, match="AUDIT_URL"):
            require_https("AUDIT_URL", url, production=False)
    with pytest.raises(ImproperlyConfigured, match="AUDIT_URL"):
        require_https("AUDIT_URL", "http://127.0.0.1:8000/", production=True)
    for url in ("", "https://audit.example/in"):
        assert require_https("AUDIT_URL", url, production=True) == url
    assert require_https("AUDIT_URL", "http://127.0.0.1:8000/", production=False)
