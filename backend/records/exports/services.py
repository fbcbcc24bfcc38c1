# SPDX-License-Identifier: EUPL-1.2
"""Asking for a dataset, making it in the worker, and making one by command."""

import dataclasses
import errno
import functools
import uuid
from collections.abc import Iterable
from pathlib import Path

import structlog
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Q, QuerySet

from backend.common.clock import database_now
from backend.common.errors import NotFound, Refused
from backend.ledger.audit.services import record
from backend.participation.campaigns.models import Campaign
from backend.participation.campaigns.selectors import campaign_by_slug
from backend.participation.participants.models import Participant
from backend.participation.participants.selectors import participant_ids_of
from backend.records.exports.archive.writing import write_archive
from backend.records.exports.errors import CampaignNotPublished
from backend.records.exports.lease import Lease, lease
from backend.records.exports.models import Export
from backend.records.exports.package import write_package
from backend.records.exports.permissions import require_may_export, require_may_take_out
from backend.records.exports.placing import put_in_place, removed_at_the_end
from backend.records.exports.progress import Package, Progress, Silence
from backend.records.exports.selectors import ExportFile, due_exports, export_file, path_of
from backend.region.accounts.models import Account
from backend.region.places.selectors import municipality_by_slug

MOST_ATTEMPTS = 3
_FORGETTING = 7_305
_UNDER_WAY = (Export.State.QUEUED, Export.State.RUNNING)
_log = structlog.get_logger(__name__)


@transaction.atomic
def request_export(*, by: Account, campaign_slug: str) -> Export:
    """Ask for a dataset of a campaign; the one that is under way already, if there is one.

    Raises NotFound, MayNot, CampaignNotPublished.
    """
    campaign = campaign_by_slug(campaign_slug, viewer=by)
    require_may_export(by, campaign)
    if campaign.published_at is None:
        raise CampaignNotPublished
    try:
        with transaction.atomic():
            export = Export.objects.create(campaign=campaign, requested_by=by)
            _note(by.pk, "request_export", export)
            return export
    except IntegrityError:  # one at a time: the database decides between two clicks
        return Export.objects.get(campaign=campaign, state__in=_UNDER_WAY)


@transaction.atomic
def request_archive(*, by: Account, municipality_slug: str) -> Export:
    """Ask for the archive of a municipality; the one that is under way already, if there is one.

    Raises NotFound, MayNot.
    """
    municipality = municipality_by_slug(municipality_slug)
    require_may_take_out(by, municipality)
    try:
        with transaction.atomic():
            export = Export.objects.create(municipality=municipality, requested_by=by)
            _note(by.pk, "request_archive", export)
            return export
    except IntegrityError:  # one at a time: the database decides between two clicks
        return Export.objects.get(municipality=municipality, state__in=_UNDER_WAY)


@transaction.atomic
def fetch_export(*, token: str) -> ExportFile:
    """The whole file behind a link; that somebody had it stands in the audit log, not who: the link is enough.

    Raises ExportLinkInvalid, ExportLinkExpired, ExportNotReady, ExportFileGone.
    """
    file = export_file(token)
    _note(None, "fetch_export", Export.objects.select_related("campaign", "municipality").get(pk=file.export_id))
    return file


def _note(actor_id: int | None, operation: str, export: Export) -> None:
    record(
        actor_id=actor_id,
        operation=operation,
        target=f"export:{export.pk}",
        municipality_id=export.place.pk,
    )


def run_due_exports() -> int:
    """Make the exports that wait or whose process was killed; how many were worked on."""
    return sum(run_export(export_id=export_id) for export_id in due_exports())


def run_export(*, export_id: uuid.UUID) -> bool:
    """Make one export; whether there was something to do.

    Another process that is at it keeps it. The file appears whole or not at all. What fails is
    tried three times in all; then the export has failed, and `failure` says why.
    """
    with lease(export_id) as held:
        attempt = _begin(export_id) if held else None
        if held is None or attempt is None:
            return False
        try:
            package, name = _make(export_id, attempt, held)
        except Exception as error:  # noqa: BLE001 whatever it was, it must be shown and not stop the worker
            _log.exception("export_failed", export=str(export_id), attempt=attempt)
            _note_failure(export_id, error)
        else:
            _finish(export_id, package, name)
        return True


@dataclasses.dataclass(frozen=True)
class WrittenExport:
    """A file made by command."""

    path: str
    sha256: str
    size_bytes: int
    rows: dict[str, int]
    position: int


def export_campaign(*, campaign_slug: str, folder: Path) -> WrittenExport:
    """Write a campaign's dataset into a folder, named by campaign and position.

    For those who may run commands. Raises NotFound, CampaignNotPublished.
    """
    campaign = Campaign.objects.select_related("municipality").filter(slug=campaign_slug).first()
    if campaign is None:
        raise NotFound
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".{campaign.slug}.{uuid.uuid4().hex}.part"
    with removed_at_the_end(part):
        package = write_package(campaign=campaign, path=part, progress=Silence())
        path = folder / _file_name(campaign.slug, package)
        put_in_place(part, path)
    return _written(path, package)


def export_municipality(*, municipality_slug: str, file: Path) -> WrittenExport:
    """Write a municipality's archive to a file. For those who may run commands. Raises NotFound."""
    municipality = municipality_by_slug(municipality_slug)
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.parent / f".{file.name}.{uuid.uuid4().hex}.part"
    with removed_at_the_end(part):
        package = write_archive(municipality=municipality, path=part, progress=Silence())
        part.chmod(0o600)  # as confidential as the database
        put_in_place(part, file)
    return _written(file, package)


