# SPDX-License-Identifier: EUPL-1.2
"""Which campaigns have a week, a phase or an end that is over and not published, and publishing all of them."""

import collections
import datetime
import time

import structlog
from django.db.models import Exists, OuterRef

from backend.common.clock import database_now, local_day
from backend.common.faults import kind_of
from backend.insight.engagement.calendar import WEEK, monday_of
from backend.insight.engagement.coarseness import choose_coarseness
from backend.insight.engagement.models import Release
from backend.insight.engagement.releases import publish_releases
from backend.participation.campaigns.hiding import hiding_campaigns
from backend.participation.campaigns.models import AFTERWARDS, Campaign

_log = structlog.get_logger(__name__)


def publish_due_releases(*, seconds: float) -> int:
    """Publish what is due, oldest campaign first, for some seconds; what remains waits. How many releases.

    Each is a transaction of its own, so that nothing is lost where a process ends. Only a process that
    serves no requests may call it, one at a time (methods.disclosure.suppression).
    """
    ends, made = time.monotonic() + seconds, 0
    choose_coarseness()
    for campaign in due_campaigns():
        try:
            while time.monotonic() < ends and publish_releases(campaign=campaign, most=1):
                made += 1
        except Exception as error:  # noqa: BLE001 one campaign does not keep the others waiting
            _log.error("releases_failed", campaign=campaign.slug, error=kind_of(error))
    return made


def due_campaigns() -> list[Campaign]:
    """Published campaigns of which something is over and has no release; four queries, whatever their number.

    Asked by the calendar alone: where acts wait to be counted, publishing finds nothing and is asked again. After
    the release of the whole campaign nothing of it is published any more.
    """
    whole = Release.objects.filter(campaign_id=OuterRef("pk"), kind=Release.Kind.CAMPAIGN)
    found = list(
        Campaign.objects.filter(~Exists(whole), published_at__isnull=False).prefetch_related("phases").order_by("pk")
    )
    ids, now = [campaign.pk for campaign in found], database_now()
    hiding = hiding_campaigns(ids)
    told: dict[int, set[str]] = collections.defaultdict(set)
    for campaign_id, period in Release.objects.filter(campaign_id__in=ids).values_list("campaign_id", "period"):
        told[campaign_id].add(period)
    return [one for one in found if one.pk not in hiding and _is_due(one, told[one.pk], now)]


def _is_due(campaign: Campaign, told: set[str], now: datetime.datetime) -> bool:
    acting = [phase for phase in campaign.phases.all() if phase.kind not in AFTERWARDS]
    if campaign.imported or (acting and max(phase.closes for phase in acting) <= now):
        return True  # it is over, and the whole has no release
    week = monday_of(local_day(now)) - WEEK
    begun = any(local_day(phase.opens) < week + WEEK for phase in acting)
    return (begun and f"{week:%G-W%V}" not in told) or any(
        phase.closes <= now and f"phase:{phase.pk}" not in told for phase in acting
    )
