# SPDX-License-Identifier: EUPL-1.2
"""Reading exports: what was asked for, how far it is, and the finished file."""

import dataclasses
import uuid
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet
from django_stubs_ext import StrOrPromise

from backend.common.errors import NotFound
from backend.common.personal import PersonalData
from backend.participation.campaigns.selectors import campaign_by_slug
from backend.records.exports import links
from backend.records.exports.errors import FAILURES, ExportFileGone, ExportNotReady
from backend.records.exports.models import Export
from backend.records.exports.permissions import require_may_export, require_may_take_out
from backend.region.accounts.models import Account
from backend.region.accounts.selectors import Viewer
from backend.region.places.models import Municipality


@dataclasses.dataclass(frozen=True)
class ExportFile:
    """A finished file: where it lies, its name for those who fetch it, size and checksum."""

    export_id: uuid.UUID
    path: Path
    name: str
    size_bytes: int
    sha256: str


def exports_of_campaign(campaign_slug: str, *, viewer: Viewer) -> QuerySet[Export]:
    """The exports of a campaign, the latest first. Raises NotFound, MayNot."""
    campaign = campaign_by_slug(campaign_slug, viewer=viewer)
    require_may_export(viewer, campaign)
    return Export.objects.filter(campaign=campaign).select_related("requested_by")


def archives_of_municipality(municipality: Municipality, *, viewer: Viewer) -> QuerySet[Export]:
    """The archives of a municipality, the latest first. Raises MayNot."""
    require_may_take_out(viewer, municipality)
    return Export.objects.filter(municipality=municipality).select_related("requested_by", "municipality")


def export_by_id(export_id: uuid.UUID, *, viewer: Viewer) -> Export:
    """One export with its campaign or municipality, as far as it is now. Raises NotFound, MayNot."""
    known = Export.objects.select_related("campaign__municipality", "municipality", "requested_by")
    export = known.filter(pk=export_id).first()
    if export is None:
        raise NotFound
    if export.campaign is not None:
        require_may_export(viewer, export.campaign)
    else:
        require_may_take_out(viewer, export.place)
    return export


def failure_message(export: Export) -> StrOrPromise:
    """What people read of the last failure; "" where there was none."""
    return FAILURES.get(export.failure, FAILURES["export_error"]) if export.failure else ""


def link_token(export: Export) -> str:
    """The token of a link to a finished export, new each time and expiring. Raises ExportNotReady."""
    if export.state != Export.State.DONE:
        raise ExportNotReady
    return links.sign(export.pk)


def export_file(token: str) -> ExportFile:
    """The whole file behind a token.

    Raises ExportLinkInvalid, ExportLinkExpired, ExportNotReady, ExportFileGone.
    """
    export = Export.objects.filter(pk=links.read(token)).first()
    if export is None:
        raise ExportFileGone
    if export.state != Export.State.DONE or export.size_bytes is None:
        raise ExportNotReady
    path = path_of(export.pk)
    if not path.is_file() or path.stat().st_size != export.size_bytes:
        raise ExportFileGone
    return ExportFile(export.pk, path, export.file_name, export.size_bytes, export.sha256)


def path_of(export_id: uuid.UUID) -> Path:
    """Where the finished file of an export lies."""
    return Path(settings.EXPORTS_DIR) / f"{export_id}.zip"


def due_exports() -> list[uuid.UUID]:
    """Exports that wait, or that somebody began (and may have been killed), the oldest first."""
    due = Export.objects.filter(state__in=[Export.State.QUEUED, Export.State.RUNNING])
    return list(due.order_by("requested_at", "id").values_list("id", flat=True))


def personal_data_of(account: Account) -> PersonalData:
    """The datasets that a person asked for."""
    own = Export.objects.filter(requested_by=account).select_related("campaign", "municipality")
    return {
        "exports_requested": [
            {
                "campaign": (export.campaign or export.place).slug,
                "state": export.state,
                "requested_at": export.requested_at,
            }
            for export in own.order_by("requested_at", "id")
        ]
    }
