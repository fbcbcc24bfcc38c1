# SPDX-License-Identifier: EUPL-1.2
"""What an actor must have, and what a Finnish business ID looks like."""

import dataclasses
import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.common.errors import InvalidInput
from backend.common.text import LANGUAGES, LanguageText, clean_languages, clean_line, clean_text
from backend.region.places.models import Municipality
from backend.region.programme.models import Actor

NAME_LENGTH = (2, 120)
DESCRIPTION_LENGTH = 2000
MESSAGE_LENGTH = (10, 1000)
REASON_LENGTH = (5, 1000)
_WRONG_MESSAGE = _("Tell in 10–1,000 characters how you belong to the organisation.")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2)
_IS_WEB_ADDRESS = URLValidator(schemes=["https", "http"])


@dataclasses.dataclass(frozen=True, kw_only=True)
class ActorDraft:
    """An actor as it is typed."""

    name: LanguageText
    kind: str
    municipality: Municipality | None
    business_id: str = ""
    website: str = ""
    description: LanguageText = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True, kw_only=True)
class CheckedActor:
    """A draft that may be stored, cleaned."""

    name: LanguageText
    kind: str
    municipality: Municipality
    business_id: str
    website: str
    description: LanguageText


def is_business_id(value: str) -> bool:
    """Whether a Y-tunnus such as "1234567-1" has the right check digit (modulo 11; remainder 1 is never given)."""
    match = re.fullmatch(r"([0-9]{7})-([0-9])", value)
    if match is None:
        return False
    remainder = sum(int(digit) * weight for digit, weight in zip(match[1], _WEIGHTS, strict=True)) % 11
    return remainder != 1 and int(match[2]) == (11 - remainder) % 11


def checked_actor(draft: ActorDraft, *, message: str | None = None) -> CheckedActor:
    """The draft cleaned; raises InvalidInput with every field that is wrong, the claimant's `message` with them."""
    name = {language: clean_line(text) for language, text in clean_languages(draft.name).items()}
    description = clean_languages(draft.description)
    business_id, website = clean_line(draft.business_id).replace(" ", ""), clean_line(draft.website)
    wrong = _wrong_texts(name, description)
    if draft.kind not in Actor.Kind.values:
        wrong["kind"] = _("Choose what the organisation is.")
    if business_id and not is_business_id(business_id):
        wrong["business_id"] = _("Check the business ID: seven digits, a hyphen and a check digit.")
    if website and not _is_web_address(website):
        wrong["website"] = _("Write the whole address, beginning with https://.")
    if draft.municipality is None:
        wrong["municipality"] = _("Choose the municipality of the organisation.")
    if message is not None and not _is_message(clean_text(message)):
        wrong["message"] = _WRONG_MESSAGE
    if wrong or draft.municipality is None:
        raise InvalidInput(fields=wrong)
    return CheckedActor(
        name=name,
        kind=draft.kind,
        municipality=draft.municipality,
        business_id=business_id,
        website=website,
        description=description,
    )


def checked_message(message: str) -> str:
    """What the claimant tells the staff, cleaned; raises InvalidInput."""
    cleaned = clean_text(message)
    if not _is_message(cleaned):
        raise InvalidInput(fields={"message": _WRONG_MESSAGE})
    return cleaned


def checked_reason(reason: str) -> str:
    """What staff tell the claimant, cleaned; raises InvalidInput."""
    cleaned = clean_text(reason)
    if not REASON_LENGTH[0] <= len(cleaned) <= REASON_LENGTH[1]:
        raise InvalidInput(fields={"reason": _("Give the reason in 5–1,000 characters. The person reads it.")})
    return cleaned


def _wrong_texts(name: LanguageText, description: LanguageText) -> dict[str, StrOrPromise]:
    wrong: dict[str, StrOrPromise] = {}
    if not name:
        wrong["name_fi"] = _("Write the name in at least one language.")
    for language in LANGUAGES:
        if language in name and not NAME_LENGTH[0] <= len(name[language]) <= NAME_LENGTH[1]:
            wrong[f"name_{language}"] = _("Write a name of 2–120 characters.")
        if len(description.get(language, "")) > DESCRIPTION_LENGTH:
            wrong[f"description_{language}"] = _("Shorten the description to 2,000 characters.")
    return wrong


def _is_message(cleaned: str) -> bool:
    return MESSAGE_LENGTH[0] <= len(cleaned) <= MESSAGE_LENGTH[1]


def _is_web_address(value: str) -> bool:
    try:
        _IS_WEB_ADDRESS(value)
    except ValidationError:
        return False
    return len(value) <= 200
