# SPDX-License-Identifier: EUPL-1.2
"""Comparing the cubes with the ledger, counted a second time in plain Python."""

import collections
import dataclasses
import datetime
import itertools
from collections.abc import Iterator

from django.db import connection
from pyroaring import BitMap

from backend.insight.engagement.contexts import CONTEXT, DIMENSIONS, Slice
from backend.insight.engagement.cubes import ACTIONS, COUNTED_GROSS, KINDS, PLACE, Cell
from backend.insight.engagement.releases import changed_releases
from backend.participation.assistance.events import DeskActsClaimed
from backend.participation.participants.events import ContextBlurred, LinksCut

Act = tuple[int, datetime.date, str, str]
"""A campaign's id, a day, what was counted (idea, support, comment) and the channel."""

_LEDGER = """
    SELECT event.campaign_id, event.day, event.kind, event.channel, event.sign, person.number,
           event.participant_id IS NOT NULL
    FROM events_event AS event
    LEFT JOIN participants_participant AS participant ON participant.id = event.participant_id
    LEFT JOIN engagement_personindex AS person ON person.person_number = participant.person_number
    WHERE event.kind = ANY(%(kinds)s) AND (%(campaign)s::bigint IS NULL OR event.campaign_id = %(campaign)s)
      AND event.position <= coalesce((SELECT position FROM events_place WHERE name = %(place)s), 0)
"""
_STANDING = """
    SELECT coalesce((SELECT position FROM events_place WHERE name = %(place)s), 0),
           (SELECT count(*) FROM events_event AS event WHERE event.kind = ANY(%(kinds)s)
            AND (%(campaign)s::bigint IS NULL OR event.campaign_id = %(campaign)s)
            AND (event.position IS NULL OR event.position >
                 coalesce((SELECT position FROM events_place WHERE name = %(place)s), 0)))
"""
_CONTEXTS = f"""
    SELECT participant.campaign_id, person.number, {CONTEXT}
    FROM participants_participant AS participant
    JOIN engagement_personindex AS person ON person.person_number = participant.person_number
    LEFT JOIN participants_frozencontext AS context ON context.participant_id = participant.id
    WHERE (%(campaign)s::bigint IS NULL OR participant.campaign_id = %(campaign)s)
    ORDER BY participant.kind = 'joined', participant.id
"""
_CHANGING = """
    SELECT DISTINCT campaign_id FROM events_event WHERE kind = ANY(%(changes)s) AND (position IS NULL
    OR position > coalesce((SELECT position FROM events_place WHERE name = %(place)s), 0))
"""
_Values = dict[str, list[str] | int | str | None]
_OF_CAMPAIGN = " WHERE %(campaign)s::bigint IS NULL OR campaign_id = %(campaign)s"


@dataclasses.dataclass(frozen=True)
class Difference:
    """A number of the cubes that the ledger does not bear out; `day` None: of all days."""

    campaign_id: int
    day: datetime.date | None
    what: str
    cube: int
    ledger: int

    def __str__(self) -> str:
        when = self.day or "all days"
        return f"campaign {self.campaign_id}, {when}, {self.what}: cube {self.cube}, ledger {self.ledger}"


@dataclasses.dataclass
class Counts:
    """Net and gross numbers of acts, and people, as one side has them."""

    net: collections.Counter[Act] = dataclasses.field(default_factory=collections.Counter)
    gross: collections.Counter[Act] = dataclasses.field(default_factory=collections.Counter)
    people: dict[Cell, BitMap] = dataclasses.field(default_factory=lambda: collections.defaultdict(BitMap))
    unknown: collections.Counter[Cell] = dataclasses.field(default_factory=collections.Counter)
    contexts: dict[Slice, BitMap] = dataclasses.field(default_factory=lambda: collections.defaultdict(BitMap))


@dataclasses.dataclass(frozen=True)
class Comparison:
    """What differs at the cubes' place, and how many events wait beyond it."""

    position: int
    acts: int
    not_folded: int
    differences: list[Difference]

    def summary(self) -> dict[str, int]:
        """The numbers, for programs."""
        return {
            "position": self.position,
            "acts": self.acts,
            "not_folded": self.not_folded,
            "differences": len(self.differences),
        }


