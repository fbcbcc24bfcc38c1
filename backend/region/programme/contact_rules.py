# SPDX-License-Identifier: EUPL-1.2
"""What a message to a pilot must have, and how long its clock and its words last."""

import dataclasses
import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.common.errors import InvalidInput
from backend.common.text import clean_line, clean_text
from backend.region.programme.models import PilotContact

CLOCK = datetime.timedelta(days=14)
"""Within which staff answer, from the confirmation of the address."""
UNCONFIRMED_KEPT = datetime.timedelta(days=7)
MOST_A_DAY = 100
"""How many messages a pilot gets in a day."""
MOST_UNCONFIRMED = 5
"""How many messages of one address wait for its confirmation: nobody's mailbox is filled by others."""
MESSAGE_LENGTH = (20, 3000)
ANSWER_LENGTH = (2, 5000)


@dataclasses.dataclass(frozen=True, kw_only=True)
class ContactDraft:
    """A message as it is typed."""

    wish: str = ""
    name: str = ""
    organisation: str = ""
    email: str = ""
    message: str = ""
    consent: bool = False


def checked_contact(draft: ContactDraft) -> ContactDraft:
    """The draft cleaned; raises InvalidInput with every field that is wrong."""
    checked = dataclasses.replace(
        draft,
        name=clean_line(draft.name),
        organisation=clean_line(draft.organisation)[:120],
        email=draft.email.strip().lower(),
        message=clean_text(draft.message),
    )
    wrong: dict[str, StrOrPromise] = {}
    if checked.wish not in PilotContact.Wish.values:
        wrong["wish"] = _("Choose what you would like.")
    if not 2 <= len(checked.name) <= 100:
        wrong["name"] = _("Write your name, 2–100 characters.")
    if not _is_address(checked.email):
        wrong["email"] = _("Write an e-mail address, such as name@service.fi.")
    if not MESSAGE_LENGTH[0] <= len(checked.message) <= MESSAGE_LENGTH[1]:
        wrong["message"] = _("Write 20–3,000 characters.")
    if not checked.consent:
        wrong["consent"] = _("Tick this, so that we may answer you.")
    if wrong:
        raise InvalidInput(fields=wrong)
    return checked


def checked_answer(answer: str) -> str:
    """The answer cleaned; raises InvalidInput."""
    cleaned = clean_text(answer)
    if not ANSWER_LENGTH[0] <= len(cleaned) <= ANSWER_LENGTH[1]:
        raise InvalidInput(fields={"answer": _("Write an answer of 2–5,000 characters.")})
    return cleaned


def _is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True
