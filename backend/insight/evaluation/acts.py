# SPDX-License-Identifier: EUPL-1.2
"""Measures of acts, from the cubes: ideas, supports, comments, by channel, and entered late."""

import collections
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from backend.insight.engagement.cubes import ACTIONS, PLACE
from backend.insight.engagement.models import DailyCount
from backend.insight.evaluation.measures import CampaignMeasure, DirectMeasure, Measure
from backend.insight.evaluation.questions import NO_DATA, Outcome, Question
from backend.insight.evaluation.scope import CampaignInScope, Scope
from backend.ledger.events.selectors import place_of
from backend.participation.supports.events import SupportGiven

Key = tuple[str, str]
Sums = Mapping[Key, tuple[int, int]]
"""By kind and channel: net and gross."""


def _channels(scope: Scope) -> dict[int, Sums]:
    """Of each campaign the acts by kind and channel."""
    found: dict[int, dict[Key, tuple[int, int]]] = collections.defaultdict(dict)
    rows = DailyCount.objects.filter(campaign_id__in=scope.ids, day__range=(scope.first, scope.last))
    for campaign, day, kind, channel, net, gross in rows.values_list(*_COLUMNS):
        del day
        before = found[campaign].get((kind, channel), (0, 0))
        found[campaign][kind, channel] = (before[0] + net, before[1] + gross)
    return dict(found)


_COLUMNS = ("campaign_id", "day", "kind", "channel", "net", "gross")


def _shown(parts: Sequence[tuple[CampaignInScope, Sums]], kinds: Sequence[str]) -> collections.Counter[str]:
    gross: collections.Counter[str] = collections.Counter()
    for campaign, sums in parts:
        for (kind, name), (_, count) in sums.items():
            if kind in kinds and not (kind == DailyCount.Kind.SUPPORT and campaign.hides_supports):
                gross[name] += count
    return gross


_ACTED = (DailyCount.Kind.IDEA.value, DailyCount.Kind.SUPPORT.value, DailyCount.Kind.COMMENT.value)


def _number_of(kind: str) -> CampaignMeasure[Sums]:
    """The acts of a kind: the net as the value, the gross as what it rests on."""

    def together(parts: Sequence[Sums | None], campaigns: Sequence[CampaignInScope]) -> list[Outcome]:
        if kind == DailyCount.Kind.SUPPORT and campaigns and all(campaign.hides_supports for campaign in campaigns):
            return [Outcome(value=None, hidden=True)]
        shown = [
            pair
            for campaign, sums in zip(campaigns, parts, strict=True)
            if not (kind == DailyCount.Kind.SUPPORT and campaign.hides_supports)
            for (counted, _), pair in (sums or {}).items()
            if counted == kind
        ]
        return [Outcome(value=sum(net for net, _ in shown), n=sum(gross for _, gross in shown))]

    return CampaignMeasure(_channels, together)


def _by_channel(parts: Sequence[Sums | None], campaigns: Sequence[CampaignInScope]) -> list[Outcome]:
    """Acts (gross) by channel."""
    gross = _shown([(c, sums or {}) for c, sums in zip(campaigns, parts, strict=True)], _ACTED)
    whole = sum(gross.values())
    return [Outcome(value=count, n=whole, dimensions={"channel": name}) for name, count in sorted(gross.items())]


_LATE = """
    SELECT campaign_id, count(*) FILTER (WHERE (recorded_at AT TIME ZONE 'Europe/Helsinki')::date > day), count(*)
    FROM events_event
    WHERE campaign_id = ANY(%(campaigns)s) AND kind = ANY(%(actions)s) AND position <= %(upto)s
      AND NOT (kind = %(support)s AND campaign_id = ANY(%(hiding)s))
      AND day BETWEEN %(first)s AND %(last)s AND channel <> 'import'
    GROUP BY campaign_id
"""


def _late(scope: Scope) -> dict[int, tuple[int, int]]:
    """Of each campaign how many acts were entered on a later day, and how many there are; hidden supports are not."""
    values: dict[str, Any] = {
        "campaigns": scope.ids,
        "actions": list(ACTIONS),
        "support": SupportGiven.kind,
        "hiding": [campaign.id for campaign in scope.campaigns if campaign.hides_supports],
        "upto": place_of(PLACE),
        "first": scope.first,
        "last": scope.last,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LATE, values)
        return {campaign: (late, acts) for campaign, late, acts in cursor.fetchall()}


def _share_late(parts: Sequence[tuple[int, int] | None], _campaigns: Sequence[CampaignInScope]) -> list[Outcome]:
    known = [part for part in parts if part is not None]
    late, acts = sum(late for late, _ in known), sum(acts for _, acts in known)
    return [Outcome(value=late / acts, n=acts)] if acts else [NO_DATA]


_OLDEST = """
    SELECT extract(epoch FROM clock_timestamp() - min(recorded_at)) / 60 FROM events_event
    WHERE kind = ANY(%(actions)s) AND (position IS NULL OR position > %(upto)s)
"""


def _lag(_question: Question, _scope: Scope) -> list[Outcome]:
    """How many minutes old the oldest act is that is not folded: 0 where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(_OLDEST, {"actions": list(ACTIONS), "upto": place_of(PLACE)})
        oldest = cursor.fetchone()[0]
    return [Outcome(value=round(float(oldest or 0), 1))]


MEASURES: dict[str, Measure] = {
    "IDEA-N": _number_of(DailyCount.Kind.IDEA),
    "VOTE-N": _number_of(DailyCount.Kind.SUPPORT),
    "COMM-N": _number_of(DailyCount.Kind.COMMENT),
    "CHN-MIX": CampaignMeasure(_channels, _by_channel),
    "SIGN-N": _number_of(DailyCount.Kind.SIGNATURE),
    "DATA-LATE": CampaignMeasure(_late, _share_late),
    "DATA-LAG": DirectMeasure(_lag),
}