def _written(path: Path, package: Package) -> WrittenExport:
    return WrittenExport(str(path), package.sha256, package.size_bytes, package.rows, package.position)


def forget_person(*, account: Account) -> None:
    """Throw away the finished files that hold something of a person, and begin those under way anew.

    Runs in the caller's transaction; the files go when it is committed. To be called before the links
    of the person's participants are cut.
    """
    campaigns = sorted(set(_campaigns_of(account)))
    for campaign_id in campaigns:
        _hold_campaign(campaign_id, alone=True)
    leads = Campaign.objects.filter(pk__in=campaigns).order_by().values("municipality")
    touched = Export.objects.select_for_update().filter(Q(campaign__in=campaigns) | Q(municipality__in=leads))
    done = list(touched.filter(state=Export.State.DONE).values_list("pk", flat=True))
    touched.filter(state=Export.State.RUNNING).update(state=Export.State.QUEUED)
    Export.objects.filter(requested_by=account).update(requested_by=None)
    transaction.on_commit(functools.partial(_delete_files, done), robust=True)


def _delete_files(export_ids: Iterable[uuid.UUID]) -> None:
    for export_id in export_ids:
        path_of(export_id).unlink(missing_ok=True)


def _campaigns_of(account: Account) -> QuerySet[Participant, int]:
    return Participant.objects.filter(id__in=participant_ids_of(account)).values_list("campaign_id", flat=True)


def _hold_campaign(campaign_id: int, *, alone: bool) -> None:
    """No export of a campaign begins while somebody in it is being forgotten, as it would read what is there yet."""
    lock = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(%s, hashint8(%s))", [_FORGETTING, campaign_id])


@transaction.atomic
def _begin(export_id: uuid.UUID) -> int | None:
    """Count the attempt; None where there is nothing to do any more."""
    for campaign_id in _campaigns_in(export_id):
        _hold_campaign(campaign_id, alone=False)
    export = Export.objects.select_for_update().filter(pk=export_id, state__in=_UNDER_WAY).first()
    if export is None:
        return None
    if export.attempts >= MOST_ATTEMPTS:  # killed each time, so nobody could say why
        export.state, export.failure = Export.State.FAILED, export.failure or "export_interrupted"
        export.finished_at = database_now()
        export.save(update_fields=["state", "failure", "finished_at"])
        return None
    export.state, export.attempts, export.started_at = Export.State.RUNNING, export.attempts + 1, database_now()
    export.rows_done = export.rows_total = 0
    export.save(update_fields=["state", "attempts", "started_at", "rows_done", "rows_total"])
    return export.attempts


def _campaigns_in(export_id: uuid.UUID) -> list[int]:
    """The campaign of an export, or those of its municipality, in the order in which they are held."""
    export = Export.objects.filter(pk=export_id).first()
    if export is None or export.campaign_id is not None:
        return [export.campaign_id] if export and export.campaign_id else []
    led = Campaign.objects.filter(municipality=export.municipality_id).order_by("id")
    return list(led.values_list("id", flat=True))


def _make(export_id: uuid.UUID, attempt: int, held: Lease) -> tuple[Package, str]:
    """Write the file and put it in its place; what is left of earlier attempts goes."""
    export = Export.objects.select_related("campaign__municipality", "municipality").get(pk=export_id)
    path = path_of(export_id)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in path.parent.glob(f".{export_id}.*.part"):
        left.unlink()
    part = path.parent / f".{export_id}.{attempt}.part"
    with removed_at_the_end(part):
        package, name = _write(export, part, held)
        put_in_place(part, path)
    return package, _file_name(name, package)


def _write(export: Export, path: Path, progress: Progress) -> tuple[Package, str]:
    """Write what was asked for; with what its name begins."""
    if export.campaign is not None:
        return write_package(campaign=export.campaign, path=path, progress=progress), export.campaign.slug
    return write_archive(municipality=export.place, path=path, progress=progress), export.place.slug


def _finish(export_id: uuid.UUID, package: Package, name: str) -> None:
    """Say that it is done, unless somebody whose words are in it was forgotten meanwhile: then it is made anew."""
    rows = sum(package.rows.values())
    finished = Export.objects.filter(pk=export_id, state=Export.State.RUNNING).update(
        state=Export.State.DONE,
        position=package.position,
        rows_done=rows,
        rows_total=rows,
        size_bytes=package.size_bytes,
        sha256=package.sha256,
        file_name=name,
        failure="",
        finished_at=database_now(),
    )
    if not finished:
        path_of(export_id).unlink(missing_ok=True)


def _note_failure(export_id: uuid.UUID, error: Exception) -> None:
    """Say why; a refusal stands, all else is tried again while attempts are left."""
    connection.close_if_unusable_or_obsolete()
    attempts = Export.objects.values_list("attempts", flat=True).get(pk=export_id)
    over = isinstance(error, Refused) or attempts >= MOST_ATTEMPTS
    Export.objects.filter(pk=export_id).update(
        state=Export.State.FAILED if over else Export.State.QUEUED,
        failure=_failure_code(error),
        finished_at=database_now() if over else None,
    )


def _failure_code(error: Exception) -> str:
    match error:
        case Refused():
            return error.code
        case TimeoutError():
            return "export_ledger_behind"
        case OSError(errno=errno.ENOSPC | errno.EDQUOT):
            return "export_disk_full"
        case OSError():
            return "export_disk_error"
        case DatabaseError():
            return "export_database_error"
        case _:
            return "export_error"


def _file_name(beginning: str, package: Package) -> str:
    return f"{beginning}-{package.position}.zip"
