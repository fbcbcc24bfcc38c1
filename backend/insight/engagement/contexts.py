# SPDX-License-Identifier: EUPL-1.2
"""The cube of contexts: in each dimension, everybody who took part in a campaign stands once."""

import collections
from collections.abc import Iterable, Mapping

from django.db import connection
from pyroaring import BitMap

from backend.insight.engagement.models import ContextPeople
from backend.ledger.events.services import Span
from backend.participation.participants.events import ContextBlurred

DIMENSIONS: tuple[str, ...] = tuple(ContextPeople.Dimension.values)
"""In the order of CONTEXT's columns."""

Slice = tuple[int, str, str]
"""A campaign's id, a dimension and a value."""

CONTEXT = """
    coalesce(context.municipality_id::text, '') AS municipality, coalesce(context.district_id::text, '') AS district,
    coalesce(context.age_band, '') AS age_band, coalesce(context.language, '') AS language
"""
# A participant that was taken over is an empty shell: its person's context is that of the one that took over,
# looked for only then (the condition on the outer row is tested before the inner table is read).
JOIN_CONTEXT = """
    LEFT JOIN LATERAL (
        SELECT heir.id FROM participants_participant AS heir
        WHERE participant.kind = 'joined' AND heir.campaign_id = participant.campaign_id
        AND heir.person_number = participant.person_number AND heir.kind <> 'joined' ORDER BY heir.id LIMIT 1
    ) AS heir ON true
    LEFT JOIN participants_frozencontext AS context ON context.participant_id = coalesce(heir.id, participant.id)
"""
_READ_BLURRED = f"""
    SELECT DISTINCT participant.campaign_id, person.number, {CONTEXT}
    FROM events_event AS event
    JOIN participants_participant AS participant ON participant.id = event.participant_id
    JOIN engagement_personindex AS person ON person.person_number = participant.person_number
    {JOIN_CONTEXT}
    WHERE event.position > %s AND event.position <= %s AND event.kind = %s
"""
_READ = "SELECT campaign_id, dimension, value, people FROM engagement_contextpeople WHERE campaign_id = ANY(%s)"
_WRITE = """
    INSERT INTO engagement_contextpeople (campaign_id, dimension, value, people) VALUES (%s, %s, %s, %s)
    ON CONFLICT (campaign_id, dimension, value) DO UPDATE SET people = excluded.people
"""
_DELETE = "DELETE FROM engagement_contextpeople WHERE (campaign_id, dimension, value) = (%s, %s, %s)"


def add_contexts(slices: Mapping[Slice, BitMap]) -> None:
    """Add people to the values of their contexts; a value whose people are known already is not written."""
    known = contexts_of({campaign for campaign, _, _ in slices})
    _write({place: known[place] | people for place, people in slices.items() if not people <= known[place]})


def move_blurred(span: Span) -> None:
    """Move whoever became unknown in the span to where they stand now."""
    with connection.cursor() as cursor:
        cursor.execute(_READ_BLURRED, [span.after, span.upto, ContextBlurred.kind])
        blurred = cursor.fetchall()
    known = contexts_of({campaign for campaign, *_ in blurred})
    changed: dict[Slice, BitMap] = {}
    for campaign, number, *context in blurred:
        for dimension, value in zip(DIMENSIONS, context, strict=True):
            now = (campaign, dimension, value)
            before = [place for place, people in known.items() if place[:2] == now[:2] and number in people]
            if not before or before == [now]:  # took part only as a device, or was folded after the erasure
                continue
            for place in before:
                known[place] = changed[place] = known[place] - BitMap([number])
            known[now] = changed[now] = known[now] | BitMap([number])
    _write(changed)


def contexts_of(campaign_ids: Iterable[int]) -> collections.defaultdict[Slice, BitMap]:
    """The cube of some campaigns; values that nobody has are empty."""
    found: collections.defaultdict[Slice, BitMap] = collections.defaultdict(BitMap)
    ids = list(campaign_ids)
    if ids:
        with connection.cursor() as cursor:
            cursor.execute(_READ, [ids])
            for *place, people in cursor.fetchall():
                found[tuple(place)] = BitMap.deserialize(bytes(people))
    return found


def stored(people: BitMap) -> bytes:
    """The bitmap in its smallest form, which is the same however it came about.

    Made anew first: where two forms are equally small, optimising keeps the one that there was.
    """
    anew = BitMap(people.to_array())
    anew.run_optimize()
    return bytes(anew.serialize())


def _write(slices: Mapping[Slice, BitMap]) -> None:
    """Values that nobody has any more are no rows, as a rebuild would make none."""
    rows = [(*place, stored(people)) for place, people in slices.items() if people]
    empty = [place for place, people in slices.items() if not people]
    with connection.cursor() as cursor:
        if rows:
            cursor.executemany(_WRITE, rows)
        if empty:
            cursor.executemany(_DELETE, empty)
