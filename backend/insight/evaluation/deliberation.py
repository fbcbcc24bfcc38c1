# SPDX-License-Identifier: EUPL-1.2
"""Measures that stand for how people talk with each other: replies, both ways, across camps, and how many."""

import collections
from collections.abc import Sequence
from dataclasses import dataclass, field

from backend.insight.evaluation.measures import CampaignMeasure, Measure
from backend.insight.evaluation.questions import NO_DATA, Outcome
from backend.insight.evaluation.scope import CampaignInScope, Scope
from backend.methods.disclosure.people import THRESHOLD
from backend.participation.discussion.models import Comment

Pair = tuple[int, int]
SIDES = frozenset({Comment.Stance.FOR.value, Comment.Stance.AGAINST.value})


@dataclass
class Talk:
    """A campaign's conversation: comments, replies, comments that have any, replies with sides, who replied to whom."""

    comments: int = 0
    replies: int = 0
    answered: set[int] = field(default_factory=set)
    sided: int = 0
    across: int = 0
    pairs: set[Pair] = field(default_factory=set)


def _talk(scope: Scope) -> dict[int, Talk]:
    """Read the conversations of the scope's campaigns in one statement."""
    found: dict[int, Talk] = collections.defaultdict(Talk)
    rows = Comment.objects.filter(
        idea__campaign_id__in=scope.ids, withdrawn_at__isnull=True, written_at__date__range=(scope.first, scope.last)
    ).order_by()
    columns = ("idea__campaign_id", "author_id", "stance", "parent_id", "parent__author_id", "parent__stance")
    for campaign, author, stance, parent, parent_author, parent_stance in rows.values_list(*columns):
        talk = found[campaign]
        talk.comments += 1
        if parent is None or author == parent_author:
            continue
        talk.replies += 1
        talk.answered.add(parent)
        talk.pairs.add((author, parent_author))
        if {stance, parent_stance} <= SIDES:
            talk.sided += 1
            talk.across += stance != parent_stance
    return dict(found)


def _replies(parts: Sequence[Talk | None], _campaigns: Sequence[CampaignInScope]) -> list[Outcome]:
    comments = sum(talk.comments for talk in parts if talk is not None)
    return [_share(sum(talk.replies for talk in parts if talk is not None), comments)]


def _depth(parts: Sequence[Talk | None], _campaigns: Sequence[CampaignInScope]) -> list[Outcome]:
    answered = sum(len(talk.answered) for talk in parts if talk is not None)
    return [_share(sum(talk.replies for talk in parts if talk is not None), answered)]


def _across(parts: Sequence[Talk | None], _campaigns: Sequence[CampaignInScope]) -> list[Outcome]:
    sided = sum(talk.sided for talk in parts if talk is not None)
    return [_share(sum(talk.across for talk in parts if talk is not None), sided)]


def _both_ways(parts: Sequence[Talk | None], _campaigns: Sequence[CampaignInScope]) -> list[Outcome]:
    """The part of the pairs that replied to each other; of fewer than five pairs nothing is said."""
    directed = {pair for talk in parts if talk for pair in talk.pairs}
    pairs = {(min(pair), max(pair)) for pair in directed}
    both = sum((other, one) in directed for one, other in directed) // 2
    if 0 < len(pairs) < THRESHOLD:
        return [Outcome(value=None, hidden=True)]
    return [_share(both, len(pairs))]


def _share(part: int, whole: int) -> Outcome:
    return Outcome(value=part / whole, n=whole) if whole else NO_DATA


MEASURES: dict[str, Measure] = {
    "DEL-REPLY": CampaignMeasure(_talk, _replies),
    "DEL-RECIP": CampaignMeasure(_talk, _both_ways),
    "DEL-XCAMP": CampaignMeasure(_talk, _across),
    "DEL-DEPTH": CampaignMeasure(_talk, _depth),
}
