# SPDX-License-Identifier: EUPL-1.2
"""Formal initiatives as pages show them: the state in words, and the way to the threshold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from backend.faces.pages import places, wording
from backend.faces.pages.answers import Tag
from backend.participation.initiatives.selectors import shown_all

if TYPE_CHECKING:
    from backend.participation.initiatives.selectors import InitiativeShown


@dataclass(frozen=True)
class InitiativeRow:
    """An initiative with the name of its municipality, its state in words, and its meter read out."""

    one: InitiativeShown
    municipality: str
    tag: Tag
    meter: str


def row_of(one: InitiativeShown) -> InitiativeRow:
    """One initiative in words."""
    return InitiativeRow(one, places.name_of(one.municipality), state_tag(one), _meter(one))


def rows_of(found: Iterable[Any]) -> list[InitiativeRow]:
    """Rows of a selector in words."""
    return [row_of(one) for one in shown_all(found)]


def state_tag(one: InitiativeShown) -> Tag:
    """Where an initiative stands; late is said as plainly as done."""
    if one.is_overdue:
        return Tag("bad", "clock", gettext("The municipality is late"))
    tags = {
        "collecting": Tag("now", "person", gettext("Collects signatures")),
        "handed_over": Tag("warn", "clock", gettext("Waits for the municipality")),
        "decided": Tag("ok", "check", gettext("The municipality has handled it")),
        "withdrawn": Tag("", "close", gettext("Withdrawn")),
        "lapsed": Tag("", "clock", gettext("The time to collect is over")),
    }
    return tags[one.state]


def _meter(one: InitiativeShown) -> str:
    if one.threshold is None:
        return ""
    return gettext("%(residents)s of the %(threshold)s residents that oblige the municipality") % {
        "residents": wording.number(one.residents), "threshold": wording.number(one.threshold),
    }  # fmt: skip
