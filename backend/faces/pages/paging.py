# SPDX-License-Identifier: EUPL-1.2
"""Numbered pages of a list, as links."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """Which page of how many, and where it begins."""

    number: int
    last: int
    first: int

    @property
    def has_previous(self) -> bool:
        """Whether there is one before."""
        return self.number > 1

    @property
    def has_next(self) -> bool:
        """Whether there is one after."""
        return self.number < self.last

    @property
    def previous(self) -> str:
        """The number of the one before."""
        return str(self.number - 1)

    @property
    def next(self) -> str:
        """The number of the one after."""
        return str(self.number + 1)


def page_of(wanted: str | None, count: int, size: int) -> Page:
    """The page asked for, or the nearest one that exists."""
    last = max((count + size - 1) // size, 1)
    number = min(max(int(wanted), 1), last) if wanted and wanted.isascii() and wanted.isdigit() else 1
    return Page(number, last, (number - 1) * size)
