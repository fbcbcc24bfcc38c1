# SPDX-License-Identifier: EUPL-1.2
"""Writing an export as a zip file: streamed from one snapshot of the database, the same bytes every time."""

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db import connection

from backend.common.snapshot import one_snapshot
from backend.ledger.events.catch_up import catch_up
from backend.participation.campaigns.models import Campaign
from backend.records.exports import documents
from backend.records.exports.contents import Contents, read_contents
from backend.records.exports.documents import Written
from backend.records.exports.fields import Table
from backend.records.exports.progress import Package, Progress
from backend.records.exports.pseudonyms import fill_tables, make_tables
from backend.records.exports.tables import DAILY_STATISTICS, TABLES
from backend.records.exports.zipping import Entry, new_entry, write_file

_BLOCK = 256 * 1024


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
            files.append(write_file(archive, "datapackage.json", documents.data_package(contents, tables)))
            files.append(write_file(archive, "METHOD.md", documents.method(contents, tables)))
            write_file(archive, "SHA256SUMS", documents.checksums(files))
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


def _write_table(archive: zipfile.ZipFile, table: Table, contents: Contents, progress: Progress) -> Written:
    with new_entry(archive, f"data/{table.name}.csv") as entry:
        if table is DAILY_STATISTICS:
            rows = _write_days(entry, contents)
            progress.advance(rows)
        else:
            rows = _copy(entry, table, contents, progress)
    return entry.written(rows)


def _write_days(entry: Entry, contents: Contents) -> int:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(field.name for field in DAILY_STATISTICS.fields)
    writer.writerows(contents.days)
    entry.write(text.getvalue().encode())
    return len(contents.days)


def _copy(entry: Entry, table: Table, contents: Contents, progress: Progress) -> int:
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
