# SPDX-License-Identifier: EUPL-1.2
"""Files within a zip file, always with the same bytes for the same content, counted and summed as they are written."""

import contextlib
import hashlib
import zipfile
from collections.abc import Iterator
from typing import IO

from backend.records.exports.documents import Written


class Entry:
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
def new_entry(archive: zipfile.ZipFile, path: str) -> Iterator[Entry]:
    """A new file in the archive: of 1980, when zip files begin, and readable by all."""
    info = zipfile.ZipInfo(path, date_time=(1980, 1, 1, 0, 0, 0))
    info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
    with archive.open(info, "w", force_zip64=True) as file:
        yield Entry(file, path)


def write_file(archive: zipfile.ZipFile, path: str, content: bytes) -> Written:
    """Add a whole file."""
    with new_entry(archive, path) as entry:
        entry.write(content)
    return entry.written()
