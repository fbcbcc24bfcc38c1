# SPDX-License-Identifier: EUPL-1.2
"""Writing an export as a zip file: streamed from one snapshot of the database, the same bytes every time."""

import contextlib
import csv
import dataclasses
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Protocol

from django.db import connection

from backend.common.snapshot import one_snapshot
from backend.ledger.events.catch_up import catch_up
from backend.participation.campaigns.models import Campaign
from backend.records.exports import documents
from backend.records.exports.contents import Contents, read_contents
from backend.records.exports.documents import Written
from backend.records.exports.fields import Table
from backend.records.exports.pseudonyms import fill_tables, make_tables
from backend.records.exports.tables import DAILY_STATISTICS, TABLES

_BLOCK = 256 * 1024


class Progress(Protocol):
    """Hears how far the work is."""

    def begin(self, *, position: int, rows_total: int) -> None:
        """The position is known, and how many rows there will be."""

    def advance(self, rows: int) -> None:
        """So many more rows are written."""


class Silence:
    """Hears and says nothing."""

    def begin(self, *, position: int, rows_total: int) -> None:
        """Nothing."""

    def advance(self, rows: int) -> None:
        """Nothing."""


@dataclasses.dataclass(frozen=True)
class Package:
    """A finished package: its position, the rows of its tables, size and checksum of the whole file."""

    position: int
    rows: dict[str, int]
    size_bytes: int
    sha256: str


def write_package(*, campaign: Campaign, path: Path, progress: Progress) -> Package:
    """Write the Data Package of a campaign to a new file; memory does not grow with the rows.

    First stamps and folds what is pending. Raises CampaignNotPublished, FileExistsError.
    """
    catch_up()
    return write_snapshot(campaign=campaign, path=path, progress=progress)


def write_snapshot(*, campaign: Campaign, path: Path, progress: Progress) -> Package:
    """Write the Data Package as of the campaign's last position that the statistics have counted now.

    All of it is read in one snapshot: what is recorded later, or not counted yet, is left out.
    """
    make_tables()
    with one_snapshot():
        contents = read_contents(campaign)
        progress.begin(position=contents.position, rows_total=contents.rows_total)
        fill_tables(campaign.pk)
        _plan_for_many_rows()
        with zipfile.ZipFile(path, "x") as archive:
            tables = [(table, _write_table(archive, table, contents, progress)) for table in TABLES]
            files = [written for _table, written in tables]
            files.append(_write(archive, "datapackage.json", documents.data_package(contents, tables)))
            files.append(_write(archive, "METHOD.md", documents.method(contents, tables)))
            _write(archive, "SHA256SUMS", documents.checksums(files))
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    rows = {table.name: written.rows or 0 for table, written in tables}
    return Package(contents.position, rows, path.stat().st_size, digest)


def _plan_for_many_rows() -> None:
    """In this transaction join by hashing or sorting.

    Of positions that are newer than the planner's statistics it expects a single row, and would
    count the supports of the whole campaign once for each idea.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")


class _Entry:
    """A file within the archive that counts its bytes and their checksum."""

    def __init__(self, file: IO[bytes], path: str) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self._size = 0
        self.path = path

    def write(self, block: bytes | bytearray) -> None:
        """Add a block."""
        self._digest.update(block)
        self._size += len(block)
        self._file.write(block)

    def written(self, rows: int | None = None) -> Written:
        """What was written."""
        return Written(self.path, self._size, self._digest.hexdigest(), rows)


@contextlib.contextmanager
def _entry(archive: zipfile.ZipFile, path: str) -> Iterator[_Entry]:
    """A new file in the archive: of 1980, when zip files begin, and readable by all."""
    info = zipfile.ZipInfo(path, date_time=(1980, 1, 1, 0, 0, 0))
    info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
    with archive.open(info, "w", force_zip64=True) as file:
        yield _Entry(file, path)


def _write(archive: zipfile.ZipFile, path: str, content: bytes) -> Written:
    with _entry(archive, path) as entry:
        entry.write(content)
    return entry.written()


def _write_table(archive: zipfile.ZipFile, table: Table, contents: Contents, progress: Progress) -> Written:
    with _entry(archive, f"data/{table.name}.csv") as entry:
        if table is DAILY_STATISTICS:
            rows = _write_days(entry, contents)
            progress.advance(rows)
        else:
            rows = _copy(entry, table, contents, progress)
    return entry.written(rows)


def _write_days(entry: _Entry, contents: Contents) -> int:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(field.name for field in DAILY_STATISTICS.fields)
    writer.writerows(contents.days)
    entry.write(text.getvalue().encode())
    return len(contents.days)


def _copy(entry: _Entry, table: Table, contents: Contents, progress: Progress) -> int:
    """Pass on what the server writes as CSV; how many rows."""
    statement = f"COPY ({table.query}) TO STDOUT WITH (FORMAT csv, HEADER true)"
    with connection.cursor() as cursor:
        with cursor.copy(statement, _values(contents)) as copy:
            for block, rows in _blocks(copy):
                entry.write(block)
                progress.advance(rows)
        return int(cursor.rowcount)


def _values(contents: Contents) -> dict[str, object]:
    return {
        "campaign": contents.campaign.pk,
        "position": contents.position,
        "supports_hidden": contents.supports_hidden,
    }


def _blocks(copy: Iterable[bytes | memoryview]) -> Iterator[tuple[bytearray, int]]:
    """The rows joined to larger blocks, with how many they are (the header is none)."""
    block, rows = bytearray(), -1
    for row in copy:
        block += row
        rows += 1
        if len(block) >= _BLOCK:
            yield block, rows
            block, rows = bytearray(), 0
    yield block, max(0, rows)
