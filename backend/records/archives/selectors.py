# SPDX-License-Identifier: EUPL-1.2
"""Reading archives: the one that everybody may have, and whether it still says only what is public."""

import dataclasses
from pathlib import Path

from django.conf import settings
from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from backend.common.clock import ClockTimestamp
from backend.common.errors import NotFound
from backend.ledger.events.models import Event
from backend.participation.campaigns.models import AFTERWARDS, Campaign, Phase, VotingWindow
from backend.participation.campaigns.selectors import campaign_alone
from backend.records.archives.errors import ArchiveNotReady, CampaignNotOver
from backend.records.archives.models import Archive
from backend.region.accounts.selectors import Viewer

GONE = (
    "idea_hidden", "comment_hidden", "idea_withdrawn", "comment_withdrawn", "idea_erased", "photo_changed", "links_cut",
)  # fmt: skip
"""What takes something out of the public pages: an archive of before is not handed out any more."""


@dataclasses.dataclass(frozen=True)
class ArchiveFile:
    """The file that everybody may have, its name for those who fetch it, and the checksums of earlier versions."""

    path: Path
    name: str
    archive: Archive
    earlier: tuple[Archive, ...]


def archive_of(slug: str, *, viewer: Viewer = None) -> ArchiveFile:
    """The archive of a campaign. Raises NotFound, CampaignNotOver, ArchiveNotReady."""
    campaign = campaign_alone(slug, viewer=viewer)
    if campaign.published_at is None:
        raise NotFound
    if not finished_campaigns().filter(pk=campaign.pk).exists():
        raise CampaignNotOver
    made = list(Archive.objects.filter(campaign=campaign))
    if not made or made[0].withdrawn_at is not None or _says_too_much(made[0]):
        raise ArchiveNotReady
    path = path_of(made[0])
    if not path.is_file() or path.stat().st_size != made[0].size_bytes:
        raise ArchiveNotReady
    return ArchiveFile(path, f"{campaign.slug}-archive-{made[0].version}.zip", made[0], tuple(made[1:]))


def _says_too_much(archive: Archive) -> bool:
    since = Event.objects.filter(campaign_id=archive.campaign_id, pk__gt=archive.event_id)
    return since.filter(kind__in=GONE).exists()


def finished_campaigns() -> QuerySet[Campaign]:
    """Public campaigns in which nobody takes part any more, and whose votes are counted."""
    acting = Phase.objects.filter(campaign=OuterRef("pk")).exclude(kind__in=AFTERWARDS)
    uncounted = VotingWindow.objects.filter(phase__campaign=OuterRef("pk"), sealed_at__isnull=False, closed_at=None)
    return Campaign.objects.filter(
        Exists(acting),
        ~Exists(acting.filter(closes__gt=ClockTimestamp())),
        ~Exists(uncounted),
        published_at__isnull=False,
    )


def due_campaigns() -> list[str]:
    """Slugs of campaigns that are over and have no archive, or one that is gone or older than their last event."""
    fresh = Archive.objects.filter(campaign=OuterRef("pk"), withdrawn_at=None, event_id__gte=OuterRef("last_event"))
    last = Event.objects.filter(campaign_id=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    found = finished_campaigns().annotate(last_event=last).filter(last_event__isnull=False)
    return list(found.filter(~Exists(fresh)).order_by("pk").values_list("slug", flat=True))


def last_event_of(campaign_id: int) -> int:
    """The number of the campaign's last event; 0 where there is none."""
    return Event.objects.filter(campaign_id=campaign_id).aggregate(last=Max("pk"))["last"] or 0


def path_of(archive: Archive) -> Path:
    """Where the file of an archive lies."""
    return Path(settings.EXPORTS_DIR) / "archives" / f"{archive.campaign_id}-{archive.version}.zip"


def standing_archives(campaign_ids: list[int]) -> QuerySet[Archive]:
    """Archives of some campaigns whose files are there."""
    return Archive.objects.filter(Q(campaign_id__in=campaign_ids), withdrawn_at=None)
