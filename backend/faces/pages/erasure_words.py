# SPDX-License-Identifier: EUPL-1.2
"""What erasing a person does, in words and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext
from django_stubs_ext import StrOrPromise

from backend.faces.pages import wording
from backend.records.privacy.labels import OF_OFFICE, SECTIONS

if TYPE_CHECKING:
    from backend.records.privacy.services import Erasure

_PLACES = ("ideas", "idea_versions", "comments", "supports", "participations")
"""Sections of which something stays, told in sentences of their own."""


@dataclass(frozen=True)
class Line:
    """A kind of thing and how many of it there are."""

    label: StrOrPromise
    count: str


@dataclass(frozen=True)
class Consequences:
    """What goes altogether, what stays as an empty place, and what stays counted; each may be empty."""

    gone: list[Line]
    empty: list[str]
    counted: list[str]
    office: list[str]


def consequences_of(erasure: Erasure, *, in_open_votes: int) -> Consequences:
    """An erasure, tried or done, for its check page; `in_open_votes` of the ideas stand in a vote that is open."""
    rows = erasure.rows
    gone = [name for name, count in rows.items() if count and name not in {*_PLACES, *OF_OFFICE}]
    lines = [Line(SECTIONS.get(name, name), wording.number(rows[name])) for name in gone]
    if erasure.supports_withdrawn:
        lines.append(Line(gettext("Supports in votes that are open"), wording.number(erasure.supports_withdrawn)))
    return Consequences(gone=lines, empty=_empty(rows, in_open_votes), counted=_counted(erasure), office=_office(rows))


def _empty(rows: dict[str, int], in_open_votes: int) -> list[str]:
    said = []
    if ideas := rows.get("ideas", 0):
        said.append(
            ngettext(
                "%(n)s idea: its title, text, photo and place go, with all that it said before. An empty place keeps"
                " its supports, the municipality's answer and what others wrote.",
                "%(n)s ideas: their titles, texts, photos and places go, with all that they said before. Empty places"
                " keep their supports, the municipality's answers and what others wrote.",
                ideas,
            )
            % {"n": wording.number(ideas)}
        )
    if in_open_votes:
        said.append(
            ngettext(
                "%(n)s of your ideas is in a vote that is open. Nobody can support it any more; who already does may"
                " take the support back. If you want others to carry the idea on, ask somebody to propose it first.",
                "%(n)s of your ideas are in a vote that is open. Nobody can support them any more; who already does"
                " may take the support back. If you want others to carry them on, ask somebody to propose them first.",
                in_open_votes,
            )
            % {"n": wording.number(in_open_votes)}
        )
    if comments := rows.get("comments", 0):
        said.append(
            ngettext(
                "%(n)s comment: your words go, the answers of others stay.",
                "%(n)s comments: your words go, the answers of others stay.",
                comments,
            )
            % {"n": wording.number(comments)}
        )
    return said


def _counted(erasure: Erasure) -> list[str]:
    said = []
    if kept := erasure.supports_kept:
        said.append(
            ngettext(
                "%(n)s support in a vote that is over: the result was announced and does not change. Nothing leads"
                " from it to you any more.",
                "%(n)s supports in votes that are over: the results were announced and do not change. Nothing leads"
                " from them to you any more.",
                kept,
            )
            % {"n": wording.number(kept)}
        )
    if campaigns := erasure.rows.get("participations", 0):
        said.append(
            ngettext(
                "In %(n)s campaign you stay one of those who took part, as a random number, so that the statistics"
                " stay true.",
                "In %(n)s campaigns you stay one of those who took part, as a random number, so that the statistics"
                " stay true.",
                campaigns,
            )
            % {"n": wording.number(campaigns)}
        )
    if blurred := erasure.contexts_blurred:
        said.append(
            ngettext(
                "In %(n)s of them so few people share your municipality, age group and language that these are erased"
                " too.",
                "In %(n)s of them so few people share your municipality, age group and language that these are erased"
                " too.",
                blurred,
            )
            % {"n": wording.number(blurred)}
        )
    return said


def _office(rows: dict[str, int]) -> list[str]:
    said = []
    if rows.get("roles"):
        said.append(gettext("Your rights as a member of staff end at once. See first that somebody else has them."))
    if rows.get("organisations"):
        said.append(
            gettext(
                "You act for no organisation any more. What was said in its name loses your words, as all you wrote."
            )
        )
    if any(rows.get(name) for name in OF_OFFICE):
        said.append(
            gettext(
                "What you did for the municipality (answers, campaigns, decisions) is its own: it stays, without you."
            )
        )
    return said
