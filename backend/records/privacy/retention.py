# SPDX-License-Identifier: EUPL-1.2
"""How long a campaign's personal data is kept, holding it, and deleting it when the time is over, batch by batch."""

import datetime
import time

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backend.common.cache import forget_pages
from backend.common.clock import ClockTimestamp, database_now, local_day
from backend.common.errors import InvalidInput, NotFound
from backend.common.text import clean_line
from backend.ledger.audit.services import record
from backend.participation.campaigns.changes import locked
from backend.participation.campaigns.errors import AlreadyPublished
from backend.participation.campaigns.models import Campaign
from backend.participation.campaigns.permissions import may_see, require_may_change
from backend.participation.ideas import stored_files
from backend.records.privacy.campaign_rooms import CAMPAIGN_ROOMS
from backend.records.privacy.errors import RetentionOver
from backend.records.privacy.kept import due_campaigns
from backend.records.privacy.models import Retention
from backend.region.accounts.models import Account
from backend.region.accounts.permissions import require_may_administer

MONTHS = (1, 120)
BATCH = 300
"""Rows that are cleared in one transaction."""
LONGEST_HOLD = datetime.timedelta(days=2 * 366)


@transaction.atomic
def decide_retention(*, by: Account, slug: str, months: int | None) -> Retention:
    """Say of a draft how many months after its end personal data is kept.

    Raises NotFound, MayNot, AlreadyPublished, InvalidInput.
    """
    campaign = locked(slug)
    require_may_change(by, campaign)
    if campaign.published_at is not None:
        raise AlreadyPublished
    if months is None or not MONTHS[0] <= months <= MONTHS[1]:
        raise InvalidInput(fields={"months": _("Write a number from 1 to 120.")})
    retention, _made = Retention.objects.update_or_create(campaign=campaign, defaults={"months": months})
    _note(by, "decide_retention", campaign)
    return retention


@transaction.atomic
def hold_retention(*, by: Account, slug: str, until: datetime.date | None, reason: str) -> Retention:
    """Delete nothing of a campaign until a day is over, for a reason; again changes both.

    Raises NotFound, MayNot, RetentionOver, InvalidInput.
    """
    campaign = _administered(by, slug)
    reason, fields, today = clean_line(reason), {}, local_day(database_now())
    if until is None or not today <= until <= today + LONGEST_HOLD:
        fields["until"] = _("Choose a day from today to two years on.")
    if not 5 <= len(reason) <= 300:
        fields["reason"] = _("Say why, in 5 to 300 characters.")
    if fields:
        raise InvalidInput(fields=fields)
    retention, _made = Retention.objects.update_or_create(
        campaign=campaign, defaults={"held_until": until, "held_for": reason}
    )
    _note(by, "hold_retention", campaign)
    return retention


@transaction.atomic
def release_retention(*, by: Account, slug: str) -> None:
    """End a hold; what is due is deleted at the next run. Raises NotFound, MayNot, RetentionOver."""
    campaign = _administered(by, slug)
    Retention.objects.filter(campaign=campaign).update(held_until=None, held_for="")
    _note(by, "release_retention", campaign)


def retain_due_campaigns(*, seconds: float) -> int:
    """Delete what is due, for some seconds; what remains waits for the next time. How many rows."""
    ends, rows = time.monotonic() + seconds, 0
    for campaign in due_campaigns():
        while time.monotonic() < ends and (cleared := retain_batch(campaign_id=campaign.pk)):
            rows += cleared
    return rows


@transaction.atomic
def retain_batch(*, campaign_id: int) -> int:
    """Clear some rows of one kind of a campaign that is due; how many, 0 when nothing is left or it is not due.

    May be called twice, or end anywhere. Who takes part or looks elsewhere waits for nothing but their own rows.
    """
    Retention.objects.get_or_create(campaign_id=campaign_id)
    retention = Retention.objects.select_for_update(of=("self",)).get(campaign_id=campaign_id)
    if not any(one.pk == campaign_id for one in due_campaigns()):
        return 0
    for room in CAMPAIGN_ROOMS:
        for kept in room.kept_of_campaign(campaign_id):
            if some := list(kept.rows.order_by("pk").values_list("pk", flat=True)[:BATCH]):
                kept.clear(kept.rows.model.objects.filter(pk__in=some))
                transaction.on_commit(forget_pages, robust=True)
                return len(some)
    retention.ended_at = ClockTimestamp()
    retention.save(update_fields=["ended_at"])
    transaction.on_commit(stored_files.delete_unwanted_files, robust=True)
    record(
        actor_id=None,
        operation="retain_campaign",
        target=f"campaign:{campaign_id}",
        municipality_id=retention.campaign.municipality_id,
    )
    return 0


def _administered(by: Account, slug: str) -> Campaign:
    """The campaign, held, for an admin of its municipality, while there is something left to hold."""
    campaign = locked(slug)
    if not may_see(by, campaign):
        raise NotFound
    require_may_administer(by, campaign.municipality_id)
    if Retention.objects.filter(campaign=campaign, ended_at__isnull=False).exists():
        raise RetentionOver
    return campaign


def _note(by: Account, operation: str, campaign: Campaign) -> None:
    record(
        actor_id=by.pk,
        operation=operation,
        target=f"campaign:{campaign.pk}",
        municipality_id=campaign.municipality_id,
    )
