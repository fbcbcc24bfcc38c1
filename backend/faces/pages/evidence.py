# SPDX-License-Identifier: EUPL-1.2
"""What a flag says in plain words, and the texts that show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from backend.faces.pages import wording

if TYPE_CHECKING:
    from backend.participation.moderation.models import Flag


@dataclass(frozen=True)
class Evidence:
    """One sentence, and the addresses of texts."""

    sentence: str
    links: list[str]


def evidence_of(flag: Flag) -> Evidence:
    """What the machine noticed, so that a person can check it."""
    return Evidence(_sentence(flag.kind, flag.numbers), [_address(*other) for other in flag.others])


def _sentence(kind: str, numbers: dict[str, int]) -> str:
    if kind == "same_text":
        people = ngettext("by %(n)s person", "by %(n)s people", numbers["people"])
        said = gettext("The same text was written %(times)s times in %(minutes)s minutes %(people)s:")
        return said % {**_shown(numbers), "people": people % {"n": wording.number(numbers["people"])}}
    if kind == "fast":
        return gettext("Its writer wrote %(times)s texts in %(minutes)s minutes.") % _shown(numbers)
    if kind == "many_links":
        return gettext("It has %(links)s links.") % _shown(numbers)
    if kind == "mostly_link":
        return gettext("It is a link and %(characters)s characters beside it.") % _shown(numbers)
    return gettext("It has a link, and its writer's account was %(hours)s hours old.") % _shown(numbers)


def _shown(numbers: dict[str, int]) -> dict[str, str]:
    return {name: wording.number(value) for name, value in numbers.items()}


def _address(idea_id: int, comment_id: int | None) -> str:
    return reverse("comment", args=[comment_id]) if comment_id else reverse("idea", args=[idea_id])
