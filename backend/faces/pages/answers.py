# SPDX-License-Identifier: EUPL-1.2
"""The municipality's official answers: a section on the idea's page, and rows of what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from backend.common import clock
from backend.common.text import in_language
from backend.faces.pages import wording
from backend.faces.pages.phases import Moment
from backend.faces.pages.places import name_of
from backend.participation.handling.shown import follow_up_of
from backend.participation.ideas.selectors import answer_to

if TYPE_CHECKING:
    from backend.participation.handling.shown import FollowUp, Step
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
    meaning: str
    is_changed: bool


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


def status_meaning(status: str) -> str:
    """What a status means, in plain words."""
    meanings = {
        "investigating": gettext("The municipality is finding out whether and how it can be done."),
        "accepted": gettext("The municipality does it, and says here how it goes on."),
        "declined": gettext("The municipality does not do it, and says why."),
        "done": gettext("It has been done."),
    }
    return meanings[status]


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
    return AnswerShown(answer, tag, steps, status_meaning(answer.status), getattr(idea, "answer_changed", False))


@dataclass(frozen=True)
class FollowUpShown:
    """What is public of the municipality's work on an idea."""

    work: FollowUp
    due: str
    is_late: bool
    estimate: Tag | None
    cost: str
    steps: list[Moment]


def follow_up_shown(idea: Idea) -> FollowUpShown | None:
    """The work on an idea, or None where nothing is said of it."""
    work = follow_up_of(idea)
    waits = work.due_on is not None and answer_to(idea) is None
    if not (waits or work.estimate or work.steps):
        return None
    return FollowUpShown(
        work=work,
        due=wording.day(work.due_on, year=True) if waits and work.due_on else "",
        is_late=bool(waits and work.due_on and work.due_on < clock.local_day(clock.now())),
        estimate=_feasible(work.estimate.feasibility) if work.estimate else None,
        cost=wording.number(round(work.estimate.cost)) if work.estimate and work.estimate.cost is not None else "",
        steps=[_moment(step) for step in work.steps],
    )


def _feasible(feasibility: str) -> Tag:
    tags = {
        "feasible": Tag("ok", "check", gettext("Can be done")),
        "partly": Tag("now", "clock", gettext("Can be done in part")),
        "not_feasible": Tag("", "close", gettext("Cannot be done")),
    }
    return tags[feasibility]


def _moment(step: Step) -> Moment:
    name = in_language(step.title, wording.language())
    if step.done_on is not None:
        return Moment(name, gettext("done %(day)s") % {"day": wording.day(step.done_on, year=True)})
    return Moment(name, gettext("planned by %(day)s") % {"day": wording.day(step.due_on, year=True)}, now=True)


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
