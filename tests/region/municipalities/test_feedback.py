# SPDX-License-Identifier: EUPL-1.2
"""Feedback without an account, on a 14-day clock; the address is forgotten with the answer."""

import datetime

import pytest
from django.core import mail
from django.db import connection

from backend.common.clock import database_now
from backend.common.errors import InvalidInput, MayNot, NotFound
from backend.ledger.audit.models import AuditEntry
from backend.region.accounts import post
from backend.region.accounts.services import give_role
from backend.region.municipalities.errors import FeedbackAnsweredAlready, TooMuchFeedback
from backend.region.municipalities.models import Feedback
from backend.region.municipalities.selectors import overdue_feedback, personal_data_of
from backend.region.municipalities.services import (
    MOST_A_DAY,
    answer_feedback,
    forget_old_addresses,
    forget_person,
    give_feedback,
    read_feedback,
)
from backend.region.places.models import Municipality

pytestmark = pytest.mark.django_db
TEXT = "Painiketta ei voi painaa näppäimistöllä."


@pytest.fixture
def porvoo(db):
    return Municipality.objects.get(slug="porvoo")


def told(porvoo, **changes) -> Feedback:
    wanted = {"kind": "accessibility", "text": TEXT, "language": "sv", "email": "Kalle@Example.org", **changes}
    return give_feedback(municipality=porvoo, **wanted)


def days_ago(days: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE municipalities_feedback SET received_at = received_at - make_interval(days => %s),"
            " due_at = due_at - make_interval(days => %s)",
            [days, days],
        )


def test_feedback_has_a_number_and_fourteen_days(porvoo):
    given = told(porvoo)
    assert len(given.number) == 8
    assert abs(given.due_at - database_now() - datetime.timedelta(days=14)) < datetime.timedelta(minutes=1)
    assert overdue_feedback(porvoo) == 0
    days_ago(15)
    assert overdue_feedback(porvoo) == 1


def test_the_answer_goes_by_letter_and_the_address_is_forgotten(porvoo, porvoo_organiser):
    given = told(porvoo)
    answer_feedback(by=porvoo_organiser, feedback_id=given.pk, answer="Korjasimme sen.")
    post.deliver(5)
    (letter,) = mail.outbox
    assert letter.to == ["kalle@example.org"]
    assert given.number in letter.subject
    assert "Korjasimme sen." in letter.body
    assert "Du skrev" in letter.body
    assert Feedback.objects.get().email == ""
    assert AuditEntry.objects.get().target == f"feedback:{given.pk}"
    with pytest.raises(FeedbackAnsweredAlready):
        answer_feedback(by=porvoo_organiser, feedback_id=given.pk, answer="Uudelleen.")


def test_without_an_address_the_answer_stands_on_the_receipt(porvoo, porvoo_organiser):
    given = told(porvoo, email="")
    answer_feedback(by=porvoo_organiser, feedback_id=given.pk, answer="Korjasimme sen.")
    assert post.deliver(5) == 0
    assert Feedback.objects.get().answer == "Korjasimme sen."


@pytest.mark.parametrize("wrong", [{"text": "Ei"}, {"kind": "praise"}, {"email": "kalle"}])
def test_what_is_wrong_is_said(porvoo, wrong):
    with pytest.raises(InvalidInput) as refused:
        told(porvoo, **wrong)
    assert list(refused.value.fields) == list(wrong)


def test_nobody_fills_the_table(porvoo):
    rows = [
        Feedback(number=f"N{n}", municipality=porvoo, kind="other", text=TEXT, language="fi", due_at=database_now())
        for n in range(MOST_A_DAY)
    ]
    Feedback.objects.bulk_create(rows)
    with pytest.raises(TooMuchFeedback):
        told(porvoo)


def test_staff_of_the_municipality_read_it_and_nobody_else(porvoo, porvoo_organiser, make_person, aino):
    given = told(porvoo)
    stranger = make_person("Sipoolainen", municipality="sipoo")
    give_role(account=stranger, kind="admin", municipality=Municipality.objects.get(slug="sipoo"))
    assert list(read_feedback(by=porvoo_organiser, municipality=porvoo)) == [given]
    assert AuditEntry.objects.get().operation == "read_feedback"
    for person in (stranger, aino):
        with pytest.raises(MayNot):
            read_feedback(by=person, municipality=porvoo)
        with pytest.raises(MayNot):
            answer_feedback(by=person, feedback_id=given.pk, answer="Kiitos.")
    with pytest.raises(NotFound):
        answer_feedback(by=porvoo_organiser, feedback_id=0, answer="Kiitos.")


def test_what_waits_longest_comes_first_and_what_was_answered_after_it(porvoo, porvoo_organiser):
    first, second, third = (told(porvoo, text=f"{TEXT} {n}") for n in range(3))
    answer_feedback(by=porvoo_organiser, feedback_id=first.pk, answer="Korjasimme sen.")
    listed = {
        waiting: list(read_feedback(by=porvoo_organiser, municipality=porvoo, waiting=waiting))
        for waiting in (None, True, False)
    }
    assert listed == {None: [second, third, first], True: [second, third], False: [first]}


def test_an_address_is_forgotten_after_ninety_days_and_with_its_person(porvoo, aino):
    told(porvoo)
    told(porvoo, email=aino.email)
    assert [row["text"] for row in personal_data_of(aino)["feedback"]] == [TEXT]
    forget_person(account=aino)
    assert personal_data_of(aino)["feedback"] == []
    assert not Feedback.objects.filter(email=aino.email).exists()
    assert forget_old_addresses() == 0
    days_ago(91)
    assert forget_old_addresses() == 1
