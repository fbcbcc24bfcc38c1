# SPDX-License-Identifier: EUPL-1.2
"""Reading messages to pilots: what waits for staff, how many were answered in time, and what is a person's own."""

import dataclasses
import datetime

from django.core import signing
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncDate

from backend.common.clock import REGION_ZONE, ClockTimestamp
from backend.common.errors import NotFound
from backend.common.personal import PersonalData, rows_of
from backend.common.text import LanguageText
from backend.region.accounts.models import Account
from backend.region.accounts.selectors import addresses_of
from backend.region.programme.models import PilotContact

_CONFIRM = "message to a pilot"
WAITS = Q(confirmed_at__isnull=False, answered_at__isnull=True, closed_at__isnull=True)
"""A message that nobody has answered or closed."""


def token_of(contact: PilotContact) -> str:
    """What the letter to the address holds; it says nothing of the message."""
    return signing.dumps(contact.pk, salt=_CONFIRM)


def contact_of_token(token: str) -> PilotContact:
    """The message whose address a token confirms. Raises NotFound."""
    try:
        number = int(signing.loads(token, salt=_CONFIRM))
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise NotFound from error
    found = PilotContact.objects.select_related("pilot__municipality").filter(pk=number).exclude(email="").first()
    if found is None:
        raise NotFound
    return found


def contacts_of(municipality_id: int) -> QuerySet[PilotContact]:
    """The confirmed messages to a municipality's pilots: what waits longest first, then what is open, then closed."""
    found = PilotContact.objects.filter(pilot__municipality_id=municipality_id, confirmed_at__isnull=False)
    open_first = (F("closed_at").desc(nulls_first=True), F("answered_at").desc(nulls_first=True), "due_at", "id")
    return found.select_related("pilot__municipality").order_by(*open_first)


@dataclasses.dataclass(frozen=True)
class ContactsWaiting:
    """How many messages to a pilot are to be answered by one day."""

    pilot_id: int
    name: LanguageText
    municipality_id: int
    due_on: datetime.date
    count: int


def contacts_waiting(municipality_id: int | None = None) -> list[ContactsWaiting]:
    """All messages that wait, of one or all municipalities, by pilot and day; one query."""
    found = PilotContact.objects.filter(WAITS)
    if municipality_id is not None:
        found = found.filter(pilot__municipality_id=municipality_id)
    days = found.annotate(due_on=TruncDate("due_at", tzinfo=REGION_ZONE)).order_by("due_on", "pilot_id")
    columns = ("pilot_id", "pilot__name", "pilot__municipality_id", "due_on")
    return [ContactsWaiting(*row) for row in days.values_list(*columns).annotate(n=Count("pk"))]


@dataclasses.dataclass(frozen=True)
class AnsweredInTime:
    """Of the messages whose answer was due or given: how many had it within the fourteen days."""

    in_time: int
    of: int


def answered_in_time(pilot_id: int | None = None) -> AnsweredInTime:
    """The public figure of one or all pilots; one query."""
    done = Q(answered_at__isnull=False) | Q(closed_at__isnull=False)
    found = PilotContact.objects.filter(confirmed_at__isnull=False).filter(done | Q(due_at__lt=ClockTimestamp()))
    if pilot_id is not None:
        found = found.filter(pilot_id=pilot_id)
    in_time = Q(answered_at__lte=F("due_at")) | Q(answered_at__isnull=True, closed_at__lte=F("due_at"))
    return AnsweredInTime(**found.aggregate(in_time=Count("pk", filter=in_time), of=Count("pk")))


def messages_of(account: Account) -> PersonalData:
    """What was written to pilots from the person's addresses."""
    own = PilotContact.objects.filter(email__in=addresses_of(account)).order_by("id")
    columns = ("pilot_id", "wish", "name", "organisation", "email", "message", "received_at", "answer", "outcome")
    return {"messages_to_pilots": rows_of(own, *columns)}
