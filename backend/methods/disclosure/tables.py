# SPDX-License-Identifier: EUPL-1.2
"""Tables of people: what is counted, which cells add up to which, and which of them are shown."""

import dataclasses
import datetime
from collections.abc import Mapping, Sequence

from backend.methods.disclosure.people import THRESHOLD

TOTAL = "total"
"""The label of a margin."""

Base = tuple[str, str]
"""The finest class that is counted: a label of the rows' dimension and one of the columns' ("" where there is none)."""


@dataclasses.dataclass(frozen=True)
class Cell:
    """A count of people: of which base classes, how many, and whether it is shown."""

    row: str
    column: str
    of: frozenset[Base]
    people: int
    shown: bool = True


@dataclasses.dataclass(frozen=True)
class Table:
    """The cells of one period, with margins but without the grand total, which is the period's own.

    Cells of tables on the same `axis` are sums of the same base classes.
    """

    axis: str
    cells: tuple[Cell, ...]

    def with_shown(self, hidden: frozenset[tuple[str, str]]) -> "Table":
        """The same with exactly these cells hidden."""
        return dataclasses.replace(
            self,
            cells=tuple(dataclasses.replace(c, shown=(c.row, c.column) not in hidden) for c in self.cells),
        )


@dataclasses.dataclass(frozen=True)
class Known:
    """A count that may be known from elsewhere: its true value, and between which ones it is known to lie."""

    people: int
    low: float
    high: float

    @classmethod
    def exactly(cls, people: int) -> "Known":
        """A count that is published."""
        return cls(people, people, people)

    @classmethod
    def hidden(cls, people: int) -> "Known":
        """A count of which nothing is known but that it is not zero."""
        return cls(people, 1, float("inf"))

    @classmethod
    def unknown(cls, people: int) -> "Known":
        """A count of which nothing is known: a hidden one of new or returning people, which may be zero."""
        return cls(people, 0, float("inf"))

    @classmethod
    def between(cls, people: int, low: float, high: float) -> "Known":
        """A count of which it is published between which two it lies."""
        return cls(people, low, high)

    @property
    def is_bounded(self) -> bool:
        """Whether it is not published, but something of it is."""
        return self.low > 1 and not self.is_shown

    @property
    def is_shown(self) -> bool:
        """Whether it is published."""
        return self.low == self.high


@dataclasses.dataclass(frozen=True)
class Period:
    """What is published of some consecutive days, both included, and what is true of them.

    `new` and `returning` are of weeks only; `counted` has the true numbers of all base classes by axis.
    """

    name: str
    first: datetime.date
    last: datetime.date
    people: Known
    counted: Mapping[str, Mapping[Base, int]]
    tables: tuple[Table, ...] = ()
    new: Known | None = None
    returning: Known | None = None

    @property
    def is_week(self) -> bool:
        """Whether new and returning people are told apart in it."""
        return self.new is not None

    def within(self, other: "Period") -> bool:
        """Whether every day of this is one of the other."""
        return other.first <= self.first and self.last <= other.last

    def meets(self, other: "Period") -> bool:
        """Whether they share a day."""
        return self.first <= other.last and other.first <= self.last


def table_of(
    axis: str, counted: Mapping[Base, int], rows: Mapping[str, str], columns: Mapping[str, str] | None = None
) -> Table:
    """The table of base classes grouped by their labels; without columns it has one dimension.

    `rows` and `columns` say to which label a base label belongs. Margins are cells too.
    """
    groups: dict[tuple[str, str], set[Base]] = {}
    for base in counted:
        row, column = rows[base[0]], TOTAL if columns is None else columns[base[1]]
        for place in {(row, column), (row, TOTAL), (TOTAL, column)} - {(TOTAL, TOTAL)}:
            groups.setdefault(place, set()).add(base)
    return Table(
        axis,
        tuple(
            Cell(row, column, frozenset(bases), sum(counted[base] for base in bases))
            for (row, column), bases in sorted(groups.items())
        ),
    )


def share_hidden(tables: Sequence[Table]) -> float:
    """Which share of people stands in inner cells that are hidden; 0 where nobody took part."""
    inner = [cell for table in tables for cell in table.cells if not _is_margin(cell, table)]
    people = sum(cell.people for cell in inner)
    return sum(cell.people for cell in inner if not cell.shown) / people if people else 0.0


def is_small(cell: Cell) -> bool:
    """Whether a cell may not be shown for its own sake."""
    return 0 < cell.people < THRESHOLD


def _is_margin(cell: Cell, table: Table) -> bool:
    two = any(TOTAL not in {other.row, other.column} for other in table.cells)
    return two and TOTAL in {cell.row, cell.column}
