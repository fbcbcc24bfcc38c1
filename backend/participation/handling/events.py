# SPDX-License-Identifier: EUPL-1.2
"""What happens while a municipality works on ideas; nobody's participation."""

import dataclasses
from typing import ClassVar

from backend.ledger.events.event import LedgerEvent


@dataclasses.dataclass(frozen=True, kw_only=True)
class IdeaAssigned(LedgerEvent):
    """An officer gave an idea (`subject_id`) to a colleague, who should hear of it."""

    kind: ClassVar[str] = "idea_assigned"


@dataclasses.dataclass(frozen=True, kw_only=True)
class IdeaEstimated(LedgerEvent):
    """The municipality estimated whether an idea (`subject_id`) can be done, and what it costs."""

    kind: ClassVar[str] = "idea_estimated"


@dataclasses.dataclass(frozen=True, kw_only=True)
class MilestoneReached(LedgerEvent):
    """A step (`milestone`) of an idea (`subject_id`) is done: `done` of `planned`."""

    kind: ClassVar[str] = "milestone_reached"
    milestone: int
    done: int
    planned: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class AnswersDueSoon(LedgerEvent):
    """The answers of a campaign are due within a week, and `waiting` ideas have none."""

    kind: ClassVar[str] = "answers_due_soon"
    waiting: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class AnswersOverdue(LedgerEvent):
    """The day by which a campaign's ideas should have been answered is over, and `waiting` have no answer."""

    kind: ClassVar[str] = "answers_overdue"
    waiting: int
