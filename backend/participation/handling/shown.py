# SPDX-License-Identifier: EUPL-1.2
"""What everybody sees of the work on an idea: the day of the answer, the estimate, and steps until it is done."""

import dataclasses
import datetime
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, JSONField, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from backend.common.text import LanguageText
from backend.participation.handling.models import Handling, Milestone
from backend.participation.handling.selectors import with_due
from backend.participation.ideas.models import AnswerVersion, Idea
from backend.participation.ideas.selectors import idea_alone
from backend.region.accounts.selectors import Viewer


@dataclasses.dataclass(frozen=True)
class Step:
    """A step with the day by which it is planned, and the day on which it was done."""

    id: int
    title: LanguageText
    due_on: datetime.date
    done_on: datetime.date | None


@dataclasses.dataclass(frozen=True)
class Estimate:
    """Whether an idea can be done, what it costs in euros, and why."""

    feasibility: str
    cost: Decimal | None
    reason: LanguageText


@dataclasses.dataclass(frozen=True)
class FollowUp:
    """What is public of the work on an idea."""

    due_on: datetime.date | None
    estimate: Estimate | None
    steps: tuple[Step, ...]

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(step.done_on is not None for step in self.steps)

    @property
    def planned(self) -> int:
        """How many steps there are."""
        return len(self.steps)


def with_follow_up(ideas: QuerySet[Idea]) -> QuerySet[Any]:
    """Ideas with what `follow_up_of` reads, in their own statement."""
    steps = Milestone.objects.filter(idea=OuterRef("pk")).order_by("due_on", "id")
    estimates = Handling.objects.filter(idea=OuterRef("pk"), estimated_at__isnull=False)
    step = JSONObject(id="id", title="title", due_on="due_on", done_on="done_on")
    estimate = JSONObject(feasibility="feasibility", cost="cost", reason="reason")
    found: QuerySet[Any] = with_due(ideas).annotate(
        answer_changed=Exists(AnswerVersion.objects.filter(answer=OuterRef("pk"))),
        planned_steps=ArraySubquery(steps.values(found=step)),
        estimated=Subquery(estimates.values(found=estimate)[:1], output_field=JSONField()),
    )
    return found


def follow_up_of(idea: Idea) -> FollowUp:
    """The work on an idea that was read with `with_follow_up`; nothing of one that was not."""
    estimated = getattr(idea, "estimated", None)
    return FollowUp(
        getattr(idea, "due_on", None),
        _estimate(estimated) if estimated else None,
        tuple(_step(step) for step in getattr(idea, "planned_steps", [])),
    )


def public_follow_up(idea_id: int, *, viewer: Viewer) -> FollowUp:
    """The work on an idea. Raises NotFound. Queries: 2."""
    idea_alone(idea_id, viewer=viewer)
    return follow_up_of(with_follow_up(Idea.objects.filter(pk=idea_id)).get())


def _step(found: dict[str, Any]) -> Step:
    done = found["done_on"]
    return Step(
        found["id"],
        found["title"],
        datetime.date.fromisoformat(found["due_on"]),
        datetime.date.fromisoformat(done) if done else None,
    )


def _estimate(found: dict[str, Any]) -> Estimate:
    cost = found["cost"]
    return Estimate(found["feasibility"], None if cost is None else Decimal(str(cost)), found["reason"])
