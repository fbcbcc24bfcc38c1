# SPDX-License-Identifier: EUPL-1.2
"""Opening an archive that somebody else made: nothing in it is believed before its sizes, names and sums are."""

import contextlib
import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from backend.records.exports.archive.registry import BY_NAME, EVENTS, FORMAT, VERSION
from backend.records.importers.errors import ArchiveDamaged, ArchiveNotValid, ArchiveVersionUnknown, FileNotFound

MANIFEST, SUMS, LOGO = "manifest.json", "SHA256SUMS", "media/logo.webp"
LONGEST_LINE = 1024 * 1024
LARGEST_TABLE, LARGEST_PICTURE, LARGEST_WHOLE = 4 * 2**30, 20 * 2**20, 32 * 2**30
LARGEST_DOCUMENT = 64 * 2**20
MOST_FILES = 400_000
MOST_EXPANSION = 200
"""How many bytes one byte may become, of a file that is larger than a megabyte: ours become 40 at most."""
_NAMES = re.compile(
    r"manifest\.json|SHA256SUMS|README\.(?:fi|sv|en)\.md|data/[a-z_]{1,40}\.jsonl|media/logo\.webp"
    r"|media/photos/[1-9][0-9]{0,8}-(?:large|small)\.webp"
)
_BLOCK = 256 * 1024


class Archive:
    """An archive whose every file has a name that we know, a size that we bear and the sum that it should have."""

    def __init__(self, zipped: zipfile.ZipFile) -> None:
        self._zip = zipped
        self.names = _checked_names(zipped)
        self.digest = self._check_sums()
        self.manifest = self._read_manifest()

    @property
    def municipality(self) -> str:
        """The code of the municipality whose archive it is."""
        return str(self.manifest["municipality"])

    @property
    def counts(self) -> dict[str, int]:
        """How many rows each table says that it has."""
        return dict(self.manifest["rows"])

    def lines(self, name: str) -> Iterator[dict[str, Any]]:
        """The rows of a table as they are written, one by one. Raises ArchiveNotValid."""
        path = f"data/{name}.jsonl"
        with self._zip.open(path) as file:
            number = 0
            while line := file.readline(LONGEST_LINE + 1):
                number += 1
                if len(line) > LONGEST_LINE or not line.endswith(b"\n"):
                    raise ArchiveNotValid(file=path, line=number, reason="The line is too long, or has no end.")
                yield _object(line, path, number)

    def content(self, path: str) -> bytes:
        """A whole small file."""
        return self._zip.read(path)

    def _check_sums(self) -> str:
        """Compare every file with its sum; the sum of the sums names the archive. Raises ArchiveDamaged."""
        if self._zip.getinfo(SUMS).file_size > LARGEST_DOCUMENT:
            raise ArchiveNotValid(file=SUMS, line=0, reason="The file is too large.")
        sums = self._zip.read(SUMS)
        said = dict(_sum(line) for line in sums.decode("ascii", "replace").splitlines())
        if set(said) != self.names - {SUMS}:
            raise ArchiveDamaged(file=SUMS)
        for path, expected in said.items():
            with self._zip.open(path) as file:
                digest = hashlib.sha256()
                while block := file.read(_BLOCK):
                    digest.update(block)
            if digest.hexdigest() != expected:
                raise ArchiveDamaged(file=path)
        return hashlib.sha256(sums).hexdigest()

    def _read_manifest(self) -> dict[str, Any]:
        if self._zip.getinfo(MANIFEST).file_size > LONGEST_LINE:
            raise ArchiveNotValid(file=MANIFEST, line=1, reason="The file is too large.")
        manifest = _object(self._zip.read(MANIFEST), MANIFEST, 1)
        version = manifest.get("version")
        if manifest.get("format") != FORMAT or version != VERSION or isinstance(version, bool):
            raise ArchiveVersionUnknown(version=str(version)[:20])
        rows, tables = manifest.get("rows"), {*BY_NAME, EVENTS}
        if not isinstance(rows, dict) or set(rows) != tables or not all(_is_count(n) for n in rows.values()):
            raise ArchiveNotValid(file=MANIFEST, line=1, reason="The tables are not those of this version.")
        if not isinstance(manifest.get("municipality"), str) or not _is_count(manifest.get("position")):
            raise ArchiveNotValid(file=MANIFEST, line=1, reason="Municipality or position is missing.")
        return manifest


@contextlib.contextmanager
def opened(file: Path) -> Iterator[Archive]:
    """Open an archive. Raises FileNotFound, ArchiveNotValid, ArchiveDamaged, ArchiveVersionUnknown."""
    try:
        with zipfile.ZipFile(file) as zipped:
            yield Archive(zipped)
    except OSError as error:
        raise FileNotFound(file=file) from error
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, zlib.error) as error:
        raise ArchiveDamaged(file=file.name) from error


def _checked_names(zipped: zipfile.ZipFile) -> set[str]:
    """The names of the files, each once and one that we know. Raises ArchiveNotValid."""
    entries = zipped.infolist()
    names = [entry.filename for entry in entries]
    if len(names) > MOST_FILES or sum(entry.file_size for entry in entries) > LARGEST_WHOLE:
        raise ArchiveNotValid(file=SUMS, line=0, reason="The archive is too large.")
    for entry in entries:
        if reason := _wrong_with(entry):
            raise ArchiveNotValid(file=entry.filename[:80], line=0, reason=reason)
    needed = {MANIFEST, SUMS, *(f"data/{name}.jsonl" for name in (*BY_NAME, EVENTS))}
    if len(set(names)) != len(names) or needed - set(names):
        raise ArchiveNotValid(file=SUMS, line=0, reason="A file is missing, or there twice.")
    unknown = {name for name in names if name.startswith("data/")} - needed
    if unknown:
        raise ArchiveNotValid(file=min(unknown), line=0, reason="There is no such table in this version.")
    return set(names)


def _wrong_with(entry: zipfile.ZipInfo) -> str:
    """What is wrong with a file's name or size; "" where nothing is."""
    if not _NAMES.fullmatch(entry.filename) or (entry.external_attr >> 16) & 0o170000 not in {0, 0o100000}:
        return "This is no file of an archive."
    if entry.flag_bits & 0x1:
        return "The file is encrypted."
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        return "The file is compressed in another way."
    if entry.file_size > (LARGEST_PICTURE if entry.filename.startswith("media/") else LARGEST_TABLE):
        return "The file is too large."
    if entry.file_size > 2**20 and entry.file_size > MOST_EXPANSION * entry.compress_size:
        return "The file grows too much."
    return ""


def _sum(line: str) -> tuple[str, str]:
    digest, _, path = line.partition("  ")
    return path, digest


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _no_constant(name: str) -> float:
    raise ValueError(name)


def _object(line: bytes, path: str, number: int) -> dict[str, Any]:
    """The JSON object of a line. Raises ArchiveNotValid."""
    try:
        row = json.loads(line, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise ArchiveNotValid(file=path, line=number, reason="This is not JSON.") from error
    if not isinstance(row, dict):
        raise ArchiveNotValid(file=path, line=number, reason="This is no JSON object.")
    return row
