# SPDX-License-Identifier: EUPL-1.2
"""The statements that add a span of the ledger to the cubes; run inside the transaction that moves the place."""

import collections
import datetime
from collections.abc import Sequence

from django.db import connection
from pyroaring import BitMap

from backend.insight.engagement.contexts import (
    CONTEXT,
    DIMENSIONS,
    JOIN_CONTEXT,
    Slice,
    add_contexts,
    stored,
)
from backend.insight.engagement.models import DailyCount
from backend.ledger.events.services import Span
from backend.participation.assistance.events import DeskActsClaimed
from backend.participation.discussion.events import (
    CommentHidden,
    CommentShownAgain,
    CommentWithdrawn,
    CommentWritten,
)
from backend.participation.ideas.events import (
    IdeaHidden,
    IdeaProposed,
    IdeaRestored,
    IdeaShownAgain,
    IdeaWithdrawn,
)
from backend.participation.initiatives.events import InitiativeSignatureWithdrawn, InitiativeSigned
from backend.participation.participants.events import LinksCut
from backend.participation.supports.events import (
    IdeaMerged,
    IdeaUnmerged,
    SupportGiven,
    SupportMoved,
    SupportWithdrawn,
)

PLACE = "engagement"
"""The name under which this follow-up keeps its place in the ledger."""

KINDS: dict[str, str] = {
    IdeaProposed.kind: DailyCount.Kind.IDEA.value,
    IdeaWithdrawn.kind: DailyCount.Kind.IDEA.value,
    IdeaRestored.kind: DailyCount.Kind.IDEA.value,
    IdeaMerged.kind: DailyCount.Kind.IDEA.value,
    IdeaUnmerged.kind: DailyCount.Kind.IDEA.value,
    SupportGiven.kind: DailyCount.Kind.SUPPORT.value,
    SupportWithdrawn.kind: DailyCount.Kind.SUPPORT.value,
    SupportMoved.kind: DailyCount.Kind.SUPPORT.value,
    CommentWritten.kind: DailyCount.Kind.COMMENT.value,
    CommentWithdrawn.kind: DailyCount.Kind.COMMENT.value,
    InitiativeSigned.kind: DailyCount.Kind.SIGNATURE.value,
    InitiativeSignatureWithdrawn.kind: DailyCount.Kind.SIGNATURE.value,
    IdeaHidden.kind: DailyCount.Kind.HIDDEN_IDEA.value,
    IdeaShownAgain.kind: DailyCount.Kind.HIDDEN_IDEA.value,
    CommentHidden.kind: DailyCount.Kind.HIDDEN_COMMENT.value,
    CommentShownAgain.kind: DailyCount.Kind.HIDDEN_COMMENT.value,
}
"""Which events are counted, and as what: all of them in net, actions alone in gross."""

ACTIONS: tuple[str, ...] = (IdeaProposed.kind, SupportGiven.kind, CommentWritten.kind)
"""Events by which a person takes part; taking something back is not one, and undoes none; nor is undoing that."""

COUNTED_GROSS: tuple[str, ...] = (*ACTIONS, InitiativeSigned.kind)
"""The acts whose number is counted, also those that move no number of people.

An initiative is signed for a year, long after its campaign: people who sign are in no count of the campaign's
people, for a closed total never changes, and one that did would tell of one person."""

_SPAN = "event.position > %(after)s AND event.position <= %(upto)s AND event.kind = ANY(%(kinds)s)"
_OF_CAMPAIGN = " AND (%(campaign)s::bigint IS NULL OR event.campaign_id = %(campaign)s)"

