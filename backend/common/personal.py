# SPDX-License-Identifier: EUPL-1.2
"""What a room answers when a person asks for their data, and what of a campaign's people it keeps for a time only."""

import dataclasses
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

PersonalData = dict[str, list[dict[str, object]]]
"""Section → rows; values are what JSON can say, and moments and days."""


def rows_of(found: QuerySet[Any], *fields: str) -> list[dict[str, object]]:
    """Rows with these fields under their own names."""
    return [dict(row) for row in found.values(*fields)]


@dataclasses.dataclass(frozen=True)
class Kept:
    """Rows that a room keeps of a campaign's people until its time is over.

    `rows` are those still there: a row that was cleared is not among them, so that clearing may stop
    anywhere and go on. `clear` is given some of them.
    """

    name: str
    rows: QuerySet[Any]
    clear: Callable[[QuerySet[Any]], object]


def deleted(name: str, rows: QuerySet[Any]) -> Kept:
    """Rows that go altogether."""
    return Kept(name, rows, lambda some: some.delete())


def emptied(name: str, rows: QuerySet[Any], /, **values: object) -> Kept:
    """Rows that stay, with these values in place of what they say of a person."""
    return Kept(name, rows, lambda some: some.update(**values))
