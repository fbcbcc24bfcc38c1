# SPDX-License-Identifier: EUPL-1.2
"""What staff read and changed is written down in the act's own transaction, and never changed or deleted."""

import json

import pytest
import structlog
from django.db import DatabaseError, connection, transaction

from backend.common.clock import ClockTimestamp
from backend.ledger.audit.models import AuditEntry
from backend.ledger.audit.selectors import AuditQuery, acts_of, audit_entries
from backend.ledger.audit.services import record

pytestmark = pytest.mark.django_db


def read_register(*, actor: int = 7, place: int | None = 1) -> int:
    return record(actor_id=actor, operation="read_register", target="campaign:12", municipality_id=place, reason="desk")


def test_a_read_is_written_down_with_numbers_and_the_requests_name():
    with structlog.contextvars.bound_contextvars(request_id="a-request"):
        read_register()
    entry = AuditEntry.objects.get()
    assert (entry.actor_id, entry.operation, entry.target, entry.reason) == (7, "read_register", "campaign:12", "desk")
    assert (entry.status, entry.municipality_id, entry.request_id) == ("done", 1, "a-request")
    assert entry.recorded_at is not None
    assert entry.shipped_at is None


@pytest.mark.parametrize("wrong", [
    {"target": "Aino Virtanen"}, {"target": "account:aino@example.org"}, {"reason": "She asked for it"},
    {"operation": "Read the register"},
])  # fmt: skip
def test_words_that_somebody_typed_are_refused_by_the_service_and_by_the_database(wrong):
    act = {"operation": "read", "target": "campaign:1", "reason": "", **wrong}
    with pytest.raises(ValueError, match="not words"):
        record(actor_id=7, municipality_id=1, **act)
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry.objects.create(actor_id=7, **act)


@pytest.mark.django_db(transaction=True)
def test_it_belongs_into_a_transaction_and_goes_with_it():
    with pytest.raises(RuntimeError):
        read_register()
    with transaction.atomic():
        read_register()
        transaction.set_rollback(True)
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("change", [
    "UPDATE audit_auditentry SET actor_id = 8", "UPDATE audit_auditentry SET shipped_at = now(), target = 'campaign:1'",
    "UPDATE audit_auditentry SET shipped_at = NULL", "DELETE FROM audit_auditentry", "TRUNCATE audit_auditentry",
])  # fmt: skip
def test_the_database_lets_nobody_change_or_delete_it(change):
    read_register()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditentry ENABLE TRIGGER USER")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute(change)


def test_shipped_is_said_once():
    read_register()
    AuditEntry.objects.update(shipped_at=ClockTimestamp())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEntry.objects.update(shipped_at=ClockTimestamp())


def test_a_municipality_sees_its_own_and_the_region_all():
    own, other, regions = read_register(), read_register(place=2), read_register(place=None)
    assert [one.pk for one in audit_entries(places=frozenset({1}))] == [own]
    assert [one.pk for one in audit_entries(places=frozenset({None}))] == [regions, other, own]
    assert list(audit_entries(places=frozenset())) == []


def test_entries_are_found_by_who_what_and_when():
    read_register()
    record(actor_id=8, operation="answer_idea", target="idea:3", municipality_id=1)
    everywhere = frozenset({None})

    def found(**query: object) -> list[str]:
        return [one.operation for one in audit_entries(places=everywhere, query=AuditQuery(**query))]

    moment = AuditEntry.objects.latest("id").recorded_at
    assert found(actor_id=8) == found(operation="answer_idea") == found(target="idea:3") == ["answer_idea"]
    assert found(until=moment) == ["read_register"]
    assert found(since=moment) == ["answer_idea"]
    assert found(shipped=True) == []
    assert len(found(shipped=False)) == 2


def test_a_persons_own_acts_are_theirs_to_know():
    read_register()
    (row,) = acts_of(7)["acts_as_staff"]
    assert row["operation"] == "read_register"
    assert json.dumps(row, default=str)
    assert acts_of(8)["acts_as_staff"] == []
