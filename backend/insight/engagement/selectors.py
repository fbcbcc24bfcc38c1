# SPDX-License-Identifier: EUPL-1.2
"""A campaign's statistics, the same for its page, the API, CSV and exports; never of fewer than five people."""

import dataclasses
import datetime
from collections.abc import Iterable

from backend.common.clock import local_day
from backend.insight.engagement.calendar import DAY, days_between, end_of_week, mondays_between
from backend.insight.engagement.closing import is_closed, people_of
from backend.insight.engagement.reading import CampaignCubes, Counts, read_cubes
from backend.methods.disclosure.people import PersonCount
from backend.methods.disclosure.periods import Published, publish
from backend.participation.campaigns.hiding import supports_hidden
from backend.participation.campaigns.models import AFTERWARDS, Campaign, Phase
from backend.region.accounts.selectors import Viewer

_KINDS = ("idea", "support", "comment", "hidden_idea", "hidden_comment")
_INSTANT = datetime.timedelta(microseconds=1)


@dataclasses.dataclass(frozen=True)
class Acts:
    """How many ideas, supports and comments; supports are None while the campaign hides them.

    `ideas_hidden` and `comments_hidden` were hidden by moderation, less those shown again; they are
    among the others too.
    """

    ideas: int
    supports: int | None
    comments: int
    ideas_hidden: int = 0
    comments_hidden: int = 0

    @property
    def without_supports(self) -> "Acts":
        """The same with its supports hidden."""
        return dataclasses.replace(self, supports=None)


@dataclasses.dataclass(frozen=True)
class DayRow:
    """A local day: `net` has what was taken back on this day subtracted (it may be negative), `gross` has not."""

    day: datetime.date
    net: Acts
    gross: Acts


@dataclasses.dataclass(frozen=True)
class WeekRow:
    """An ISO week, Monday to Sunday; its people are counted (else None) once it is closed.

    Of a campaign that is over, the last week is closed with it. `new` have their first act in the
    campaign in this week, `returning` an earlier one.
    """

    year: int
    week: int
    first: datetime.date
    last: datetime.date
    net: Acts
    gross: Acts
    closed: bool
    participants: PersonCount | None
    new: PersonCount | None
    returning: PersonCount | None


@dataclasses.dataclass(frozen=True)
class PhaseBand:
    """A phase by its local days: the first one, and the last one in which it is open."""

    kind: str
    first: datetime.date
    last: datetime.date


@dataclasses.dataclass(frozen=True)
class CampaignStatistics:
    """The figures of a campaign up to a position of the ledger.

    `position` is the campaign's last that is counted, `recorded_at` when that happened (None before
    the first), `computed_at` the database's clock now, `today` its local day. `days` goes without a
    gap from the first day of the campaign to today or its last day, `weeks` likewise. `net` equals
    the tallies on the campaign's page when both have read to the same position; `unverified` is how
    many of them nobody signed in for: they are in no count of people. `participants` is the number
    of people in the whole campaign, None until it is over.
    """

    campaign_id: int
    slug: str
    position: int
    recorded_at: datetime.datetime | None
    computed_at: datetime.datetime
    today: datetime.date
    closed: bool
    net: Acts
    gross: Acts
    unverified: Acts
    participants: PersonCount | None
    days: tuple[DayRow, ...]
    weeks: tuple[WeekRow, ...]
    phases: tuple[PhaseBand, ...]


def campaign_statistics(campaign: Campaign, *, viewer: Viewer = None) -> CampaignStatistics:
    """The statistics of a campaign as the viewer may see them.

    One query, and one more where its phases are not read yet; two more where supports may be hidden.
    """
    whole = _whole_statistics(campaign)
    return _without_supports(whole) if supports_hidden(campaign, viewer=viewer) else whole


