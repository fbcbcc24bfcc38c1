# SPDX-License-Identifier: EUPL-1.2
"""Making archives of campaigns that are over, and taking one away in which somebody's words are."""

import dataclasses
import functools
import uuid
from collections.abc import Iterable
from pathlib import Path

import structlog
from django.db import connection, transaction

from backend.common.clock import ClockTimestamp
from backend.common.errors import NotFound
from backend.common.personal import PersonalData
from backend.participation.campaigns.models import Campaign
from backend.participation.participants.models import Participant
from backend.participation.participants.selectors import participant_ids_of
from backend.records.archives.errors import CampaignNotOver
from backend.records.archives.models import Archive
from backend.records.archives.selectors import due_campaigns, finished_campaigns, path_of, standing_archives
from backend.records.archives.writing import Written, write_archive
from backend.region.accounts.models import Account

_MAKING = 7_344
_log = structlog.get_logger(__name__)


@dataclasses.dataclass(frozen=True)
class MadeArchive:
    """An archive made by command."""

    path: str
    version: int
    files: int
    size_bytes: int
    sha256: str


def make_due_archives() -> int:
    """Make the archives of campaigns that are over and have none, or an old one; how many files are new."""
    return sum(_made(slug) for slug in due_campaigns())


def _made(slug: str) -> bool:
    try:
        return make_archive(campaign_slug=slug)
    except Exception:  # noqa: BLE001 whatever it was, the next campaign gets its archive
        _log.exception("archive_failed", campaign=slug)
        return False


def make_archive(*, campaign_slug: str) -> bool:
    """Make a campaign's archive anew; whether it says something else than before. Raises NotFound, CampaignNotOver."""
    campaign = _finished(campaign_slug)
    latest = Archive.objects.filter(campaign=campaign).first()
    version = latest.version + 1 if latest else 1
    folder = path_of(Archive(campaign=campaign, version=version)).parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = folder / f".{campaign.pk}.{uuid.uuid4().hex}.part"
    try:
        written = _write(campaign, part, version)
        return _keep(campaign, part, written, version)
    finally:
        part.unlink(missing_ok=True)


def archive_campaign(*, campaign_slug: str, path: Path) -> MadeArchive:
    """Write a campaign's archive to a file, for those who may run commands. Raises NotFound, CampaignNotOver."""
    campaign = _finished(campaign_slug)
    latest = Archive.objects.filter(campaign=campaign).first()
    version = latest.version if latest else 1
    part = path.with_name(f".{path.name}.{uuid.uuid4().hex}.part")
    try:
        written = _write(campaign, part, version)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return MadeArchive(str(path), version, written.files, written.size_bytes, written.sha256)


def forget_person(*, account: Account) -> None:
    """Take away the archives of campaigns in which a person took part; they are made anew without their words.

    Runs in the caller's transaction; the files go when it is committed. To be called before the links of the person's
    participants are cut.
    """
    own = Participant.objects.filter(id__in=participant_ids_of(account)).values_list("campaign_id", flat=True)
    campaigns = sorted(set(own))
    for campaign_id in campaigns:
        _hold(campaign_id)
    standing = standing_archives(campaigns)
    files = [path_of(one) for one in standing]
    standing.update(withdrawn_at=ClockTimestamp())
    transaction.on_commit(functools.partial(_delete, files), robust=True)


def personal_data_of(account: Account) -> PersonalData:  # noqa: ARG001 a room's signature
    """Nothing of its own: what an archive says of a person stands in the other rooms."""
    return {}


def _finished(slug: str) -> Campaign:
    campaign = Campaign.objects.select_related("municipality").filter(slug=slug, published_at__isnull=False).first()
    if campaign is None:
        raise NotFound
    if not finished_campaigns().filter(pk=campaign.pk).exists():
        raise CampaignNotOver
    return campaign


def _write(campaign: Campaign, part: Path, version: int) -> Written:
    earlier = Archive.objects.filter(campaign=campaign, version__lt=version)
    return write_archive(campaign=campaign, path=part, version=version, earlier=list(earlier))


@transaction.atomic
def _keep(campaign: Campaign, part: Path, written: Written, version: int) -> bool:
    """Put the file in its place, unless it says what the latest says, or somebody was forgotten meanwhile."""
    _hold(campaign.pk)
    latest = Archive.objects.select_for_update().filter(campaign=campaign).first()
    if (latest.version if latest else 0) != version - 1:
        return False  # another process made this version
    if latest and latest.withdrawn_at is None and latest.content == written.content:
        Archive.objects.filter(pk=latest.pk).update(event_id=written.event_id)
        return False
    made = Archive.objects.create(
        campaign=campaign,
        version=version,
        event_id=written.event_id,
        size_bytes=written.size_bytes,
        sha256=written.sha256,
        content=written.content,
    )
    part.replace(path_of(made))
    standing = standing_archives([campaign.pk]).filter(version__lt=version)
    files = [path_of(one) for one in standing]
    standing.update(withdrawn_at=ClockTimestamp())
    transaction.on_commit(functools.partial(_delete, files), robust=True)
    return True


def _delete(files: Iterable[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)


def _hold(campaign_id: int) -> None:
    """One at a time keeps or takes away an archive of a campaign."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashint8(%s))", [_MAKING, campaign_id])
