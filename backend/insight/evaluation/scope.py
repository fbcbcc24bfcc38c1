# SPDX-License-Identifier: EUPL-1.2
"""Which campaigns and days a question is of, and how they are divided."""

import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Max, Min, Q

from backend.common.clock import database_now, local_day
from backend.insight.evaluation.questions import Question
from backend.participation.campaigns.hiding import hidden_ids
from backend.participation.campaigns.models import AFTERWARDS, Campaign
from backend.region.accounts.selectors import Viewer

FIRST_YEAR = 2000
"""Nothing of the platform is older."""


@dataclass(frozen=True)
class CampaignInScope:
    """A published campaign as figures are divided by it; `closed` when nobody takes part any more."""

    id: int
    slug: str
    municipality: str
    spearhead: str
    influence: str
    influence_kept: str
    closed: bool
    first_year: int
    hides_supports: bool


@dataclass(frozen=True)
class Scope:
    """The campaigns of a question, and its days (both included); `today` by the database's clock."""

    campaigns: tuple[CampaignInScope, ...]
    year: int | None
    first: datetime.date
    last: datetime.date
    now: datetime.datetime

    @property
    def ids(self) -> list[int]:
        """The campaigns' ids."""
        return [campaign.id for campaign in self.campaigns]

    @property
    def over(self) -> bool:
        """Whether its year is over."""
        return self.year is not None and self.last < local_day(self.now)


Groups = Mapping[tuple[tuple[str, str], ...], Sequence[CampaignInScope]]
"""Campaigns by dimension and value, as (("spearhead", "citizen-city"),)."""


def scope_of(question: Question, *, viewer: Viewer = None) -> Scope:
    """Read the campaigns of a question in one query, two where some hide their supports."""
    wanted = Q(published_at__isnull=False)
    for name, path in (("spearhead", "spearhead__slug"), ("municipality", "municipality__slug"), ("campaign", "slug")):
        if value := getattr(question, name):
            wanted &= Q(**{path: value})
    acting = ~Q(phases__kind__in=AFTERWARDS)
    rows = list(
        Campaign.objects.filter(wanted)
        .select_related("municipality", "spearhead")
        .annotate(ends=Max("phases__closes", filter=acting), begins=Min("phases__opens"))
        .order_by("id")
    )
    now = database_now()
    hidden = hidden_ids([row.pk for row in rows if row.supports_hidden], viewer=viewer)
    campaigns = tuple(_in_scope(row, now, hidden) for row in rows)
    whole = Scope(campaigns, None, datetime.date(FIRST_YEAR, 1, 1), local_day(now), now)
    return of_year(whole, question.year) if question.year else whole


def of_year(scope: Scope, year: int) -> Scope:
    """The same campaigns in one calendar year."""
    return dataclasses.replace(scope, year=year, first=datetime.date(year, 1, 1), last=datetime.date(year, 12, 31))


def _in_scope(campaign: Campaign, now: datetime.datetime, hidden: set[int]) -> CampaignInScope:
    ends, begins = campaign.ends, campaign.begins  # type: ignore[attr-defined]
    return CampaignInScope(
        id=campaign.pk,
        slug=campaign.slug,
        municipality=campaign.municipality.slug,
        spearhead=campaign.spearhead.slug,
        influence=campaign.influence,
        influence_kept=campaign.influence_kept,
        closed=campaign.imported or (ends is not None and ends <= now),
        first_year=local_day(begins or campaign.published_at or now).year,
        hides_supports=campaign.pk in hidden,
    )


def groups_of(scope: Scope, by: str) -> Groups:
    """The campaigns of a scope, divided by spearhead, municipality or campaign, else together."""
    if by not in {"spearhead", "municipality", "campaign"}:
        return {(): scope.campaigns}
    groups: dict[tuple[tuple[str, str], ...], list[CampaignInScope]] = {}
    for campaign in scope.campaigns:
        value = campaign.slug if by == "campaign" else getattr(campaign, by)
        groups.setdefault(((by, value),), []).append(campaign)
    return groups
