# SPDX-License-Identifier: EUPL-1.2
"""A campaign's statistics, the same for its page, the API, CSV and exports; never of fewer than five people."""

import dataclasses
import datetime
from collections.abc import Iterable, Mapping, Sequence

from backend.common.clock import local_day
from backend.insight.engagement.calendar import DAY, days_between, end_of_week, mondays_between
from backend.insight.engagement.closing import days_of, days_of_campaign, is_closed
from backend.insight.engagement.reading import CampaignCubes, Counts, read_cubes
from backend.insight.engagement.released import Released, released_tables
from backend.methods.disclosure.people import PersonCount
from backend.participation.campaigns.hiding import supports_hidden
from backend.participation.campaigns.models import AFTERWARDS, Campaign, Phase
from backend.region.accounts.selectors import Viewer

_KINDS = ("idea", "support", "comment", "hidden_idea", "hidden_comment")


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
    """An ISO week, Monday to Sunday; its people are told once it is closed and they are published, else None.

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
    """A phase by its local days: the first one, and the last one in which it is open.

    Its people are told once it is `closed` and they are published, else None; `acting` says whether anybody takes
    part in it at all: nobody does in the results.
    """

    kind: str
    first: datetime.date
    last: datetime.date
    closed: bool
    acting: bool
    participants: PersonCount | None


@dataclasses.dataclass(frozen=True)
class CampaignStatistics:
    """The figures of a campaign up to a position of the ledger.

    `position` is the campaign's last that is counted, `recorded_at` when that happened (None before
    the first), `computed_at` the database's clock now, `today` its local day. `days` goes without a
    gap from the first day of the campaign to today or its last day, `weeks` likewise. `net` equals
    the tallies on the campaign's page when both have read to the same position; `unverified` is how
    many of them nobody signed in for: they are in no count of people. `participants` is the number
    of people in the whole campaign, None until it is over and published. Every count of people is
    that of a stored release, never one of the cubes'.
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

    Two queries, and one more where its phases are not read yet; more where supports may be hidden.
    """
    whole = _whole_statistics(campaign, viewer)
    return _without_supports(whole) if supports_hidden(campaign, viewer=viewer) else whole


def _without_supports(whole: CampaignStatistics) -> CampaignStatistics:
    """No count of supports; of people there is none, for nothing is released."""
    return dataclasses.replace(
        whole,
        net=whole.net.without_supports,
        gross=whole.gross.without_supports,
        unverified=whole.unverified.without_supports,
        days=tuple(
            dataclasses.replace(day, net=day.net.without_supports, gross=day.gross.without_supports)
            for day in whole.days
        ),
        weeks=tuple(
            dataclasses.replace(week, net=week.net.without_supports, gross=week.gross.without_supports)
            for week in whole.weeks
        ),
    )


def _whole_statistics(campaign: Campaign, viewer: Viewer) -> CampaignStatistics:
    phases, cubes = list(campaign.phases.all()), read_cubes(campaign.pk)
    released = {one.period: one for one in released_tables(campaign, viewer=viewer)}
    closed, days = is_closed(campaign, phases, cubes), days_of_campaign(phases, cubes)
    whole = released.get("campaign")
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
        participants=whole.people if whole else None,
        days=tuple(DayRow(day, _sum(cubes.net, [day]), _sum(cubes.gross, [day])) for day in days),
        weeks=_weeks(days, closed, released, cubes),
        phases=tuple(_band(phase, released, cubes) for phase in phases),
    )


def _band(phase: Phase, released: Mapping[str, Released], cubes: CampaignCubes) -> PhaseBand:
    found = released.get(f"phase:{phase.pk}")
    over = phase.closes <= cubes.whole_until
    return PhaseBand(
        phase.kind,
        *days_of(phase),
        closed=over,
        acting=phase.kind not in AFTERWARDS,
        participants=found.people if found else None,
    )


def _sum(counts: Counts, days: Iterable[datetime.date]) -> Acts:
    """The acts of some days."""
    found = [counts[day] for day in days if day in counts]
    return Acts(*(sum(day[kind] for day in found) for kind in _KINDS))


def _weeks(
    days: Sequence[datetime.date], over: bool, released: Mapping[str, Released], cubes: CampaignCubes
) -> tuple[WeekRow, ...]:
    rows = []
    for monday in mondays_between(days[0], days[-1]) if days else ():
        told = released.get(f"{monday:%G-W%V}")
        year, week, _ = monday.isocalendar()
        rows.append(
            WeekRow(
                year=year,
                week=week,
                first=monday,
                last=monday + 6 * DAY,
                net=_sum(cubes.net, _week(monday)),
                gross=_sum(cubes.gross, _week(monday)),
                closed=over or end_of_week(monday) <= cubes.whole_until,
                participants=told.people if told else None,
                new=told.new if told else None,
                returning=told.returning if told else None,
            )
        )
    return tuple(rows)


def _week(monday: datetime.date) -> Iterable[datetime.date]:
    return days_between(monday, monday + 6 * DAY)
