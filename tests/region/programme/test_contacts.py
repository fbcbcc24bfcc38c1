# SPDX-License-Identifier: EUPL-1.2
"""Writing to a pilot: confirmed by letter, answered within fourteen days, closed, counted, forgotten."""

import datetime

import pytest
from django.core import mail

from backend.common.clock import database_now
from backend.common.errors import InvalidInput, MayNot, NotFound
from backend.ledger.audit.models import AuditEntry
from backend.participation.notifications.selectors import notices_of
from backend.participation.notifications.wording import said
from backend.region.accounts import post
from backend.region.accounts.models import OfficeLetter
from backend.region.programme.contacts import (
    answer_contact,
    close_contact,
    confirm_contact,
    forget_old_contacts,
    read_contacts,
    write_to_pilot,
)
from backend.region.programme.contacts_shown import AnsweredInTime, answered_in_time, contacts_waiting, token_of
from backend.region.programme.errors import ContactAnswered, ContactClosed, TooManyContacts
from backend.region.programme.models import Pilot, PilotContact
from backend.region.programme.services import forget_person
from tests.region.programme.data import contact_to, message_to_pilot, pilot_of_porvoo

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def pilot(porvoo_organiser, spearhead) -> Pilot:
    """A pilot to which nobody has written."""
    made = Pilot.objects.get(pk=pilot_of_porvoo(porvoo_organiser)["pilot_id"])
    PilotContact.objects.all().delete()
    mail.outbox.clear()
    OfficeLetter.objects.all().delete()
    return made


def test_saara_writes_confirms_and_is_answered(pilot, porvoo_organiser, settle):
    write_to_pilot(pilot_id=pilot.pk, draft=message_to_pilot(), language="sv")
    assert contacts_waiting() == []
    post.deliver(5)
    (letter,) = mail.outbox
    assert letter.to == ["saara@example.org"]
    assert "Brygga på prov" in letter.subject
    token = letter.body.split("/showcase/messages/")[1].split("/")[0]
    contact = confirm_contact(token=token)
    assert contact.due_at - contact.confirmed_at == 14 * DAY
    assert confirm_contact(token=token).due_at == contact.due_at
    assert [one.count for one in contacts_waiting(pilot.municipality_id)] == [1]
    settle()
    notice = said(notices_of(porvoo_organiser).filter(kind="pilot_contacted")[0])
    assert notice.path == "/manage/contacts/"
    answer_contact(by=porvoo_organiser, contact_id=contact.pk, answer="Välkomna med!")
    post.deliver(5)
    assert "Välkomna med!" in mail.outbox[-1].body
    closed = close_contact(by=porvoo_organiser, contact_id=contact.pk, outcome="joined")
    assert (closed.answer, closed.outcome) == ("Välkomna med!", "joined")
    assert answered_in_time(pilot.pk) == AnsweredInTime(1, 1)
    assert contacts_waiting() == []


def test_what_is_wrong_is_named(pilot):
    for field, value in (
        ("wish", "money"), ("name", ""), ("email", "nobody"), ("message", "Hei"), ("consent", False),
    ):  # fmt: skip
        with pytest.raises(InvalidInput) as refused:
            write_to_pilot(pilot_id=pilot.pk, draft=message_to_pilot(**{field: value}), language="fi")
        assert set(refused.value.fields) == {field}
    with pytest.raises(NotFound):
        write_to_pilot(pilot_id=0, draft=message_to_pilot(), language="fi")
    with pytest.raises(NotFound):
        confirm_contact(token="made-up")


def test_nobodys_mailbox_is_filled_by_others(pilot):
    for _number in range(8):
        write_to_pilot(pilot_id=pilot.pk, draft=message_to_pilot(), language="fi")
    assert PilotContact.objects.count() == 5
    PilotContact.objects.bulk_create(
        PilotContact(pilot=pilot, wish="learn", email=f"{number}@example.org", language="fi") for number in range(100)
    )
    with pytest.raises(TooManyContacts):
        write_to_pilot(pilot_id=pilot.pk, draft=message_to_pilot(email="muu@example.org"), language="fi")


def test_only_staff_of_the_leading_municipality_read_and_answer(pilot, aino, make_moderator):
    contact = contact_to(pilot.pk)
    for other in (aino, make_moderator("Matti"), make_moderator("Siv", "sipoo")):
        with pytest.raises(MayNot):
            read_contacts(by=other, municipality=pilot.municipality)
        with pytest.raises(NotFound):
            answer_contact(by=other, contact_id=contact.pk, answer="Kiitos!")


def test_it_is_answered_once_and_closed_once(pilot, porvoo_organiser):
    contact = contact_to(pilot.pk)
    for outcome in ("answered", "lost"):
        with pytest.raises(InvalidInput):
            close_contact(by=porvoo_organiser, contact_id=contact.pk, outcome=outcome)
    with pytest.raises(InvalidInput):
        answer_contact(by=porvoo_organiser, contact_id=contact.pk, answer="")
    answer_contact(by=porvoo_organiser, contact_id=contact.pk, answer="Kiitos!")
    with pytest.raises(ContactAnswered):
        answer_contact(by=porvoo_organiser, contact_id=contact.pk, answer="Uudelleen.")
    close_contact(by=porvoo_organiser, contact_id=contact.pk, outcome="answered")
    with pytest.raises(ContactClosed):
        close_contact(by=porvoo_organiser, contact_id=contact.pk, outcome="answered")


def test_late_and_waiting_are_counted_as_they_are(pilot, porvoo_organiser):
    late, waiting = contact_to(pilot.pk), contact_to(pilot.pk, email="muu@example.org")
    assert answered_in_time() == AnsweredInTime(0, 0)
    PilotContact.objects.filter(pk=late.pk).update(due_at=database_now() - DAY)
    answer_contact(by=porvoo_organiser, contact_id=late.pk, answer="Anteeksi viive.")
    close_contact(by=porvoo_organiser, contact_id=waiting.pk, outcome="not_ours")
    assert answered_in_time() == AnsweredInTime(1, 2)


def test_after_some_months_only_the_dates_are_left(pilot, porvoo_organiser):
    contact, unconfirmed = contact_to(pilot.pk), message_to_pilot(email="toinen@example.org")
    close_contact(by=porvoo_organiser, contact_id=contact.pk, outcome="not_ours")
    write_to_pilot(pilot_id=pilot.pk, draft=unconfirmed, language="fi")
    assert forget_old_contacts() == 0
    PilotContact.objects.filter(pk=contact.pk).update(closed_at=database_now() - 200 * DAY)
    PilotContact.objects.exclude(pk=contact.pk).update(received_at=database_now() - 8 * DAY)
    assert forget_old_contacts() == 2
    kept = PilotContact.objects.get()
    assert (kept.name, kept.organisation, kept.email, kept.message) == ("", "", "", "")
    assert answered_in_time() == AnsweredInTime(1, 1)


def test_who_is_erased_is_forgotten_here_too(pilot, porvoo_organiser, aino):
    done = contact_to(pilot.pk, email=aino.email.upper())
    close_contact(by=porvoo_organiser, contact_id=done.pk, outcome="not_ours")
    contact_to(pilot.pk, email=aino.email)
    forget_person(account=aino)
    assert list(PilotContact.objects.values_list("email", "name")) == [("", "")]


def test_reading_stands_in_the_audit_log(pilot, porvoo_organiser):
    contact = contact_to(pilot.pk)
    assert list(read_contacts(by=porvoo_organiser, municipality=pilot.municipality)) == [contact]
    assert AuditEntry.objects.filter(operation="read_contacts").count() == 1
    assert token_of(contact) != str(contact.pk)
