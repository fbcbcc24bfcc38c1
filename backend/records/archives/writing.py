# SPDX-License-Identifier: EUPL-1.2
"""Writing an archive as a zip file: pages, photos, the dataset and checksums; the same bytes from the same state."""

import dataclasses
import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from backend.common.snapshot import one_snapshot
from backend.ledger.events.catch_up import catch_up
from backend.participation.campaigns.models import Campaign
from backend.participation.campaigns.rules import languages_needed
from backend.records.archives.models import Archive
from backend.records.archives.pages import pages_of
from backend.records.archives.selectors import last_event_of
from backend.records.exports.package import write_snapshot
from backend.records.exports.progress import Silence

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


@dataclasses.dataclass(frozen=True)
class Written:
    """A finished file: of which event, its size, its checksum, and that of its content without its own version."""

    event_id: int
    size_bytes: int
    sha256: str
    content: str
    files: int


def write_archive(*, campaign: Campaign, path: Path, version: int, earlier: Iterable[Archive]) -> Written:
    """Write the archive of a campaign to a new file. Raises CampaignNotPublished, FileExistsError."""
    catch_up()
    event_id = last_event_of(campaign.pk)  # before anything is read: what happens from now on makes it due again
    with tempfile.TemporaryDirectory() as folder:
        dataset = Path(folder) / "dataset.zip"
        write_snapshot(campaign=campaign, path=dataset, progress=Silence())
        sums: dict[str, str] = {}
        with zipfile.ZipFile(path, "x") as archive, zipfile.ZipFile(dataset) as data:
            with one_snapshot():
                for name, content in pages_of(campaign.slug, tuple(languages_needed(campaign))):
                    sums[name] = _put(archive, name, content)
            for name in data.namelist():
                sums[f"dataset/{name}"] = _put(archive, f"dataset/{name}", data.read(name))
            content_sum = hashlib.sha256(_lines(sums)).hexdigest()
            told = _versions(campaign, version, event_id, earlier)
            sums["archive.json"] = _put(archive, "archive.json", told)
            _put(archive, "SHA256SUMS", _lines(sums))
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Written(event_id, path.stat().st_size, digest, content_sum, len(sums) + 1)


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> str:
    """A file of 1980, when zip files begin, readable by all; its checksum."""
    info = zipfile.ZipInfo(name, date_time=_FIRST_DAY)
    info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
    archive.writestr(info, content)
    return hashlib.sha256(content).hexdigest()


def _lines(sums: dict[str, str]) -> bytes:
    """As `sha256sum -c` reads it."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items())).encode()


def _versions(campaign: Campaign, version: int, event_id: int, earlier: Iterable[Archive]) -> bytes:
    """Which version this is, and the checksums of those before it, whose files are not handed out any more."""
    told = {
        "campaign": campaign.slug,
        "version": version,
        "event": event_id,
        "earlier": [{"version": one.version, "sha256": one.sha256} for one in earlier],
    }
    return (json.dumps(told, indent=2) + "\n").encode()
