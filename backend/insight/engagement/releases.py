# SPDX-License-Identifier: EUPL-1.2
"""Publishing counts of people by place, age and language: of closed weeks, phases and campaigns, once and for good."""

import collections
import dataclasses
import datetime
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, transaction
from pyroaring import BitMap

from backend.insight.engagement.calendar import DAY, days_between, end_of_week, monday_of, mondays_between
from backend.insight.engagement.closing import days_of, days_of_campaign, is_closed, people_of
from backend.insight.engagement.coarseness import rungs_of
from backend.insight.engagement.contexts import contexts_of
from backend.insight.engagement.models import Release
from backend.insight.engagement.reading import CampaignCubes, read_cubes
from backend.methods.disclosure.ladder import Rung
from backend.methods.disclosure.people import PersonCount
from backend.methods.disclosure.periods import Published, publish
from backend.methods.disclosure.release import HOME, Decided, decide
from backend.methods.disclosure.tables import Base, Cell, Known, Period, Table
from backend.participation.campaigns.hiding import hidden_from_others
from backend.participation.campaigns.models import AFTERWARDS, Campaign, Phase

DEFINITION = 1
"""The version of what is counted and how it is hidden; a release names the one it was made by."""
RELEASES_LOCK = 7_304
_Counts = list[tuple[int, int]]


@transaction.atomic
def publish_releases(*, campaign: Campaign, most: int | None = None) -> int:
    """Publish what has closed of a campaign and is not published yet, in order of time, at most `most`; how many.

    What is published stays as it is, whatever is entered later. A campaign that hides its supports
    has no release before its close. One process at a time; a second call publishes nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [RELEASES_LOCK, str(campaign.pk)])
    if hidden_from_others(campaign):
        return 0
    time = _time_of(campaign)
    made, earlier, rungs = 0, [time.clipped(one) for one in _published(campaign.pk)], rungs_of(campaign)
    known = {period.name for period in earlier}
    for kind, period in _closed_periods(time, earlier, rungs[0]):
        if period.name not in known and made != most:
            decided = decide(period, earlier, rungs)
            earlier.append(decided.period)
            _store(campaign.pk, kind, decided, time.cubes.position)
            made += 1
    return made


@dataclasses.dataclass(frozen=True)
class _Time:
    """A campaign's days until now, whether it is over, and its last day as far as it is known."""

    campaign_id: int
    phases: Sequence[Phase]
    cubes: CampaignCubes
    days: Sequence[datetime.date]
    closed: bool
    end: datetime.date

    def clipped(self, period: Period) -> Period:
        """A week without its days on which nobody can take part: a reader knows them, so the audit must."""
        if not period.is_week or not self.days:
            return period
        first = min(period.last, max(period.first, self.days[0]))
        return dataclasses.replace(period, first=first, last=max(first, min(period.last, self.end)))


def _time_of(campaign: Campaign) -> _Time:
    phases, cubes = list(campaign.phases.all()), read_cubes(campaign.pk)
    closed, days = is_closed(campaign, phases, cubes), days_of_campaign(phases, cubes)
    planned = [] if closed else [days_of(phase)[1] for phase in phases if phase.kind not in AFTERWARDS]
    return _Time(campaign.pk, phases, cubes, days, closed, max([*planned, *days[-1:]], default=datetime.date.max))


def _closed_periods(time: _Time, earlier: Sequence[Period], rung: Rung) -> list[tuple[Release.Kind, Period]]:
    """Weeks, phases and the campaign that are over and wholly counted, in the order in which they ended."""
    if not time.days:
        return []
    cubes, counting = time.cubes, _Counting(time.campaign_id, time.cubes, rung)
    stored = {monday_of(period.first): period for period in earlier if period.is_week}
    mondays = [
        monday
        for monday in mondays_between(min([time.days[0], *stored]), time.days[-1])
        if time.closed or end_of_week(monday) <= cubes.whole_until
    ]
    weeks = [time.clipped(week) for week in _weeks(mondays, stored, cubes, counting)]
    found = [(Release.Kind.WEEK, week) for week in weeks]
    found += [
        (Release.Kind.PHASE, counting.period(f"phase:{phase.pk}", *days_of(phase)))
        for phase in time.phases
        if phase.kind not in AFTERWARDS and phase.closes <= cubes.whole_until
    ]
    found.sort(key=lambda one: (one[1].last, one[0] != Release.Kind.WEEK))
    if time.closed:
        whole = counting.period("campaign", time.days[0], time.days[-1])
        told = publish([(w.people.people, w.new.people) for w in weeks if w.new], finished=True)
        found.append((Release.Kind.CAMPAIGN, dataclasses.replace(whole, people=_total(told, whole.people.people))))
    return found


def _total(told: Published, people: int) -> Known:
    if told.between is not None:
        return Known.between(people, told.between.low, told.between.high)
    return _known(told.total, people)


def _weeks(
    mondays: list[datetime.date], stored: Mapping[datetime.date, Period], cubes: CampaignCubes, counting: "_Counting"
) -> list[Period]:
    """The weeks that are over: published ones as they were, the others decided from them on."""
    counts: _Counts = []
    for monday, now in zip(mondays, people_of(mondays, cubes), strict=True):
        week = stored.get(monday)
        people, new = (week.people.people, week.new.people) if week and week.new else now
        # who was entered late for a week that is published is new nowhere; nobody returns who never came
        counts.append((people, max(new, people - sum(earlier_new for _, earlier_new in counts))))
    told = publish(counts, finished=False).periods
    return [
        stored.get(monday)
        or dataclasses.replace(
            counting.period(f"{monday:%G-W%V}", monday, monday + 6 * DAY),
            people=_known(shown.people, people),
            new=_known(shown.new, new, maybe_none=True),
            returning=_known(shown.returning, people - new, maybe_none=True),
        )
        for monday, (people, new), shown in zip(mondays, counts, told, strict=True)
    ]


