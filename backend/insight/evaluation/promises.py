# SPDX-License-Identifier: EUPL-1.2
"""Measures of stakeholders and promises: which organisations act, how much influence is promised, and kept."""

import collections
import statistics
from collections.abc import Sequence

from backend.insight.evaluation.measures import CampaignMeasure, Measure
from backend.insight.evaluation.questions import NO_DATA, Outcome
from backend.insight.evaluation.scope import CampaignInScope, Scope
from backend.participation.campaigns.models import Campaign
from backend.participation.discussion.models import Comment
from backend.participation.ideas.models import STANDING, Idea

LEVELS = {level: number for number, level in enumerate(Campaign.Influence.values, start=1)}
KEPT = {Campaign.Kept.YES.value: 1.0, Campaign.Kept.PARTLY.value: 0.5, Campaign.Kept.NO.value: 0.0}


def _actors(scope: Scope) -> dict[int, frozenset[int]]:
    """Of each campaign the organisations in whose name ideas were proposed and comments written."""
    found: dict[int, set[int]] = collections.defaultdict(set)
    days = (scope.first, scope.last)
    ideas = Idea.objects.filter(
        campaign_id__in=scope.ids, actor__isnull=False, state__in=STANDING, proposed_at__date__range=days
    )
    comments = Comment.objects.filter(
        idea__campaign_id__in=scope.ids, actor__isnull=False, withdrawn_at__isnull=True, written_at__date__range=days
    )
    pairs = ideas.order_by().values_list("campaign_id", "actor_id")
    for campaign, actor in pairs.union(comments.order_by().values_list("idea__campaign_id", "actor_id")):
        found[campaign].add(actor)
    return {campaign: frozenset(actors) for campaign, actors in found.items()}


def _number_of_actors(parts: Sequence[frozenset[int] | None], campaigns: Sequence[CampaignInScope]) -> list[Outcome]:
    if not campaigns:
        return [NO_DATA]
    return [Outcome(value=len(frozenset().union(*(part for part in parts if part))))]


def _in_year(scope: Scope) -> dict[int, bool]:
    """The campaigns that began in the scope's year, or all of them."""
    return {one.id: True for one in scope.campaigns if scope.year in {None, one.first_year}}


def _median_level(parts: Sequence[bool | None], campaigns: Sequence[CampaignInScope]) -> list[Outcome]:
    levels = [
        LEVELS[campaign.influence]
        for began, campaign in zip(parts, campaigns, strict=True)
        if began and campaign.influence
    ]
    return [Outcome(value=statistics.median(levels), n=len(levels))] if levels else [NO_DATA]


def _share_kept(parts: Sequence[bool | None], campaigns: Sequence[CampaignInScope]) -> list[Outcome]:
    kept = [
        KEPT[campaign.influence_kept]
        for began, campaign in zip(parts, campaigns, strict=True)
        if began and campaign.closed and campaign.influence_kept
    ]
    return [Outcome(value=sum(kept) / len(kept), n=len(kept))] if kept else [NO_DATA]


MEASURES: dict[str, Measure] = {
    "ENG-STAKE": CampaignMeasure(_actors, _number_of_actors),
    "ENG-LEVEL": CampaignMeasure(_in_year, _median_level),
    "ENG-PROMISE": CampaignMeasure(_in_year, _share_kept),
}
