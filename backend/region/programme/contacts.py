# SPDX-License-Identifier: EUPL-1.2
"""Writing to a pilot from the showcase, confirming the address, answering within 14 days, closing, forgetting."""

import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backend.common.clock import ClockTimestamp, database_now
from backend.common.errors import InvalidInput, NotFound
from backend.common.text import LANGUAGES
from backend.ledger.audit.services import record
from backend.ledger.events.services import publish
from backend.region.accounts import post
from backend.region.accounts.models import Account
from backend.region.accounts.selectors import addresses_of
from backend.region.accounts.standing_in import stood_in_for
from backend.region.places.models import Municipality
from backend.region.programme.contact_rules import (
    CLOCK,
    MOST_A_DAY,
    MOST_UNCONFIRMED,
    UNCONFIRMED_KEPT,
    ContactDraft,
    checked_answer,
    checked_contact,
)
from backend.region.programme.contacts_shown import contact_of_token, contacts_of, token_of
from backend.region.programme.errors import ContactAnswered, ContactClosed, TooManyContacts
from backend.region.programme.events import PilotContacted
from backend.region.programme.models import Pilot, PilotContact
from backend.region.programme.permissions import may_lead, require_may_lead

_MONTH = datetime.timedelta(days=30)


@transaction.atomic
def write_to_pilot(*, pilot_id: int, draft: ContactDraft, language: str) -> None:
    """Take a message, and send a letter by which the owner of the address confirms it.

    The answer is the same whoever wrote before and how often: it tells nothing of the address.
    Raises NotFound, InvalidInput, TooManyContacts.
    """
    pilot = Pilot.objects.filter(pk=pilot_id).first()
    if pilot is None:
        raise NotFound
    checked = checked_contact(draft)
    since = ClockTimestamp() - datetime.timedelta(days=1)
    if PilotContact.objects.filter(pilot=pilot, received_at__gt=since).count() >= MOST_A_DAY:
        raise TooManyContacts
    waiting = PilotContact.objects.filter(email=checked.email, confirmed_at__isnull=True)
    if waiting.count() >= MOST_UNCONFIRMED:
        return
    made = PilotContact.objects.create(
        pilot=pilot,
        wish=checked.wish,
        name=checked.name,
        organisation=checked.organisation,
        email=checked.email,
        message=checked.message,
        language=language if language in LANGUAGES else "fi",
    )
    link = f"{settings.SITE_URL}{reverse('confirm_contact', args=[token_of(made)])}"
    _write(made, "contact_confirm", {"link": link})


@transaction.atomic
def confirm_contact(*, token: str) -> PilotContact:
    """The address is the writer's: staff see the message from now on, and the clock starts. Raises NotFound."""
    contact = PilotContact.objects.select_for_update(of=("self",)).get(pk=contact_of_token(token).pk)
    if contact.confirmed_at is None:
        contact.confirmed_at = database_now()
        contact.due_at = contact.confirmed_at + CLOCK
        contact.save(update_fields=["confirmed_at", "due_at"])
        publish(PilotContacted(campaign_id=None, subject_id=contact.pilot_id))
    return contact


@transaction.atomic
def read_contacts(*, by: Account, municipality: Municipality) -> QuerySet[PilotContact]:
    """The messages to a municipality's pilots, with who wrote them; written into the audit log. Raises MayNot."""
    require_may_lead(by, municipality.pk)
    target = f"municipality:{municipality.pk}"
    record(actor_id=by.pk, operation="read_contacts", target=target, municipality_id=municipality.pk)
    return contacts_of(municipality.pk)


@transaction.atomic
def answer_contact(*, by: Account, contact_id: int, answer: str) -> PilotContact:
    """Answer by letter; the words are kept with the message. Raises NotFound, InvalidInput, ContactAnswered."""
    contact = _held(by, contact_id)
    answer = checked_answer(answer)
    if contact.answered_at is not None or contact.closed_at is not None:
        raise ContactAnswered
    _write(contact, "contact_answer", {"answer": answer, "text": contact.message})
    _record(by, "answer_contact", contact)
    contact.answer, contact.answered_at = answer, database_now()
    contact.save(update_fields=["answer", "answered_at"])
    return contact


@transaction.atomic
def close_contact(*, by: Account, contact_id: int, outcome: str) -> PilotContact:
    """Say what came of a message; "answered" only with an answer. Raises NotFound, InvalidInput, ContactClosed."""
    contact = _held(by, contact_id)
    if contact.closed_at is not None:
        raise ContactClosed
    if outcome not in PilotContact.Outcome.values:
        raise InvalidInput(fields={"outcome": _("Choose what came of it.")})
    if outcome == PilotContact.Outcome.ANSWERED and contact.answered_at is None:
        raise InvalidInput(fields={"outcome": _("Send the answer first.")})
    _record(by, "close_contact", contact)
    contact.outcome, contact.closed_at = outcome, database_now()
    contact.save(update_fields=["outcome", "closed_at"])
    return contact


@transaction.atomic
def forget_old_contacts() -> int:
    """Delete what nobody confirmed in a week, and the words and names of what was closed months ago; how many."""
    unconfirmed = PilotContact.objects.filter(
        confirmed_at__isnull=True, received_at__lt=ClockTimestamp() - UNCONFIRMED_KEPT
    )
    old = PilotContact.objects.filter(closed_at__lt=ClockTimestamp() - settings.CONTACT_MONTHS * _MONTH)
    return unconfirmed.delete()[0] + old.exclude(email="").update(**_BLANK)


def forget_messages(*, account: Account) -> None:
    """Forget what came from the person's addresses: what is open goes, of the rest the dates stay."""
    written = PilotContact.objects.filter(email__in=addresses_of(account))  # stored in small letters
    for number in written.values_list("pk", flat=True):
        post.take_back(f"contact:{number}")
    written.filter(closed_at__isnull=True).delete()
    written.update(**_BLANK)


_BLANK = {"name": "", "organisation": "", "email": "", "message": "", "answer": ""}


def _held(by: Account, contact_id: int) -> PilotContact:
    """The confirmed message, locked, to a pilot that the account's municipality leads. Raises NotFound."""
    found = PilotContact.objects.select_for_update(of=("self",)).select_related("pilot__municipality")
    contact = found.filter(pk=contact_id, confirmed_at__isnull=False).first()
    if contact is None or not may_lead(by, contact.pilot.municipality_id):
        raise NotFound
    return contact


def _write(contact: PilotContact, template: str, words: dict[str, str]) -> None:
    """A letter to whoever wrote; `pilot` is its name in their language."""
    names = {f"pilot_{language}": name for language, name in contact.pilot.name.items()}
    known = {"pilot": next(iter(contact.pilot.name.values()), ""), **names, **words}
    about = f"contact:{contact.pk}"
    post.write(email=contact.email, language=contact.language, template=template, about=about, words=known)


def _record(by: Account, operation: str, contact: PilotContact) -> None:
    place = contact.pilot.municipality_id
    is_late = contact.answered_at is None and contact.due_at is not None and contact.due_at < database_now()
    record(
        actor_id=by.pk,
        operation=operation,
        target=f"contact:{contact.pk}",
        municipality_id=place,
        on_behalf_of=stood_in_for(by, kind="organiser", municipality_id=place, is_late=is_late),
    )
