# SPDX-License-Identifier: EUPL-1.2
"""Reading until when a campaign's personal data is kept, and what would go then."""

import dataclasses
import datetime

from django.conf import settings
from django.db.models import Max
from django_stubs_ext import StrOrPromise

from backend.common.clock import database_now, local_day, months_after
from backend.common.errors import NotFound
from backend.participation.campaigns.models import Campaign
from backend.participation.campaigns.permissions import may_see
from backend.participation.campaigns.selectors import campaign_alone
from backend.records.privacy.campaign_rooms import CAMPAIGN_ROOMS
from backend.records.privacy.labels import KEPT
from backend.records.privacy.models import Retention
from backend.region.accounts.permissions import may_administer, require_may_administer
from backend.region.accounts.selectors import Viewer


@dataclasses.dataclass(frozen=True, kw_only=True)
class Keeping:
    """How long a campaign's personal data is kept: `deleted_on` is None without phases and of imported campaigns.

    A hold is for the municipality's admins alone to see.
    """

    months: int
    deleted_on: datetime.date | None
    ended_at: datetime.datetime | None = None
    held_until: datetime.date | None = None
    held_for: str = ""


@dataclasses.dataclass(frozen=True)
class Rows:
    """How many rows of one kind would go."""

    name: str
    rows: int

    @property
    def label(self) -> StrOrPromise:
        """What people call them."""
        return KEPT[self.name]


def keeping_of(campaign: Campaign, *, viewer: Viewer) -> Keeping:
    """Until when a campaign's personal data is kept; one query where the phases are read."""
    retention = Retention.objects.filter(campaign=campaign).first() or Retention(campaign=campaign)
    ends = max((phase.closes for phase in campaign.phases.all()), default=None)
    months = retention.months or int(settings.RETENTION_MONTHS)
    staff = may_administer(viewer, campaign.municipality_id)
    return Keeping(
        months=months,
        deleted_on=months_after(local_day(ends), months) if ends and not campaign.imported else None,
        ended_at=retention.ended_at,
        held_until=retention.held_until if staff else None,
        held_for=retention.held_for if staff else "",
    )


def rows_that_go(slug: str, *, viewer: Viewer) -> list[Rows]:
    """What deleting would clear at this moment, kind by kind, and nothing is changed. Raises NotFound, MayNot."""
    campaign = campaign_alone(slug, viewer=viewer)
    if not may_see(viewer, campaign):
        raise NotFound
    require_may_administer(viewer, campaign.municipality_id)
    return count_rows(campaign.pk)


def count_rows(campaign_id: int) -> list[Rows]:
    """The same for a command, which asks for nobody's right."""
    return [
        Rows(kept.name, kept.rows.count()) for room in CAMPAIGN_ROOMS for kept in room.kept_of_campaign(campaign_id)
    ]


def due_campaigns() -> list[Campaign]:
    """Campaigns whose personal data is to be deleted now, the longest over first; imported ones have nobody's."""
    today = local_day(database_now())
    chosen = {one.campaign_id: one for one in Retention.objects.all()}
    over = Campaign.objects.filter(published_at__isnull=False, imported=False).annotate(ends=Max("phases__closes"))
    return [
        campaign
        for campaign in over.filter(ends__isnull=False).order_by("ends", "id")
        if _is_due(chosen.get(campaign.pk) or Retention(), campaign.ends, today)
    ]


def _is_due(retention: Retention, ends: datetime.datetime, today: datetime.date) -> bool:
    if retention.ended_at is not None or (retention.held_until is not None and retention.held_until >= today):
        return False
    return months_after(local_day(ends), retention.months or int(settings.RETENTION_MONTHS)) <= today