def _known(count: PersonCount | None, people: int, *, maybe_none: bool = False) -> Known:
    if count is not None and count.value is not None:
        return Known.exactly(people)
    return Known.unknown(people) if maybe_none else Known.hidden(people)


class _Counting:
    """People of any days by context: the united bitmaps of the days, cut with those of the contexts."""

    def __init__(self, campaign_id: int, cubes: CampaignCubes, rung: Rung) -> None:
        self._days, self._rung = cubes.people, rung
        self._slices: dict[str, dict[str, BitMap]] = collections.defaultdict(dict)
        for (_, dimension, value), people in contexts_of([campaign_id]).items():
            self._slices[dimension][value] = people

    def period(self, name: str, first: datetime.date, last: datetime.date) -> Period:
        """Some days with everything that is counted of them, as if nothing were hidden."""
        days = [self._days[day] for day in days_between(first, last) if day in self._days]
        people = BitMap().union(*days)
        counted = {HOME: self._home(people), "language": self._plain("language", people)}
        if set(self._slices["district"]) - {""}:
            counted["district"] = self._plain("district", people)
        return Period(name, first, last, Known.exactly(len(people)), counted)

    def _home(self, people: BitMap) -> Mapping[Base, int]:
        labels = ((place, band) for place in self._rung.places.values() for band in self._rung.bands.values())
        counted = dict.fromkeys(sorted(set(labels)), 0)
        for place, at_home in self._slices["municipality"].items():
            here = people & at_home
            for band, of_age in self._slices["age_band"].items() if here else ():
                counted[self._rung.places[place], self._rung.bands[band]] += here.intersection_cardinality(of_age)
        return counted

    def _plain(self, dimension: str, people: BitMap) -> Mapping[Base, int]:
        return {(value, ""): people.intersection_cardinality(those) for value, those in self._slices[dimension].items()}


def digest_of(
    campaign_id: int, period: str, people: Mapping[str, int | None], cells: Sequence[Mapping[str, Any]]
) -> str:
    """SHA-256 of what a release shows."""
    shown = {"campaign": campaign_id, "period": period, "people": people, "cells": cells}
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()


def changed_releases(campaign_id: int | None = None) -> list[Release]:
    """Stored releases that do not show any more what they were published with; of one campaign, or of all."""
    stored = Release.objects.order_by("id")
    if campaign_id is not None:
        stored = stored.filter(campaign_id=campaign_id)
    return [one for one in stored if one.digest != digest_of(one.campaign_id, one.period, one.people, one.cells)]


def _store(campaign_id: int, kind: Release.Kind, decided: Decided, position: int) -> None:
    period = decided.period
    people = {name: known for name in ("people", "new", "returning") if (known := getattr(period, name))}
    cells = [
        {"axis": t.axis, "row": c.row, "column": c.column, "people": c.people if c.shown else None}
        for t in period.tables
        for c in t.cells
    ]
    shown = _shown(people)
    Release.objects.create(
        campaign_id=campaign_id,
        kind=kind,
        period=period.name,
        first=monday_of(period.first) if period.is_week else period.first,
        last=monday_of(period.first) + 6 * DAY if period.is_week else period.last,
        rung=decided.rung,
        people=shown,
        cells=cells,
        counted=_counted(period, people),
        position=position,
        definition=DEFINITION,
        digest=digest_of(campaign_id, period.name, shown, cells),
    )


def _shown(people: Mapping[str, Known]) -> dict[str, int | None]:
    shown = {name: known.people if known.is_shown else None for name, known in people.items()}
    return {**shown, "at_least": int(people["people"].low)} if people["people"].is_bounded else shown


def _counted(period: Period, people: Mapping[str, Known]) -> dict[str, Any]:
    bounded = period.people.is_bounded
    return {
        "people": {name: known.people for name, known in people.items()},
        "between": [period.people.low, period.people.high] if bounded else None,
        "classes": {axis: [[*base, n] for base, n in sorted(of.items())] for axis, of in period.counted.items()},
        "cells": [[t.axis, c.row, c.column, sorted(c.of), c.people, c.shown] for t in period.tables for c in t.cells],
    }


def _published(campaign_id: int) -> list[Period]:
    """What has been published of a campaign, with what was true of it then."""
    return [_period_of(release) for release in Release.objects.filter(campaign_id=campaign_id).order_by("id")]


def _known_of(release: Release, name: str, people: int) -> Known:
    if release.people[name] is not None:
        return Known.exactly(people)
    if name != "people":
        return Known.unknown(people)
    return Known.between(people, *release.counted["between"]) if release.counted["between"] else Known.hidden(people)


def _period_of(release: Release) -> Period:
    known = {name: _known_of(release, name, people) for name, people in release.counted["people"].items()}
    tables: dict[str, list[Cell]] = collections.defaultdict(list)
    for axis, row, column, of, people, shown in release.counted["cells"]:
        one = f"{axis} by column" if axis == HOME and release.kind == Release.Kind.WEEK and row == "total" else axis
        tables[one].append(Cell(row, column, frozenset((first, second) for first, second in of), people, shown))
    return Period(
        release.period,
        release.first,
        release.last,
        known["people"],
        {axis: {(r, c): n for r, c, n in rows} for axis, rows in release.counted["classes"].items()},
        tuple(Table(axis.removesuffix(" by column"), tuple(cells)) for axis, cells in tables.items()),
        known.get("new"),
        known.get("returning"),
    )
