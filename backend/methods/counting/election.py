# SPDX-License-Identifier: EUPL-1.2
"""A participatory-budgeting election as a file tells it: projects, ballots and what was laid down."""

import dataclasses
import datetime
from collections.abc import Mapping
from decimal import Decimal


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project that could be voted for; `cost` in the election's currency, coordinates in WGS 84 degrees.

    `categories` and `selected` (whether it was funded) are empty and None where the file is silent.
    """

    line: int
    id: str
    name: str
    cost: Decimal
    categories: tuple[str, ...] = ()
    district: str = ""
    description: str = ""
    latitude: float | None = None
    longitude: float | None = None
    selected: bool | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Ballot:
    """One voter's ballot: projects in the order of the file, each once.

    `points` belong to the projects one by one and are empty unless the file has them.
    """

    line: int
    voter: str
    projects: tuple[str, ...]
    age: int | None = None
    points: tuple[Decimal, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Election:
    """A whole election.

    `begins` and `ends` are the first and the last day of voting, None where the file is silent;
    `language` is its language code or ""; `details` are all lines of META.
    """

    description: str
    vote_type: str
    language: str
    currency: str
    budget: Decimal | None
    begins: datetime.date | None
    ends: datetime.date | None
    max_length: int | None
    details: Mapping[str, str]
    projects: tuple[Project, ...]
    ballots: tuple[Ballot, ...]
