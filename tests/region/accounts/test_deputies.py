# SPDX-License-Identifier: EUPL-1.2
"""Naming a deputy, while one is away or for what is late; what they do is logged as theirs, for the other."""

import datetime

import pytest
from django.core import mail

from backend.common.clock import database_now, local_day
from backend.common.errors import InvalidInput, MayNot, NotFound
from backend.ledger.audit.models import AuditEntry
from backend.region.accounts import post
from backend.region.accounts.deputies import end_deputy, name_deputy
from backend.region.accounts.errors import DeputyAlready, NotADeputy
from backend.region.accounts.models import Deputy, Role
from backend.region.accounts.selectors import personal_data_of
from backend.region.accounts.services import give_role
from backend.region.accounts.standing_in import stand_ins, stood_in_for
from backend.region.municipalities.models import Feedback
from backend.region.municipalities.services import answer_feedback, give_feedback
from backend.region.places.models import Municipality

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def porvoo(db):
    return Municipality.objects.get(slug="porvoo")


@pytest.fixture
def today():
    return local_day(database_now())


@pytest.fixture
def leila(make_person, porvoo):
    """Leila organises for Porvoo too."""
    account = make_person("Leila", language="sv")
    give_role(account=account, kind="organiser", municipality=porvoo)
    return account


def named(pirkko, leila, porvoo, **changes) -> Deputy:
    wanted = {"account_id": None, "deputy_id": leila.pk, "kind": "organiser", **changes}
    return name_deputy(by=pirkko, municipality=porvoo, **wanted)


def test_pirkko_names_leila_who_is_told_by_letter(porvoo_organiser, leila, porvoo, today):
    named(porvoo_organiser, leila, porvoo, first_day=today, last_day=today + 9 * DAY)
    post.deliver(5)
    (letter,) = mail.outbox
    assert letter.to == [leila.email]
    assert "Pirkko" in letter.subject
    assert "Borgå" in letter.body
    assert AuditEntry.objects.get().operation == "name_deputy"
    (one,) = stand_ins(deputy=leila)
    assert (one.name, one.is_away) == ("Pirkko", True)
    assert personal_data_of(leila)["stands_in"][0]["municipality__slug"] == "porvoo"
    assert personal_data_of(porvoo_organiser)["deputies"][0]["kind"] == "organiser"


def test_who_is_away_is_stood_in_for_in_all_their_work_others_in_what_is_late(porvoo_organiser, leila, porvoo, today):
    standing = named(porvoo_organiser, leila, porvoo)
    work = {"kind": "organiser", "municipality_id": porvoo.pk}
    assert stood_in_for(leila, **work, is_late=True) == porvoo_organiser.pk
    assert stood_in_for(leila, **work, is_late=False) is None
    assert stood_in_for(leila, **work, is_late=True, account_id=leila.pk) is None
    Deputy.objects.filter(pk=standing.pk).update(first_day=today, last_day=today)
    assert stood_in_for(leila, **work, is_late=False) == porvoo_organiser.pk
    Deputy.objects.filter(pk=standing.pk).update(first_day=today + DAY, last_day=today + DAY)
    assert stood_in_for(leila, **work, is_late=True) is None


def test_who_loses_the_role_stands_in_no_longer(porvoo_organiser, leila, porvoo):
    named(porvoo_organiser, leila, porvoo)
    Role.objects.filter(account=leila).delete()
    assert stand_ins(deputy=leila) == []


def test_an_admin_names_for_anybody_of_the_municipality(make_person, porvoo_organiser, leila, porvoo):
    admin = give_role(account=make_person("Anneli"), kind="admin", municipality=porvoo).account
    made = named(admin, leila, porvoo, account_id=porvoo_organiser.pk)
    assert made.account == porvoo_organiser
    end_deputy(by=admin, deputyship_id=made.pk)
    assert list(AuditEntry.objects.order_by("id").values_list("operation", flat=True)) == ["name_deputy", "end_deputy"]


def test_nobody_names_for_others_and_no_resident_names_anybody(aino, porvoo_organiser, leila, porvoo):
    with pytest.raises(MayNot):
        named(porvoo_organiser, leila, porvoo, account_id=leila.pk)
    with pytest.raises(MayNot):
        named(aino, leila, porvoo)


def test_a_deputy_is_a_colleague_with_the_role(aino, make_moderator, porvoo_organiser, leila, porvoo):
    for other in (aino, make_moderator("Matti"), porvoo_organiser):
        with pytest.raises(NotADeputy):
            named(porvoo_organiser, other, porvoo)
    named(porvoo_organiser, leila, porvoo)
    with pytest.raises(DeputyAlready):
        named(porvoo_organiser, leila, porvoo)
    assert Deputy.objects.count() == 1


def test_days_are_both_there_in_order_and_not_over(porvoo_organiser, leila, porvoo, today):
    for first_day, last_day, field in (
        (today, None, "last_day"),
        (None, today, "first_day"),
        (today, today - DAY, "last_day"),
        (today - 9 * DAY, today - DAY, "last_day"),
    ):
        with pytest.raises(InvalidInput) as refused:
            named(porvoo_organiser, leila, porvoo, first_day=first_day, last_day=last_day)
        assert set(refused.value.fields) == {field}
    with pytest.raises(InvalidInput):
        named(porvoo_organiser, leila, porvoo, kind="evaluator")


def test_it_is_ended_by_either_and_by_no_other(aino, porvoo_organiser, leila, porvoo):
    for by in (porvoo_organiser, leila):
        end_deputy(by=by, deputyship_id=named(porvoo_organiser, leila, porvoo).pk)
    made = named(porvoo_organiser, leila, porvoo)
    with pytest.raises(NotFound):
        end_deputy(by=aino, deputyship_id=made.pk)
    assert Deputy.objects.count() == 1


def test_late_feedback_that_a_deputy_answers_is_logged_as_theirs_for_the_other(porvoo_organiser, leila, porvoo):
    named(porvoo_organiser, leila, porvoo)
    for days in (0, 20):
        given = give_feedback(municipality=porvoo, kind="other", text="Kartta ei aukea minulla.", language="fi")
        Feedback.objects.filter(pk=given.pk).update(due_at=given.due_at - days * DAY)
        answer_feedback(by=leila, feedback_id=given.pk, answer="Korjasimme sen.")
    logged = AuditEntry.objects.filter(operation="answer_feedback").order_by("id")
    assert list(logged.values_list("actor_id", "on_behalf_of_id")) == [
        (leila.pk, None),
        (leila.pk, porvoo_organiser.pk),
    ]
