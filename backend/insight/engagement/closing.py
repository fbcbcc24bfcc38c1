# SPDX-License-Identifier: EUPL-1.2
"""When a campaign is over and wholly counted, and the people of its weeks from sets."""

import datetime

from pyroaring import BitMap

from backend.insight.engagement.calendar import DAY, days_between
from backend.insight.engagement.reading import CampaignCubes
from backend.participation.campaigns.models import AFTERWARDS, Campaign, Phase


def is_closed(campaign: Campaign, phases: list[Phase], cubes: CampaignCubes) -> bool:
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
