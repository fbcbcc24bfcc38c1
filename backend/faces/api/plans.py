# SPDX-License-Identifier: EUPL-1.2
"""What an organiser sent, as the plan that the services take: slugs become the things they name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from django.utils.translation import gettext as _

from backend.common.errors import InvalidInput, NotFound
from backend.common.text import LANGUAGES
from backend.participation.campaigns.plans import PARTS, CampaignPlan
from backend.participation.campaigns.rules import PhasePlan
from backend.region.places.selectors import districts_of, municipality_by_slug
from backend.region.programme.selectors import spearhead_by_slug

if TYPE_CHECKING:
    from backend.region.places.models import District, Municipality
    from backend.region.programme.models import Spearhead

Named = TypeVar("Named")


def municipality_of(slug: str) -> Municipality:
    """The municipality that a field names; raises InvalidInput."""
    return _named("municipality", municipality_by_slug, slug)


def spearhead_of(slug: str) -> Spearhead:
    """The spearhead that a field names; raises InvalidInput."""
    return _named("spearhead", spearhead_by_slug, slug)


def plan_of(sent: dict[str, Any], municipality_id: int) -> CampaignPlan:
    """The plan; raises InvalidInput for a district that the municipality does not have."""
    return CampaignPlan(
        title=sent["title"],
        lead=sent["lead"],
        promise=sent["promise"],
        languages=sent.get("languages", LANGUAGES),
        influence=sent["influence"],
        influence_kept=sent["influence_kept"],
        influence_reason=sent["influence_reason"],
        categories=sent["categories"],
        phases=[PhasePlan(**phase) for phase in sent["phases"]],
        districts=_districts(sent["districts"], municipality_id),
        support_limit=sent["support_limit"],
        supports_hidden=sent["supports_hidden"],
        ideas_read_first=sent["ideas_read_first"],
        comments_read_first=sent["comments_read_first"],
        read_within_hours=sent["read_within_hours"],
        art=sent["art"],
        slug=sent.get("slug", ""),
    )


def changes_of(sent: dict[str, Any], municipality_id: int) -> dict[str, Any]:
    """The parts that were sent, by the names of the plan's fields."""
    changes = {name: value for name, value in sent.items() if name in PARTS}
    if "phases" in sent:
        changes["phases"] = [PhasePlan(**phase) for phase in sent["phases"]]
    if "districts" in sent:
        changes["districts"] = _districts(sent["districts"], municipality_id)
    return changes


def _named(field: str, find: Callable[[str], Named], slug: str) -> Named:
    try:
        return find(slug)
    except NotFound as error:
        raise InvalidInput(fields={field: _("Choose one from the list.")}) from error


def _districts(slugs: list[str], municipality_id: int) -> list[District]:
    if not slugs:
        return []
    found = list(districts_of(municipality_id).filter(slug__in=slugs))
    if len(found) < len(set(slugs)):
        raise InvalidInput(fields={"districts": _("Choose a district from the list.")})
    return found
