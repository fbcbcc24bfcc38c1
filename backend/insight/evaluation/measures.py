# SPDX-License-Identifier: EUPL-1.2
"""How a measure is put together: parts that are read per campaign in one statement, and what they are together.

Parts of several campaigns can be combined (sums, sets, lists of durations), so that a figure by
spearhead, by municipality or of the region costs the same one statement.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from backend.insight.evaluation.questions import Outcome, Question
from backend.insight.evaluation.scope import CampaignInScope, Scope

Part = TypeVar("Part")


@dataclass(frozen=True)
class CampaignMeasure(Generic[Part]):
    """A measure of what is done in campaigns.

    `parts` reads the part of each campaign that has one, by its id; `together` makes the outcomes of a
    group of them (several where the measure has a dimension of its own); campaigns without a part have None.
    """

    parts: Callable[[Scope], Mapping[int, Part]]
    together: Callable[[Sequence[Part | None], Sequence[CampaignInScope]], Sequence[Outcome]]


@dataclass(frozen=True)
class DirectMeasure:
    """A measure that answers a question itself: of funding, of networks, of imported figures."""

    answer: Callable[[Question, Scope], Sequence[Outcome]]


Measure = CampaignMeasure[Any] | DirectMeasure
