# SPDX-License-Identifier: EUPL-1.2
"""What a comment must have, how long it can be changed, and whom its text mentions."""

import dataclasses
import datetime
from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.common.errors import InvalidInput
from backend.common.text import LANGUAGES, clean_text
from backend.participation.discussion.events import STANCE_NUMBERS

TEXT_LENGTH = (2, 3000)
EDIT_WINDOW = datetime.timedelta(minutes=15)
"""How long after writing a comment can be changed."""
MOST_MENTIONS = 10


def checked_text(text: str) -> str:
    """The text cleaned; raises InvalidInput."""
    text, wrong = clean_text(text), _wrong_length(clean_text(text))
    if wrong:
        raise InvalidInput(fields={"text": wrong})
    return text


def checked_comment(text: str, stance: str, language: str) -> str:
    """The text cleaned; raises InvalidInput with every field that is wrong."""
    text = clean_text(text)
    fields: dict[str, StrOrPromise] = {}
    if wrong := _wrong_length(text):
        fields["text"] = wrong
    if stance not in STANCE_NUMBERS:
        fields["stance"] = _("Choose for, against or other.")
    if language not in LANGUAGES:
        fields["language"] = _("Choose one of the languages.")
    if fields:
        raise InvalidInput(fields=fields)
    return text


def _wrong_length(text: str) -> StrOrPromise | None:
    if len(text) < TEXT_LENGTH[0]:
        return _("Write your comment first.")
    return _("Shorten the comment to 3,000 characters.") if len(text) > TEXT_LENGTH[1] else None


@dataclasses.dataclass(frozen=True)
class Named:
    """Somebody's name in a text: `length` characters from the `@` at `start`."""

    participant_id: int
    start: int
    length: int


def names_in(text: str, people: Mapping[str, int]) -> list[Named]:
    """Whom a text mentions among `people` (public name → participant id), at most MOST_MENTIONS.

    `@` begins a word and the whole name follows, in any case; of two names that fit, the longer.
    """
    found: list[Named] = []
    names = sorted(people, key=len, reverse=True)
    start = text.find("@")
    while start >= 0 and len(found) < MOST_MENTIONS:
        name = next((one for one in names if _stands_at(text, start, one)), None)
        if name is not None:
            found.append(Named(people[name], start, len(name) + 1))
        start = text.find("@", start + 1)
    return found


def _stands_at(text: str, at: int, name: str) -> bool:
    if at > 0 and (text[at - 1].isalnum() or text[at - 1] in "._-+"):  # an e-mail address
        return False
    end = at + 1 + len(name)
    if text[at + 1 : end].casefold() != name.casefold():
        return False
    after = text[end : end + 2]
    joins = after[:1].isalnum() or after[:1] == "_" or (after[:1] in {"-", "'"} and after[1:].isalnum())
    return not joins
