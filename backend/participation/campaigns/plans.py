# SPDX-License-Identifier: EUPL-1.2
"""All that an organiser writes down of a campaign, and that of one which stands."""

import dataclasses
from collections.abc import Sequence

from backend.common.text import LANGUAGES, LanguageText
from backend.participation.campaigns.models import Campaign
from backend.participation.campaigns.rules import PhasePlan
from backend.region.places.models import District


@dataclasses.dataclass(frozen=True, kw_only=True)
class CampaignPlan:
    """All that an organiser writes down of a campaign; texts are language objects."""

    title: LanguageText
    lead: LanguageText = dataclasses.field(default_factory=dict)
    promise: LanguageText = dataclasses.field(default_factory=dict)
    languages: Sequence[str] = LANGUAGES
    influence: str = ""
    influence_kept: str = ""
    influence_reason: LanguageText = dataclasses.field(default_factory=dict)
    categories: Sequence[LanguageText] = ()
    phases: Sequence[PhasePlan] = ()
    districts: Sequence[District] = ()
    support_limit: int | None = None
    supports_hidden: bool = False
    ideas_read_first: bool = False
    comments_read_first: bool = False
    read_within_hours: int = 24
    art: str = "park"
    slug: str = ""


PARTS = tuple(field.name for field in dataclasses.fields(CampaignPlan) if field.name != "slug")
"""What of a plan can be changed by itself."""


def plan_of(campaign: Campaign) -> CampaignPlan:
    """The plan of a campaign as it stands; three queries where its phases, subjects and districts are not read."""
    return CampaignPlan(
        title=campaign.title,
        lead=campaign.lead,
        promise=campaign.promise,
        languages=campaign.languages,
        influence=campaign.influence,
        influence_kept=campaign.influence_kept,
        influence_reason=campaign.influence_reason,
        categories=[category.name for category in campaign.categories.all()],
        phases=[PhasePlan(phase.kind, phase.opens, phase.closes) for phase in campaign.phases.all()],
        districts=sorted(campaign.districts.all(), key=lambda district: district.pk),
        support_limit=campaign.support_limit,
        supports_hidden=campaign.supports_hidden,
        ideas_read_first=campaign.ideas_read_first,
        comments_read_first=campaign.comments_read_first,
        read_within_hours=campaign.read_within_hours,
        art=campaign.art,
        slug=campaign.slug,
    )


def parts_changed(before: CampaignPlan, after: CampaignPlan) -> list[str]:
    """The names of the parts in which two plans differ."""
    changed = []
    for part in PARTS:
        one, other = getattr(before, part), getattr(after, part)
        if part == "districts":
            one, other = ({district.pk for district in districts} for districts in (one, other))
        elif part in {"languages", "categories", "phases"}:
            one, other = list(one), list(other)
        if one != other:
            changed.append(part)
    return changed
