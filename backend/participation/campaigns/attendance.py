# SPDX-License-Identifier: EUPL-1.2
"""Reading who met because of a campaign, in numbers, and what it costs."""

import dataclasses
import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from backend.common.errors import NotFound
from backend.participation.campaigns.models import Campaign, Cost, Gathering
from backend.participation.campaigns.permissions import may_organise, require_may_change
from backend.region.accounts.models import Account
from backend.region.accounts.selectors import Viewer


@dataclasses.dataclass(frozen=True)
class Attendance:
    """How many gatherings there were that somebody counted, and how many people came to them in all.

    Never added to the people who took part: nobody knows who came, or whether they came twice.
    """

    gatherings: int
    people: int


def gatherings_of(campaign: Campaign) -> QuerySet[Gathering]:
    """The gatherings of a campaign that stand, the earliest first; not those that were dropped."""
    return Gathering.objects.filter(campaign=campaign, dropped_at=None)


def attendance_of(gatherings: Sequence[Gathering]) -> Attendance:
    """The numbers of some gatherings together."""
    counted = [one.attended for one in gatherings if one.attended is not None]
    return Attendance(len(counted), sum(counted))


def gathering_for_change(gathering_id: int, *, viewer: Account) -> Gathering:
    """One with its campaign and versions, for the campaign's organisers. Raises NotFound, MayNot."""
    found = Gathering.objects.filter(pk=gathering_id, dropped_at=None).select_related("campaign").first()
    if found is None:
        raise NotFound
    require_may_change(viewer, found.campaign)
    return found


def cost_shown(campaign: Campaign, *, viewer: Viewer) -> Cost | None:
    """What the campaign costs, where somebody has said it and the viewer may see it: all where it is public."""
    latest = Cost.objects.filter(campaign=campaign).first()
    if latest is None or not (latest.is_public or may_organise(viewer, campaign.municipality_id)):
        return None
    return latest


def total_of(cost: Cost) -> Decimal:
    """Euros: the hours at their price, and the purchases."""
    return (cost.staff_hours * cost.hour_price + cost.purchases).quantize(Decimal("0.01"))


def with_gatherings(campaigns: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """Campaigns with `gathered`, which `gathered_of` reads; no query more."""
    standing = Gathering.objects.filter(campaign=OuterRef("pk"), dropped_at=None).order_by("held_on", "id")
    told = JSONObject(
        id="id", kind="kind", held_on="held_on", place="place", title="title", attended="attended", version="version"
    )
    return campaigns.annotate(gathered=ArraySubquery(standing.values(told=told)))


def gathered_of(campaign: Campaign) -> list[Gathering]:
    """The gatherings of a campaign that was read with them; none where it was not."""
    told = cast("list[dict[str, object]]", getattr(campaign, "gathered", []))
    return [Gathering(**{**one, "held_on": datetime.date.fromisoformat(str(one["held_on"]))}) for one in told]