def compare_with_ledger(*, campaign_id: int | None = None) -> Comparison:
    """Compare the cubes with the events up to their place; call it inside one snapshot.

    Releases are not recomputed: they only must show what they were published with.

    Equal to comparing the cubes and the events that are not folded yet with the whole ledger: what
    is not folded stands on both sides, and is only counted.
    """
    values: _Values = {"kinds": list(KINDS), "campaign": campaign_id, "place": PLACE}
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, values)
        position, waiting = cursor.fetchone()
        cursor.execute(_CHANGING, {**values, "changes": [ContextBlurred.kind, DeskActsClaimed.kind, LinksCut.kind]})
        changing = {campaign for (campaign,) in cursor.fetchall()}
    cube, ledger = _cubes(values), _ledger(values)
    ledger.contexts.update(_contexts(values, ledger.people))
    for counts in (cube, ledger):  # a context, or a person, has changed that the cubes will hear of
        counts.contexts = {place: people for place, people in counts.contexts.items() if place[0] not in changing}
    changed = [
        Difference(one.campaign_id, None, f"release of {one.period}: not what was published", 0, 0)
        for one in changed_releases(campaign_id)
    ]
    found = sorted([*_differences(cube, ledger), *changed], key=str)
    return Comparison(position, sum(ledger.gross.values()), waiting, found)


def _cubes(values: _Values) -> Counts:
    counts = Counts()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT campaign_id, day, kind, channel, net, gross FROM engagement_dailycount{_OF_CAMPAIGN}", values
        )
        for *act, net, gross in cursor.fetchall():
            counts.net[tuple(act)], counts.gross[tuple(act)] = net, gross
        cursor.execute(f"SELECT campaign_id, day, people FROM engagement_dailypeople{_OF_CAMPAIGN}", values)
        for campaign, day, people in cursor.fetchall():
            counts.people[campaign, day] = BitMap.deserialize(bytes(people))
        cursor.execute(
            f"SELECT campaign_id, dimension, value, people FROM engagement_contextpeople{_OF_CAMPAIGN}", values
        )
        for *place, people in cursor.fetchall():
            counts.contexts[tuple(place)] = BitMap.deserialize(bytes(people))
    return counts


def _contexts(values: _Values, people: dict[Cell, BitMap]) -> dict[Slice, BitMap]:
    """Who has which context, of those who took part: a person's first participant that is no empty shell says it."""
    took_part: dict[int, BitMap] = collections.defaultdict(BitMap)
    for (campaign, _), numbers in people.items():
        took_part[campaign] |= numbers
    found: dict[Slice, BitMap] = collections.defaultdict(BitMap)
    with connection.chunked_cursor() as cursor:
        cursor.execute(_CONTEXTS, values)
        for campaign, number, *context in itertools.chain.from_iterable(iter(lambda: cursor.fetchmany(20_000), [])):
            if number in took_part[campaign]:
                took_part[campaign].remove(number)
                for dimension, value in zip(DIMENSIONS, context, strict=True):
                    found[campaign, dimension, value].add(number)
    return found


def _ledger(values: _Values) -> Counts:
    counts = Counts()
    with connection.chunked_cursor() as cursor:
        cursor.execute(_LEDGER, values)
        rows = itertools.chain.from_iterable(iter(lambda: cursor.fetchmany(20_000), []))
        for campaign, day, kind, channel, sign, number, by_person in rows:
            act = (campaign, day, KINDS[kind], channel)
            counts.net[act] += sign
            counts.gross[act] += kind in COUNTED_GROSS
            if kind in ACTIONS and number is not None:
                counts.people[campaign, day].add(number)
            elif kind in ACTIONS and by_person:
                counts.unknown[campaign, day] += 1
    return counts


def _differences(cube: Counts, ledger: Counts) -> Iterator[Difference]:
    for name in ("net", "gross"):
        ours, theirs = getattr(cube, name), getattr(ledger, name)
        for act in ours.keys() | theirs.keys():
            if ours[act] != theirs[act]:
                campaign, day, kind, channel = act
                yield Difference(campaign, day, f"{kind} by {channel}, {name}", ours[act], theirs[act])
    for campaign, day in cube.people.keys() | ledger.people.keys():
        ours, theirs = cube.people.get((campaign, day), BitMap()), ledger.people.get((campaign, day), BitMap())
        if ours != theirs:
            wrong = f"people ({len(theirs - ours)} missing, {len(ours - theirs)} too many)"
            yield Difference(campaign, day, wrong, len(ours), len(theirs))
    for place in cube.contexts.keys() | ledger.contexts.keys():
        ours, theirs = cube.contexts.get(place, BitMap()), ledger.contexts.get(place, BitMap())
        if ours != theirs:
            wrong = f"{place[1]} {place[2] or 'unknown'} ({len(theirs - ours)} missing, {len(ours - theirs)} too many)"
            yield Difference(place[0], None, wrong, len(ours), len(theirs))
    for (campaign, day), acts in ledger.unknown.items():
        yield Difference(campaign, day, "acts of people without a number in the cubes", 0, acts)
