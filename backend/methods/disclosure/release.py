# SPDX-License-Identifier: EUPL-1.2
"""Deciding what is published of a period: the finest rung of the ladder on which nothing can be concluded."""

import dataclasses
import time
from collections.abc import Mapping, Sequence

from backend.methods.disclosure.audit import SECONDS, Leak, OutOfTime, leaks
from backend.methods.disclosure.ladder import Grouping, Rung
from backend.methods.disclosure.suppression import suppress
from backend.methods.disclosure.tables import Known, Period, Table, share_hidden, table_of

HOME = "home"
"""The axis of municipality and age band, on which the ladder is climbed down."""
PLAIN = ("language", "district")
"""Axes of one dimension: told or, where that would not be safe, left out."""
MOST_HIDDEN = 0.05
"""Where more of the people of a table would be hidden than this, a coarser one says more."""
_MENDINGS = 6
"""How often more is hidden on a rung before the next one is taken."""


@dataclasses.dataclass(frozen=True)
class Decided:
    """A period with what is published of it; `rung` counts from the campaign's chosen coarseness."""

    period: Period
    rung: int


class _Clock:
    """The time of one release: each question may take half of what is left, so that some is left for the last one."""

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds

    def part(self) -> float:
        return max(0.0, self._ends - time.monotonic()) / 2


def decide(period: Period, earlier: Sequence[Period], rungs: Sequence[Rung], *, seconds: float = SECONDS) -> Decided:
    """The period with its tables, as fine as is safe beside all that was published earlier of its campaign.

    `period` has its counts and no tables; those on HOME are counted by the labels of the first rung.
    On the last rung there are totals only; where even the total says too much, it is hidden too. All of
    its audits together last no longer than `seconds`.
    """
    without, clock, last = dataclasses.replace(period, tables=()), _Clock(seconds), len(rungs) - 1
    if period.is_week:
        earlier = _beside(period, earlier)
    if period.people.people == 0:
        return Decided(without, last)
    if not period.people.is_shown:
        is_safe = not period.people.is_bounded or _is_safe([*earlier, without], clock)
        return Decided(without if is_safe else _silent(without), last)
    for number, rung in enumerate(rungs):
        if rung.totals_only:
            continue
        home = _safely(without, _home_tables(without, rungs[0], rung), earlier, clock)
        if home is not None and all(share_hidden([table]) <= MOST_HIDDEN for table in home.tables):
            return Decided(_with_plain(home, earlier, clock), number)
    told = _with_plain(without, earlier, clock)
    if told.tables or _is_safe([*earlier, told], clock):
        return Decided(told, last)
    return Decided(_silent(without), last)


def _silent(period: Period) -> Period:
    """The period with nothing told but that it was: of a week its new and returning people add up to the hidden one."""
    return dataclasses.replace(
        period,
        people=Known.hidden(period.people.people),
        new=period.new and Known.unknown(period.new.people),
        returning=period.returning and Known.unknown(period.returning.people),
    )


def _beside(week: Period, earlier: Sequence[Period]) -> list[Period]:
    """Weeks hang together through longer times only: of those that no longer one meets the totals are enough."""
    wide = [one for one in earlier if not one.is_week]
    if any(one.meets(week) for one in wide):
        return list(earlier)
    return [dataclasses.replace(one, tables=(), counted={}) for one in earlier]


def _with_plain(period: Period, earlier: Sequence[Period], clock: _Clock) -> Period:
    for axis in PLAIN:
        counted = period.counted.get(axis, {})
        if counted:
            table = table_of(axis, counted, {row: row for row, _ in counted})
            period = _safely(period, (table,), earlier, clock) or period
    return period


def _home_tables(period: Period, first: Rung, rung: Rung) -> tuple[Table, ...]:
    """Of a week two tables of one dimension, of a longer time one of both."""
    counted = period.counted[HOME]
    rows, columns = _between(first.places, rung.places), _between(first.bands, rung.bands)
    if not period.is_week and len(set(rows.values())) > 1 < len(set(columns.values())):
        return (table_of(HOME, counted, rows, columns),)
    across = {(place, band): n for (place, band), n in counted.items()}
    tables = []
    if len(set(rows.values())) > 1:
        tables.append(table_of(HOME, across, rows))
    if len(set(columns.values())) > 1:
        tables.append(_turned(table_of(HOME, {(b, p): n for (p, b), n in across.items()}, columns)))
    return tuple(tables)


def _turned(table: Table) -> Table:
    """Rows and columns the other way round."""
    return dataclasses.replace(
        table,
        cells=tuple(
            dataclasses.replace(
                cell, row=cell.column, column=cell.row, of=frozenset((place, band) for band, place in cell.of)
            )
            for cell in table.cells
        ),
    )


def _between(first: Grouping, rung: Grouping) -> Mapping[str, str]:
    """To which label of a rung the labels of the first belong."""
    return {first[value]: rung[value] for value in first}


def _safely(period: Period, tables: tuple[Table, ...], earlier: Sequence[Period], clock: _Clock) -> Period | None:
    """The period with these tables too, as much of them hidden as must be; None where that does not help."""
    added = tuple(suppress(table) for table in tables)
    for _ in range(_MENDINGS):
        tried = dataclasses.replace(period, tables=(*period.tables, *added))
        try:
            found = leaks([*earlier, tried], seconds=clock.part())
        except OutOfTime:
            return None
        if not found:
            return tried
        mended = tuple(_mend(table, found) for table in added)
        if mended == added:
            return None
        added = mended
    return None


def _mend(table: Table, found: Sequence[Leak]) -> Table:
    """For each count that is not safe, one more cell of its row and one of its column hidden: the fewest people."""
    hidden = {(cell.row, cell.column) for cell in table.cells if not cell.shown}
    for leak in found:
        if leak.axis != table.axis:
            continue
        for beside in ("row", "column"):
            candidates = [
                cell
                for cell in table.cells
                if cell.people
                and (cell.row, cell.column) not in hidden
                and getattr(cell, beside) == getattr(leak, beside)
            ]
            if candidates:
                least = min(candidates, key=lambda cell: (cell.people, cell.row, cell.column))
                hidden.add((least.row, least.column))
    return table.with_shown(frozenset(hidden))


def _is_safe(periods: Sequence[Period], clock: _Clock) -> bool:
    try:
        return not leaks(periods, seconds=clock.part())
    except OutOfTime:
        return False
