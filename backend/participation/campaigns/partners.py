# SPDX-License-Identifier: EUPL-1.2
"""Who holds a joint campaign: its lead and its partners, and who may work in it."""

import dataclasses
from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from backend.common.errors import MayNot, NotFound
from backend.common.text import LanguageText
from backend.participation.campaigns.models import Campaign, Partner
from backend.participation.campaigns.permissions import may_organise, may_see
from backend.region.accounts.models import Account
from backend.region.accounts.selectors import Viewer, rights_of


@dataclasses.dataclass(frozen=True, kw_only=True)
class PartnerShown:
    """A municipality that holds a campaign together with its lead."""

    id: int
    slug: str
    name_fi: str
    name_sv: str
    bilingual: bool

    @property
    def name(self) -> LanguageText:
        """The name by language; in English the Finnish one is used."""
        return {"fi": self.name_fi, "sv": self.name_sv, "en": self.name_fi}


def partners_standing() -> QuerySet[Partner]:
    """Partners that have accepted and not left, in Finnish alphabetical order."""
    return Partner.objects.filter(accepted_at__isnull=False, left_at__isnull=True).order_by("municipality__sort_key")


_TOLD = {
    "id": "municipality_id",
    "slug": "municipality__slug",
    "name_fi": "municipality__name_fi",
    "name_sv": "municipality__name_sv",
    "bilingual": "municipality__bilingual",
}


def with_partners(campaigns: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """Campaigns with `partnered`, which `partners_of` reads; no query more."""
    standing = partners_standing().filter(campaign=OuterRef("pk"))
    return campaigns.annotate(partnered=ArraySubquery(standing.values(told=JSONObject(**_TOLD))))


def partners_of(campaign: Campaign) -> list[PartnerShown]:
    """The partners of a campaign; no query where a selector read them, else one."""
    told = getattr(campaign, "partnered", None)
    if told is None:
        told = list(partners_standing().filter(campaign=campaign).values_list(JSONObject(**_TOLD), flat=True))
        campaign.partnered = told  # type: ignore[attr-defined]
    return [PartnerShown(**one) for one in told]


def holders_of(campaign: Campaign) -> list[int]:
    """The municipalities that hold the campaign, the lead first."""
    return [campaign.municipality_id, *(one.id for one in partners_of(campaign))]


def held_by(municipality_ids: Iterable[int], path: str = "") -> Q:
    """The condition that the campaign at `path` ("campaign") is held by one of these, as lead or partner."""
    ids = list(municipality_ids)
    campaign = f"{path}__" if path else ""
    standing = partners_standing().filter(campaign=OuterRef(f"{path}_id" if path else "pk"), municipality__in=ids)
    return Q(**{f"{campaign}municipality__in": ids}) | Q(Exists(standing.order_by()))


def invitations_of(campaign: Campaign) -> QuerySet[Partner]:
    """The partners of a campaign and those that were asked and have not answered."""
    asked = Partner.objects.filter(campaign=campaign, left_at__isnull=True)
    return asked.select_related("municipality").order_by("municipality__sort_key")


def invited_to(municipality_id: int) -> QuerySet[Partner]:
    """Drafts to which a municipality is asked as a partner and has not answered, the earliest first."""
    asked = Partner.objects.filter(municipality_id=municipality_id, accepted_at__isnull=True, left_at__isnull=True)
    return asked.select_related("campaign__municipality").order_by("invited_at", "id")


def serves_for(viewer: Viewer, campaign: Campaign) -> int | None:
    """For which municipality the viewer works in the campaign: the lead's organisers first, then partners'; or None."""
    if not rights_of(viewer).places("organiser"):
        return None
    return next((one for one in holders_of(campaign) if may_organise(viewer, one)), None)


def require_may_serve(by: Account, campaign: Campaign) -> int:
    """The municipality for which somebody works in the campaign, at a desk or a kiosk; raises NotFound, MayNot."""
    place = serves_for(by, campaign)
    if place is None:
        raise MayNot if may_see(by, campaign) else NotFound
    return place


def reads_plan_for(viewer: Viewer, campaign: Campaign) -> int | None:
    """For which municipality the viewer may read the plan: as serves_for, and those that are asked; or None."""
    place = serves_for(viewer, campaign)
    if place is not None or not rights_of(viewer).places("organiser"):
        return place
    asked = Partner.objects.filter(campaign=campaign, left_at=None).values_list("municipality_id", flat=True)
    return next((one for one in asked if may_organise(viewer, one)), None)


def require_may_read_plan(by: Account, campaign: Campaign) -> int:
    """The municipality for which somebody reads a campaign's plan; raises MayNot."""
    place = reads_plan_for(by, campaign)
    if place is None:
        raise MayNot
    return place
