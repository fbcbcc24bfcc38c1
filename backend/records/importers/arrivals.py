# SPDX-License-Identifier: EUPL-1.2
"""Importing everything of a municipality from its archive: all of it or nothing, and once."""

import dataclasses
import time
from pathlib import Path

import psycopg
from django.db import DataError, IntegrityError, connection, transaction

from backend.common.cache import forget_pages
from backend.common.errors import NotFound
from backend.ledger.events.catch_up import catch_up
from backend.ledger.events.services import publish
from backend.participation.campaigns.events import CampaignArrived
from backend.participation.campaigns.models import Campaign
from backend.participation.ideas import stored_files
from backend.records.exports.archive.registry import BY_NAME
from backend.records.importers.archive.checking import check, pictures
from backend.records.importers.archive.opening import LOGO, Archive, opened
from backend.records.importers.archive.references import References
from backend.records.importers.archive.storing import remember_titles, store
from backend.records.importers.errors import ArchiveCampaignsExist, ArchiveNotValid
from backend.records.importers.models import ArchiveImport
from backend.region.places.models import Municipality

_IMPORTING = 7_306


@dataclasses.dataclass(frozen=True)
class Arrival:
    """What came of an archive: `done` says whether something was stored, `already` whether it had been before.

    `rows` are those of the archive by table, `known` those of them that were here already.
    """

    municipality: str
    digest: str
    done: bool
    already: bool
    rows: dict[str, int]
    known: dict[str, int]
    position: int
    seconds: float


def import_municipality(*, file: Path, dry_run: bool = False) -> Arrival:
    """Check a whole archive, then store it in one transaction, then fold its history as any other.

    A second time the same archive changes nothing. With `dry_run` it is only checked. Raises FileNotFound,
    ArchiveNotValid, ArchiveDamaged, ArchiveVersionUnknown, ArchiveCampaignsExist, NotFound (of the municipality).
    """
    began = time.monotonic()
    with opened(file) as archive:
        municipality = Municipality.objects.filter(code=archive.municipality).first()
        if municipality is None:
            raise NotFound
        already = ArchiveImport.objects.filter(digest=archive.digest).exists()
        known: dict[str, int] = {}
        if not already:
            _require_new(check(archive))
        done = not already and not dry_run
        if done:
            known, done = _store(archive, municipality)
        position = _carry_out() if done else 0
        return Arrival(
            municipality=municipality.slug,
            digest=archive.digest,
            done=done,
            already=already or not (done or dry_run),
            rows=archive.counts,
            known=known,
            position=position,
            seconds=round(time.monotonic() - began, 2),
        )


def _require_new(slugs: list[str]) -> None:
    """Raises ArchiveCampaignsExist."""
    taken = sorted(Campaign.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    if taken:
        raise ArchiveCampaignsExist(slugs=", ".join(taken))


def _store(archive: Archive, municipality: Municipality) -> tuple[dict[str, int], bool]:
    """Pictures first (they go in an hour if nothing shows them), then everything in one transaction."""
    references = References(counts=archive.counts, files=archive.names)
    if LOGO in archive.names:
        references.stored[LOGO] = archive.content(LOGO)
    for path in pictures(archive):
        references.stored[path] = stored_files.store("photos", "webp", archive.content(path))
    try:
        return _in_one_transaction(archive, municipality, references)
    except (DataError, IntegrityError, psycopg.DataError, psycopg.IntegrityError) as error:  # COPY raises its own
        reason = str(error).partition("\n")[0]
        raise ArchiveNotValid(file="data", line=0, reason=reason) from error


@transaction.atomic
def _in_one_transaction(
    archive: Archive, municipality: Municipality, references: References
) -> tuple[dict[str, int], bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_IMPORTING])
    if ArchiveImport.objects.filter(digest=archive.digest).exists():
        return {}, False
    known = store(archive, references)
    stored_files.keep(str(references.stored[path]) for path in pictures(archive))
    campaigns = list(references.ids["campaigns"])
    remember_titles(campaigns)
    for campaign_id in campaigns:
        publish(CampaignArrived(campaign_id=campaign_id, channel="import"))
    ArchiveImport.objects.create(
        digest=archive.digest,
        municipality=municipality,
        position=archive.manifest["position"],
        rows=archive.counts,
    )
    transaction.on_commit(forget_pages, robust=True)
    return known, True


def _carry_out() -> int:
    """Tell the planner what was stored, and fold it; the last position."""
    tables = sorted(table.stored_as for table in BY_NAME.values())
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE events_event, {', '.join(tables)}")
    return catch_up()
