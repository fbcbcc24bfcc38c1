# SPDX-License-Identifier: EUPL-1.2
"""Filters that write numbers, dates and language objects for the reader of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext

from backend.common import text
from backend.faces.pages import wording
from backend.faces.pages.evidence import evidence_of
from backend.faces.pages.phases import phase_name
from backend.participation.moderation.grounds import ground_name, place_of_hidden

if TYPE_CHECKING:
    from backend.participation.ideas.models import Idea

register = template.Library()

for _write in (
    wording.number,
    wording.in_words,
    wording.weekday,
    wording.time_of_day,
    wording.closing,
    wording.closing_day,
    wording.days_left,
    wording.time_left,
    wording.ago,
    wording.week,
    wording.supports,
):
    register.filter(_write.__name__, _write)

register.simple_tag(wording.period, name="period")


@register.filter
def phase_word(kind: str) -> str:
    """Such as "Kannata": a kind of phase."""
    return phase_name(kind)


@register.filter
def day(when: object) -> str:
    """Such as "13.12.", with the year when it is not this one."""
    return wording.day(when)  # type: ignore[arg-type]


@register.filter
def full_day(when: object) -> str:
    """Such as "3.10.2026"."""
    return wording.day(when, year=True)  # type: ignore[arg-type]


@register.filter
def said(value: Mapping[str, str]) -> str:
    """A language object in the reader's language, or in one that it has."""
    return text.in_language(value, wording.language())


@register.simple_tag
def lang_of(value: Mapping[str, str] | str) -> str:
    """` lang="sv"` where a text is not in the language of the page, so that it is read out right."""
    shown = value if isinstance(value, str) else text.language_shown(value, wording.language())
    return "" if shown in ("", wording.language()) else format_html(' lang="{}"', shown)


@register.filter
def title_of(idea: Idea) -> str:
    """The title of an idea, or what stands where moderation hides it or its author had it erased."""
    if idea.hidden_for:
        return place_of_hidden(idea.hidden_for)
    return idea.title or gettext("Removed at the author's request")


register.filter("ground", ground_name)
register.filter("evidence", evidence_of)
register.filter("place_of_hidden", place_of_hidden)


@register.simple_tag
def idea_title(idea: Idea) -> str:
    """The title of an idea, marked with its language where that is not the page's."""
    if not idea.title or idea.language == wording.language():
        return title_of(idea)
    return format_html('<span lang="{}">{}</span>', idea.language, idea.title)


@register.filter
def first_paragraph(value: str) -> str:
    """What stands before the first empty line."""
    return value.split("\n\n", 1)[0]


@register.filter
def shortened(value: str, length: int) -> str:
    """At most `length` characters: whole sentences where they fill half of it, else cut between words and marked."""
    if len(value) <= length:
        return value
    start = value[:length]
    end = max(start.rfind(mark) for mark in (". ", "? ", "! ")) + 1
    return start[:end] if end > length / 2 else f"{start.rsplit(' ', 1)[0].rstrip('.,;:–- ')} …"
