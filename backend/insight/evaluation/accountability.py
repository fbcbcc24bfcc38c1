# SPDX-License-Identifier: EUPL-1.2
"""Measures of what became of ideas: outcomes, how long answers take, and which are late."""

import collections
import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Min, Q, QuerySet
from django.db.models.functions import Least

from backend.insight.evaluation.measures import CampaignMeasure, Measure
from backend.insight.evaluation.questions import NO_DATA, Outcome
from backend.insight.evaluation.scope import CampaignInScope, Scope
from backend.methods.indicators.durations import kaplan_meier
from backend.participation.handling.selectors import overdue_ideas
from backend.participation.ideas.models import STANDING, Answer, Idea

DAY = datetime.timedelta(days=1)
WITHOUT_ANSWER = "unanswered"


@dataclass(frozen=True)
class Lives:
    """Of a campaign's ideas how many days they waited, and whether that was over, in two measures."""

    answered: Sequence[tuple[float, bool]]
    done: Sequence[tuple[float, bool]]


def _standing(scope: Scope) -> QuerySet[Idea]:
    """The ideas that stand, proposed in the scope's days; those of an imported election have no answers."""
    return Idea.objects.filter(
        campaign_id__in=scope.ids,
        campaign__imported=False,
        state__in=STANDING,
        proposed_at__date__range=(scope.first, scope.last),
    )


def _outcomes(scope: Scope) -> dict[int, Mapping[str, int]]:
    """Of each campaign the ideas by what the municipality answered."""
    found: dict[int, dict[str, int]] = collections.defaultdict(dict)
    rows = _standing(scope).order_by().values_list("campaign_id", "answer__status").annotate(n=Count("pk"))
    for campaign, status, number in rows:
        found[campaign][status or WITHOUT_ANSWER] = number
    return dict(found)


def _by_status(parts: Sequence[Mapping[str, int] | None], _campaigns: Sequence[CampaignInScope]) -> list[Outcome]:
    sums: collections.Counter[str] = collections.Counter()
    for part in parts:
        sums.update(part or {})
    whole = sum(sums.values())
    order = [WITHOUT_ANSWER, *Answer.Status.values]
    return [Outcome(value=sums[status], n=whole, dimensions={"status": status}) for status in order]


def _lives(scope: Scope) -> dict[int, Lives]:
    """Of each campaign how long its ideas waited for the first answer, and until they were done."""
    done = Answer.Status.DONE
    rows = _standing(scope).annotate(
        first=Least(Min("answer__versions__answered_at"), F("answer__answered_at")),
        first_done=Min("answer__versions__answered_at", filter=Q(answer__versions__status=done)),
    )
    answered: dict[int, list[tuple[float, bool]]] = collections.defaultdict(list)
    finished: dict[int, list[tuple[float, bool]]] = collections.defaultdict(list)
    columns = ("campaign_id", "proposed_at", "first", "first_done", "answer__status", "answer__answered_at")
    for campaign, proposed, first, first_done, status, last in rows.values_list(*columns):
        end = first_done or (last if status == done else None)
        answered[campaign].append(_duration(proposed, first, scope.now))
        finished[campaign].append(_duration(proposed, end, scope.now))
    return {campaign: Lives(answered[campaign], finished[campaign]) for campaign in answered}


def _duration(began: datetime.datetime, ended: datetime.datetime | None, now: datetime.datetime) -> tuple[float, bool]:
    return max(0.0, ((ended or now) - began) / DAY), ended is not None


def _quantiles(name: str) -> CampaignMeasure[Lives]:
    def together(parts: Sequence[Lives | None], _campaigns: Sequence[CampaignInScope]) -> list[Outcome]:
        lives = [life for part in parts if part for life in getattr(part, name)]
        return [
            Outcome(value=_rounded(kaplan_meier(lives, part)), n=len(lives), dimensions={"step": step})
            for step, part in (("median", 0.5), ("p90", 0.9))
        ]

    return CampaignMeasure(_lives, together)


def _rounded(days: float | None) -> float | None:
    return None if days is None else round(days, 1)


def _late(scope: Scope) -> dict[int, int]:
    """Of each campaign how many answers are late now."""
    rows = overdue_ideas().filter(campaign_id__in=scope.ids).select_related(None).order_by()
    return dict(collections.Counter(rows.values_list("campaign_id", flat=True)))


def _sum_late(parts: Sequence[int | None], campaigns: Sequence[CampaignInScope]) -> list[Outcome]:
    return [Outcome(value=sum(part or 0 for part in parts))] if campaigns else [NO_DATA]


MEASURES: dict[str, Measure] = {
    "IDEA-OUT": CampaignMeasure(_outcomes, _by_status),
    "IDEA-TIME": _quantiles("done"),
    "ACC-FIRST": _quantiles("answered"),
    "ACC-OPEN": CampaignMeasure(_late, _sum_late),
}
