# SPDX-License-Identifier: EUPL-1.2
"""Who hears how far an export is, and what is known of the finished file."""

import dataclasses
from typing import Protocol


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
