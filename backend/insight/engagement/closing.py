# SPDX-License-Identifier: EUPL-1.2
"""Which days a campaign has, when it is over and wholly counted, and the people of its weeks from sets."""

import datetime
from collections.abc import Sequence

from pyroaring import BitMap

from backend.common.clock import local_day
from backend.insight.engagement.calendar import DAY, days_between
from backend.insight.engagement.reading import CampaignCubes
from backend.participation.campaigns.models import AFTERWARDS, Campaign, Phase

_INSTANT = datetime.timedelta(microseconds=1)


def days_of(phase: Phase) -> tuple[datetime.date, datetime.date]:
    """The first local day of a phase, and the last one in which it is open."""
    return local_day(phase.opens), local_day(phase.closes - _INSTANT)


def days_of_campaign(phases: Sequence[Phase], cubes: CampaignCubes) -> list[datetime.date]:
    """From the first phase, or act, to today or the end of the last phase in which one acts, or an act."""
    acting = [days_of(phase) for phase in phases if phase.kind not in AFTERWARDS] or [days_of(p) for p in phases]
    today = local_day(cubes.read_at)
    begin = min([*(first for first, _ in acting), *cubes.gross], default=today)
    end = max([*cubes.gross, min(today, max((last for _, last in acting), default=today))])
    return list(days_between(begin, end))


def is_closed(campaign: Campaign, phases: Sequence[Phase], cubes: CampaignCubes) -> bool:
    """Whether nobody can take part any more, and everybody who did is counted."""
    if campaign.imported:
        return not cubes.waiting
    acting = [phase.closes for phase in phases if phase.kind not in AFTERWARDS]
    return bool(acting) and max(acting) <= cubes.whole_until


def people_of(mondays: list[datetime.date], cubes: CampaignCubes) -> list[tuple[int, int]]:
    """People of each week, and how many of them for the first time: from sets, so late entries move both."""
    known, counted = BitMap(), []
    for monday in mondays:
        days = [cubes.people[day] for day in days_between(monday, monday + 6 * DAY) if day in cubes.people]
        people = BitMap().union(*days)
        counted.append((len(people), len(people - known)))
        known |= people
    return counted
