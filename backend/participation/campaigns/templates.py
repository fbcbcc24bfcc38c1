# SPDX-License-Identifier: EUPL-1.2
"""Campaigns that are nearly ready: texts in three languages, phases counted from a first day."""

import dataclasses
import datetime
import functools
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from backend.common.clock import by_the_wall_clock, start_of_day
from backend.common.errors import NotFound
from backend.common.text import LanguageText
from backend.participation.campaigns.plans import CampaignPlan
from backend.participation.campaigns.rules import PhasePlan

_FILE = Path(__file__).with_name("templates.json")


@dataclasses.dataclass(frozen=True, kw_only=True)
class CampaignTemplate:
    """A campaign to start from; a phase is (kind, days), each begins when the one before it has ended."""

    key: str
    name: LanguageText
    description: LanguageText
    title: LanguageText
    lead: LanguageText
    promise: LanguageText
    influence: str
    art: str
    support_limit: int | None
    categories: Sequence[LanguageText]
    phases: Sequence[tuple[str, int]]
    identifier: str
    conditions: Mapping[str, Mapping[str, Any]]

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return sum(days for _kind, days in self.phases)


@functools.cache
def campaign_templates() -> tuple[CampaignTemplate, ...]:
    """All templates, in the order in which they are offered."""
    return tuple(CampaignTemplate(**written) for written in json.loads(_FILE.read_text("utf-8")))


def template_called(key: str) -> CampaignTemplate:
    """The template with this key; raises NotFound."""
    found = next((one for one in campaign_templates() if one.key == key), None)
    if found is None:
        raise NotFound
    return found


def plan_from(template: CampaignTemplate, first_day: datetime.date) -> CampaignPlan:
    """The plan of a template that begins on this day."""
    phases, begins = [], first_day
    for kind, days in template.phases:
        ends = begins + datetime.timedelta(days=days)
        phases.append(PhasePlan(kind, start_of_day(begins), start_of_day(ends)))
        begins = ends
    return CampaignPlan(
        title=template.title,
        lead=template.lead,
        promise=template.promise,
        influence=template.influence,
        categories=template.categories,
        phases=phases,
        support_limit=template.support_limit,
        art=template.art,
    )


def moved_to(phases: Sequence[PhasePlan], first_day: datetime.date) -> list[PhasePlan]:
    """Phases shifted by whole days of the region's calendar, so that the first one begins on this day."""
    if not phases:
        return []
    begins = min(phase.opens for phase in phases)
    start = start_of_day(first_day)
    zone = start.tzinfo
    shift = start.replace(tzinfo=None) - begins.astimezone(zone).replace(
        hour=0, minute=0, second=0, microsecond=0, tzinfo=None
    )
    return [
        PhasePlan(phase.kind, by_the_wall_clock(phase.opens, shift), by_the_wall_clock(phase.closes, shift))
        for phase in phases
    ]
