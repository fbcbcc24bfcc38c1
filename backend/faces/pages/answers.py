# SPDX-License-Identifier: EUPL-1.2
"""The municipality's official answers: a section on the idea's page, and rows of what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from backend.common.text import in_language
from backend.faces.pages import wording
from backend.faces.pages.phases import Moment
from backend.faces.pages.places import name_of
from backend.participation.ideas.selectors import answer_to

if TYPE_CHECKING:
    from backend.participation.ideas.models import Answer, Idea


@dataclass(frozen=True)
class Tag:
    """A status as colour, icon and word."""

    kind: str
    icon: str
    words: str


@dataclass(frozen=True)
class AnswerShown:
    """An official answer with its status and what has happened since the proposal."""

    answer: Answer
    tag: Tag
    steps: list[Moment]


@dataclass(frozen=True)
class OutcomeRow:
    """An idea and what came of it."""

    idea: Idea
    meta: str
    sentence: str
    tag: Tag


def status_tag(status: str) -> Tag:
    """Such as "Selvitettävänä", "Työn alla", "Ei toteuteta" or "Toteutettu"."""
    tags = {
        "investigating": Tag("now", "clock", gettext("Being looked into")),
        "accepted": Tag("now", "clock", gettext("Under way")),
        "declined": Tag("", "close", gettext("Will not be done")),
        "done": Tag("ok", "check", gettext("Done")),
    }
    return tags[status]


def answer_shown(idea: Idea) -> AnswerShown | None:
    """The answer to an idea, or None; the campaign's phases must be read."""
    answer = answer_to(idea)
    if answer is None:
        return None
    tag = status_tag(answer.status)
    steps = [
        Moment(gettext("Proposed"), wording.day(idea.proposed_at, year=True)),
        Moment(gettext("The municipality answered"), wording.day(answer.answered_at, year=True)),
        Moment(tag.words, gettext("now"), now=True),
    ]
    return AnswerShown(answer, tag, steps)


def answer_shown_short(idea: Idea) -> Tag | None:
    """The status of an idea's answer alone; None while there is no answer."""
    answer = answer_to(idea)
    return status_tag(answer.status) if answer else None


def outcome_rows(ideas: Iterable[Idea]) -> list[OutcomeRow]:
    """Rows of answered ideas that were read with their tallies."""
    return [_row(idea, answer) for idea in ideas if (answer := answer_to(idea)) is not None]


def _row(idea: Idea, answer: Answer) -> OutcomeRow:
    proposed = gettext("proposed %(month)s") % {"month": wording.month(idea.proposed_at)}
    given = wording.supports(getattr(idea, "supports", 0))
    first = in_language(answer.text, wording.language()).split("\n\n")[0]
    return OutcomeRow(
        idea=idea,
        meta=f"{name_of(idea.campaign.municipality)} · {proposed}, {given}",
        sentence=first,
        tag=status_tag(answer.status),
    )