def _without_supports(whole: CampaignStatistics) -> CampaignStatistics:
    """No count of supports, and none of the people of weeks in which one supports: mostly they are the supporters."""
    voting = [band.first for band in whole.phases if band.kind == Phase.Kind.SUPPORT]
    begins = min(voting, default=datetime.date.max)
    return dataclasses.replace(
        whole,
        net=whole.net.without_supports,
        gross=whole.gross.without_supports,
        unverified=whole.unverified.without_supports,
        participants=None,
        days=tuple(
            dataclasses.replace(day, net=day.net.without_supports, gross=day.gross.without_supports)
            for day in whole.days
        ),
        weeks=tuple(_week_without_supports(week, begins) for week in whole.weeks),
    )


def _week_without_supports(week: WeekRow, begins: datetime.date) -> WeekRow:
    shown = dataclasses.replace(week, net=week.net.without_supports, gross=week.gross.without_supports)
    if week.last < begins:
        return shown
    return dataclasses.replace(shown, participants=None, new=None, returning=None)


def _whole_statistics(campaign: Campaign) -> CampaignStatistics:
    phases, cubes = list(campaign.phases.all()), read_cubes(campaign.pk)
    closed = is_closed(campaign, phases, cubes)
    days = _days(phases, cubes)
    mondays = list(mondays_between(days[0], days[-1])) if days else []
    ended = [monday for monday in mondays if closed or end_of_week(monday) <= cubes.whole_until]
    people = publish(people_of(ended, cubes), finished=closed)
    return CampaignStatistics(
        campaign_id=campaign.pk,
        slug=campaign.slug,
        position=cubes.position,
        recorded_at=cubes.recorded_at,
        computed_at=cubes.read_at,
        today=local_day(cubes.read_at),
        closed=closed,
        net=_sum(cubes.net, cubes.net),
        gross=_sum(cubes.gross, cubes.gross),
        unverified=Acts(*(cubes.unverified[kind] for kind in ("idea", "support", "comment"))),
        participants=people.total,
        days=tuple(DayRow(day, _sum(cubes.net, [day]), _sum(cubes.gross, [day])) for day in days),
        weeks=_weeks(mondays, people, cubes),
        phases=tuple(PhaseBand(p.kind, local_day(p.opens), local_day(p.closes - _INSTANT)) for p in phases),
    )


def _days(phases: list[Phase], cubes: CampaignCubes) -> list[datetime.date]:
    """From the first phase, or act, to today or the end of the last phase in which one acts, or an act."""
    acting = [phase for phase in phases if phase.kind not in AFTERWARDS] or phases
    first = [local_day(phase.opens) for phase in acting]
    last = [local_day(phase.closes - _INSTANT) for phase in acting]
    today = local_day(cubes.read_at)
    begin = min([*first, *cubes.gross], default=today)
    end = max([*cubes.gross, min(today, max(last, default=today))])
    return list(days_between(begin, end))


def _sum(counts: Counts, days: Iterable[datetime.date]) -> Acts:
    """The acts of some days."""
    found = [counts[day] for day in days if day in counts]
    return Acts(*(sum(day[kind] for day in found) for kind in _KINDS))


def _weeks(mondays: list[datetime.date], people: Published, cubes: CampaignCubes) -> tuple[WeekRow, ...]:
    rows = []
    for index, monday in enumerate(mondays):
        closed = index < len(people.periods)
        counted = people.periods[index] if closed else None
        year, week, _ = monday.isocalendar()
        rows.append(
            WeekRow(
                year=year,
                week=week,
                first=monday,
                last=monday + 6 * DAY,
                net=_sum(cubes.net, _week(monday)),
                gross=_sum(cubes.gross, _week(monday)),
                closed=closed,
                participants=counted.people if counted else None,
                new=counted.new if counted else None,
                returning=counted.returning if counted else None,
            )
        )
    return tuple(rows)


def _week(monday: datetime.date) -> Iterable[datetime.date]:
    return days_between(monday, monday + 6 * DAY)