_ADD_COUNTS = f"""
    INSERT INTO engagement_dailycount AS cube (campaign_id, day, kind, channel, net, gross)
    SELECT event.campaign_id, event.day, counted.kind, event.channel,
           sum(event.sign), count(*) FILTER (WHERE event.kind = ANY(%(actions)s))
    FROM events_event AS event
    JOIN unnest(%(kinds)s::text[], %(counted)s::text[]) AS counted (event, kind) ON counted.event = event.kind
    WHERE {_SPAN} {_OF_CAMPAIGN}
    GROUP BY event.campaign_id, event.day, counted.kind, event.channel
    ON CONFLICT (campaign_id, day, kind, channel)
    DO UPDATE SET net = cube.net + excluded.net, gross = cube.gross + excluded.gross
"""
# Who is new takes a number here and carries it along: joined to the rows that the insert returns, of
# which the planner expects one where it expects none of these positions, 10,000 acts took a second.
# (ON CONFLICT would burn a number for everybody who is known.)
_READ_PEOPLE = f"""
    WITH acted AS MATERIALIZED (
        SELECT DISTINCT event.campaign_id, event.day, event.participant_id FROM events_event AS event
        WHERE {_SPAN} {_OF_CAMPAIGN} AND event.assurance <> 'device' AND event.participant_id IS NOT NULL
    ), known AS MATERIALIZED (
        SELECT acted.campaign_id, acted.day, participant.person_number, {CONTEXT}, person.number,
               CASE WHEN person.number IS NULL
               AND row_number() OVER (PARTITION BY participant.person_number ORDER BY acted.campaign_id, day) = 1
               THEN nextval(pg_get_serial_sequence('engagement_personindex', 'number')) END AS taken
        FROM acted JOIN participants_participant AS participant ON participant.id = acted.participant_id
        {JOIN_CONTEXT}
        LEFT JOIN engagement_personindex AS person ON person.person_number = participant.person_number
    ), made AS (
        INSERT INTO engagement_personindex (number, person_number)
        SELECT taken, person_number FROM known WHERE taken IS NOT NULL
    ), numbered AS (
        SELECT campaign_id, day, municipality, district, age_band, language,
               coalesce(number, max(taken) OVER (PARTITION BY person_number)) AS number FROM known
    )
    SELECT campaign_id, day, municipality, district, age_band, language, array_agg(number)
    FROM numbered GROUP BY campaign_id, day, municipality, district, age_band, language
"""
_READ_BITMAPS = """
    SELECT campaign_id, day, people FROM engagement_dailypeople
    WHERE (campaign_id, day) IN (SELECT * FROM unnest(%s::bigint[], %s::date[]))
"""
_WRITE_BITMAP = """
    INSERT INTO engagement_dailypeople (campaign_id, day, people) VALUES (%s, %s, %s)
    ON CONFLICT (campaign_id, day) DO UPDATE SET people = excluded.people
"""

Cell = tuple[int, datetime.date]
"""A campaign's id and a day."""


def add(span: Span, campaign_id: int | None = None) -> None:
    """Add the events of a span, of all campaigns or of one, to the cubes."""
    values = {"after": span.after, "upto": span.upto, "campaign": campaign_id}
    with connection.cursor() as cursor:
        cursor.execute(
            _ADD_COUNTS,
            {**values, "kinds": list(KINDS), "counted": list(KINDS.values()), "actions": list(COUNTED_GROSS)},
        )
    add_people(span, campaign_id)


def add_people(span: Span, campaign_id: int | None = None) -> None:
    """Add who took part in a span, of all campaigns or of one, by day and by context; devices are nobody."""
    values = {"after": span.after, "upto": span.upto, "campaign": campaign_id}
    people: dict[Cell, BitMap] = collections.defaultdict(BitMap)
    slices: dict[Slice, BitMap] = collections.defaultdict(BitMap)
    with connection.cursor() as cursor:
        cursor.execute(_READ_PEOPLE, {**values, "kinds": list(ACTIONS)})
        for campaign, day, *context, numbers in cursor.fetchall():
            found = BitMap(numbers)
            people[campaign, day] |= found
            for dimension, value in zip(DIMENSIONS, context, strict=True):
                slices[campaign, dimension, value] |= found
        for cell, known in _bitmaps_of(list(people)).items():
            people[cell] |= known
        cursor.executemany(_WRITE_BITMAP, [(*cell, stored(numbers)) for cell, numbers in people.items()])
    add_contexts(slices)


def count_people_again(span: Span) -> None:
    """Of campaigns in which participants have become another's, or nobody's, in the span, count the people anew."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT campaign_id FROM events_event WHERE position > %s AND position <= %s AND kind = ANY(%s)",
            [span.after, span.upto, [DeskActsClaimed.kind, LinksCut.kind]],
        )
        for (campaign_id,) in cursor.fetchall():
            cursor.execute("DELETE FROM engagement_dailypeople WHERE campaign_id = %s", [campaign_id])
            cursor.execute("DELETE FROM engagement_contextpeople WHERE campaign_id = %s", [campaign_id])
            add_people(Span(0, span.upto), campaign_id)


def _bitmaps_of(cells: Sequence[Cell]) -> dict[Cell, BitMap]:
    with connection.cursor() as cursor:
        cursor.execute(_READ_BITMAPS, [[campaign for campaign, _ in cells], [day for _, day in cells]])
        return {(campaign, day): BitMap.deserialize(bytes(people)) for campaign, day, people in cursor.fetchall()}


def empty(campaign_id: int | None = None) -> None:
    """Take everything out of the cubes, of all campaigns or of one; people keep their numbers."""
    of_campaign = "" if campaign_id is None else " WHERE campaign_id = %s"
    with connection.cursor() as cursor:
        for cube in ("engagement_dailycount", "engagement_dailypeople", "engagement_contextpeople"):
            cursor.execute(f"DELETE FROM {cube}{of_campaign}", [] if campaign_id is None else [campaign_id])
