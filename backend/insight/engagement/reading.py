# SPDX-License-Identifier: EUPL-1.2
"""Reading a campaign's cubes in one statement: counts, people and standing of one moment."""

import collections
import dataclasses
import datetime

from django.db import connection
from pyroaring import BitMap

from backend.insight.engagement.cubes import KINDS, PLACE

# One statement is one snapshot, whatever the transaction around it. Signatures of initiatives go on after a
# campaign, and are figures of their own (SIGN-N): they are no days of it.
_READ = """
    WITH place AS MATERIALIZED (
        SELECT coalesce((SELECT position FROM events_place WHERE name = %(place)s), 0) AS upto
    ), last AS MATERIALIZED (
        SELECT coalesce(max(position), 0) AS position FROM events_event
        WHERE campaign_id = %(campaign)s AND position <= (SELECT upto FROM place)
    ), waiting AS MATERIALIZED (
        SELECT recorded_at FROM events_event WHERE campaign_id = %(campaign)s AND position IS NULL
        UNION ALL
        SELECT recorded_at FROM events_event
        WHERE campaign_id = %(campaign)s AND position > (SELECT upto FROM place)
    )
    SELECT 'read', NULL::date, position, 0::bigint, NULL::bytea, clock_timestamp() FROM last
    UNION ALL
    SELECT 'recorded', NULL, 0, 0, NULL, recorded_at FROM events_event
    WHERE position = (SELECT position FROM last)
    UNION ALL
    SELECT 'waiting', NULL, count(*), 0, NULL, min(recorded_at) FROM waiting
    UNION ALL
    SELECT kind, day, sum(net), sum(gross), NULL, NULL FROM engagement_dailycount
    WHERE campaign_id = %(campaign)s AND kind <> 'signature' GROUP BY kind, day
    UNION ALL
    SELECT 'unverified ' || counted.kind, NULL, sum(sign), 0, NULL, NULL FROM events_event
    JOIN unnest(%(kinds)s::text[], %(counted)s::text[]) AS counted (event, kind) ON counted.event = events_event.kind
    WHERE campaign_id = %(campaign)s AND assurance = 'device' AND position <= (SELECT upto FROM place)
    GROUP BY counted.kind
    UNION ALL
    SELECT 'people', day, 0, 0, people, NULL FROM engagement_dailypeople WHERE campaign_id = %(campaign)s
"""

_LONG_AGO = datetime.datetime.min.replace(tzinfo=datetime.UTC)

Counts = dict[datetime.date, collections.Counter[str]]
"""By day the number of acts of each kind (idea, support, comment, hidden_idea, hidden_comment)."""


@dataclasses.dataclass
class CampaignCubes:
    """What the cubes hold of a campaign.

    `position` is the campaign's last that is folded (0 when none) and `recorded_at` its moment;
    `read_at` the database's clock; `whole_until` the moment before which nothing is missing: the
    clock, or when the oldest event was recorded that is not folded yet (`waiting` of them);
    `unverified` how many of the net acts nobody signed in for, by kind.
    """

    position: int = 0
    recorded_at: datetime.datetime | None = None
    read_at: datetime.datetime = _LONG_AGO
    whole_until: datetime.datetime = _LONG_AGO
    waiting: int = 0
    unverified: collections.Counter[str] = dataclasses.field(default_factory=collections.Counter)
    net: Counts = dataclasses.field(default_factory=lambda: collections.defaultdict(collections.Counter))
    gross: Counts = dataclasses.field(default_factory=lambda: collections.defaultdict(collections.Counter))
    people: dict[datetime.date, BitMap] = dataclasses.field(default_factory=dict)


def read_cubes(campaign_id: int) -> CampaignCubes:
    """Everything of a campaign, in one query."""
    found = CampaignCubes()
    oldest_waiting = None
    with connection.cursor() as cursor:
        cursor.execute(
            _READ,
            {"campaign": campaign_id, "place": PLACE, "kinds": list(KINDS), "counted": list(KINDS.values())},
        )
        for what, day, number, gross, people, moment in cursor.fetchall():
            match what:
                case "read":
                    found.position, found.read_at = number, moment
                case "recorded":
                    found.recorded_at = moment
                case "waiting":
                    found.waiting, oldest_waiting = number, moment
                case "unverified idea" | "unverified support" | "unverified comment":
                    found.unverified[what.removeprefix("unverified ")] = int(number)
                case "people":
                    found.people[day] = BitMap.deserialize(bytes(people))
                case kind:
                    found.net[day][kind], found.gross[day][kind] = int(number), int(gross)
    found.whole_until = min(found.read_at, oldest_waiting or found.read_at)
    return found
