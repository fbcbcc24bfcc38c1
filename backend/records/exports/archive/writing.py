# SPDX-License-Identifier: EUPL-1.2
"""Writing a municipality's archive: streamed from one snapshot of the database, the same bytes every time."""

import contextlib
import functools
import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from string import Template

from django.conf import settings
from django.db import connection

from backend.common.ids import keyed_hash
from backend.common.snapshot import one_snapshot
from backend.common.text import LANGUAGES
from backend.ledger.events.catch_up import catch_up
from backend.participation.ideas import stored_files
from backend.records.exports import documents
from backend.records.exports.archive import statements
from backend.records.exports.archive.registry import EVENTS, FORMAT, TABLES, VERSION
from backend.records.exports.documents import Written
from backend.records.exports.progress import Package, Progress
from backend.records.exports.zipping import new_entry, write_file
from backend.region.municipalities.models import Look
from backend.region.places.models import Municipality

_AT_A_TIME = 20_000
_BLOCK = 256 * 1024
_READ_ME = Path(__file__).parent / "read_me"
# JSON holds neither of these two characters: so a line of CSV is a line of JSON
_AS_LINES = "COPY ({}) TO STDOUT WITH (FORMAT csv, DELIMITER E'\\x02', QUOTE E'\\x01')"


def write_archive(*, municipality: Municipality, path: Path, progress: Progress) -> Package:
    """Write everything of a municipality to a new file; memory does not grow with the rows.

    First stamps and folds what is pending. Raises FileExistsError.
    """
    catch_up()
    with connection.cursor() as cursor:
        for statement in statements.MAKE_TABLES:
            cursor.execute(statement)
    with one_snapshot():
        _number_everything(municipality)
        counts, position = _counts(municipality), _position()
        progress.begin(position=position, rows_total=sum(counts.values()))
        with zipfile.ZipFile(path, "x") as archive:
            files = list(_files(archive, municipality, counts, position, progress))
            write_file(archive, "SHA256SUMS", documents.checksums(files))
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Package(position, counts, path.stat().st_size, digest)


def _files(
    archive: zipfile.ZipFile, municipality: Municipality, counts: dict[str, int], position: int, progress: Progress
) -> Iterator[Written]:
    """Write all files but the checksums, one after the other."""
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "municipality": municipality.code,
        "position": position,
        "rows": counts,
    }
    yield write_file(archive, "manifest.json", json.dumps(manifest, indent=2).encode() + b"\n")
    for language in LANGUAGES:
        text = Template((_READ_ME / f"{language}.md").read_text(encoding="utf-8"))
        said = text.substitute(municipality=municipality.name[language], position=position)
        yield write_file(archive, f"README.{language}.md", said.encode())
    for table in TABLES:
        yield _write_lines(archive, table.name, statements.lines(table), municipality, progress)
    yield _write_lines(archive, EVENTS, statements.event_lines(), municipality, progress)
    for path, content in _media(municipality):
        yield write_file(archive, path, content())


def _number_everything(municipality: Municipality) -> None:
    """Number the rows of all tables that are referred to; people by pseudonyms of this archive."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL timezone = 'UTC'")
        # of temporary tables the planner knows nothing, and would go through them once for every row
        cursor.execute("SET LOCAL enable_nestloop = off")
        _name_people(municipality)
        cursor.execute(statements.NUMBER_PEOPLE)
        for table in TABLES:
            if table.has_numbers:
                cursor.execute(statements.numbering(table), {"municipality": municipality.pk})


def _name_people(municipality: Municipality) -> None:
    """HMAC-SHA-256 of participants and people under a key of the municipality, made outside the database."""
    key = keyed_hash(hashlib.sha256(settings.EXPORT_KEY).digest(), "archive", municipality.code)
    with connection.chunked_cursor() as reader, connection.cursor() as writer:
        reader.execute(
            "SELECT participant.id, participant.person_number FROM participants_participant AS participant"
            " JOIN campaigns_campaign AS campaign ON campaign.id = participant.campaign_id"
            " WHERE campaign.municipality_id = %s",
            [municipality.pk],
        )
        while rows := reader.fetchmany(_AT_A_TIME):
            with writer.copy("COPY archive_person (participant_id, pseudonym, person_pseudonym) FROM STDIN") as copy:
                for participant, person in rows:
                    copy.write_row(
                        (
                            participant,
                            keyed_hash(key, "participant", str(participant)),
                            keyed_hash(key, "person", str(person)),
                        )
                    )


def _counts(municipality: Municipality) -> dict[str, int]:
    queries = {table.name: statements.rows_of(table) for table in TABLES} | {EVENTS: statements.events()}
    return {name: _one(f"SELECT count(*) {query}", municipality) for name, query in queries.items()}


def _position() -> int:
    return _one(f"SELECT coalesce(max(t.position), 0) {statements.events()}", None)


def _one(query: str, municipality: Municipality | None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query, {"municipality": municipality.pk if municipality else None})
        return int(cursor.fetchone()[0])


def _write_lines(
    archive: zipfile.ZipFile, name: str, query: str, municipality: Municipality, progress: Progress
) -> Written:
    with new_entry(archive, f"data/{name}.jsonl") as entry, connection.cursor() as cursor:
        rows, block = 0, bytearray()
        with cursor.copy(_AS_LINES.format(query), {"municipality": municipality.pk}) as copy:
            for line in copy:
                block += line
                rows += 1
                if len(block) >= _BLOCK:
                    entry.write(block)
                    progress.advance(rows)
                    rows, block = 0, bytearray()
        entry.write(block)
        progress.advance(rows)
    return entry.written()


def _media(municipality: Municipality) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Each picture's path in the archive, and what reads it."""
    logo = Look.objects.filter(municipality=municipality).values_list("logo", flat=True).first()
    if logo is not None:
        yield "media/logo.webp", lambda: bytes(logo)
    with contextlib.closing(connection.cursor()) as cursor:
        cursor.execute(
            "SELECT held.number, photo.large_id, photo.small_id FROM ideas_photo AS photo"
            " JOIN archive_number AS held ON held.name = 'photos' AND held.id = photo.id ORDER BY held.number"
        )
        for number, large, small in cursor.fetchall():
            for size, name in (("large", large), ("small", small)):
                yield f"media/photos/{number}-{size}.webp", functools.partial(stored_files.read, name)
