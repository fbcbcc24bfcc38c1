# SPDX-License-Identifier: EUPL-1.2
"""Measures of how unevenly acts are spread over people, of closed campaigns only."""

import collections
from collections.abc import Sequence
from typing import Any

from django.db import connection

from backend.insight.engagement.cubes import ACTIONS, PLACE
from backend.insight.evaluation.measures import CampaignMeasure, Measure
from backend.insight.evaluation.questions import NO_DATA, Outcome
from backend.insight.evaluation.scope import CampaignInScope, Scope
from backend.ledger.events.selectors import place_of
from backend.methods.disclosure.people import THRESHOLD
from backend.methods.indicators.concentration import gini, share_of_top

FEWEST = 2 * THRESHOLD
"""Of fewer people nothing is said of how unevenly they acted."""

People = collections.Counter[int]
"""How many acts each person did, by their number."""

# A withdrawal undoes no participation (engagement.ACTIONS), so acts are counted gross.
_ACTS = """
    SELECT event.campaign_id, participant.person_number, count(*)
    FROM events_event AS event JOIN participants_participant AS participant ON participant.id = event.participant_id
    WHERE event.campaign_id = ANY(%(campaigns)s) AND event.kind = ANY(%(actions)s) AND event.position <= %(upto)s
      AND event.day BETWEEN %(first)s AND %(last)s AND event.assurance <> 'device'
    GROUP BY event.campaign_id, participant.person_number
"""


def _acts(scope: Scope) -> dict[int, People]:
    """Of each closed campaign the acts of each person."""
    found: dict[int, People] = collections.defaultdict(collections.Counter)
    values: dict[str, Any] = {
        "campaigns": [campaign.id for campaign in scope.campaigns if campaign.closed and not campaign.hides_supports],
        "actions": list(ACTIONS),
        "upto": place_of(PLACE),
        "first": scope.first,
        "last": scope.last,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ACTS, values)
        for campaign, person, acts in cursor.fetchall():
            found[campaign][person] = acts
    return dict(found)


def _histogram(parts: Sequence[People | None]) -> collections.Counter[int]:
    people: People = collections.Counter()
    for part in parts:
        people.update(part or {})
    return collections.Counter(people.values())


def _gini(parts: Sequence[People | None], _campaigns: Sequence[CampaignInScope]) -> list[Outcome]:
    histogram = _histogram(parts)
    people = sum(histogram.values())
    if not people:
        return [NO_DATA]
    if people < FEWEST:
        return [Outcome(value=None, hidden=True)]
    return [Outcome(value=gini(histogram), n=sum(n * acts for n, acts in histogram.items()))]


def _top(parts: Sequence[People | None], _campaigns: Sequence[CampaignInScope]) -> list[Outcome]:
    """The part of the most active 1 % and 10 %, where at least five people are among them."""
    histogram = _histogram(parts)
    people = sum(histogram.values())
    found = []
    for step, share in (("top_1", 0.01), ("top_10", 0.1)):
        enough = round(people * share) >= THRESHOLD
        found.append(
            Outcome(
                value=share_of_top(histogram, share) if enough else None,
                hidden=bool(people) and not enough,
                dimensions={"step": step},
            )
        )
    return found


MEASURES: dict[str, Measure] = {"CON-GINI": CampaignMeasure(_acts, _gini), "CON-TOP": CampaignMeasure(_acts, _top)}
