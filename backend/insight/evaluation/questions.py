# SPDX-License-Identifier: EUPL-1.2
"""What is asked of an indicator, and the figures that answer it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from backend.methods.indicators.catalogue import Indicator

Status = Literal["provisional", "final", "no_data", "not_published"]
"""A figure that may still move, one whose time is over, one that nobody can tell, and people that are not released."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """One indicator: of everything, or of a spearhead, a municipality (that organises), a campaign, a year.

    `by` is a dimension by which the answer is divided, "" for one figure of the whole.
    """

    code: str
    by: str = ""
    spearhead: str = ""
    municipality: str = ""
    campaign: str = ""
    year: int | None = None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a measure found of a group: `value` None where nothing can be told; `n` how many it rests on.

    `hidden` says that there is a value and disclosure control does not show it; `dimensions` are
    those of the measure itself, as {"channel": "web"}; `status` is known to measures of released people.
    """

    value: float | None
    n: int | None = None
    hidden: bool = False
    dimensions: Mapping[str, str] = field(default_factory=dict)
    status: Status | None = None


NO_DATA = Outcome(value=None)


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A value with all that is needed to read it: the same on pages, in the API and in files.

    `value` is in the indicator's unit, None where it is hidden or there is no data; `dimensions` say of
    what, by slugs and codes.
    """

    value: float | None
    n: int | None
    hidden: bool
    status: Status
    dimensions: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The figures of a question, up to a position of the ledger (folded), by the database's clock."""

    indicator: Indicator
    question: Question
    figures: tuple[Figure, ...]
    position: int
    computed_at: datetime.datetime
