# SPDX-License-Identifier: EUPL-1.2
"""Reading a table from a CSV file: every cell that is wrong is named, or all of them are right."""

import calendar
import csv
import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from backend.common.text import LanguageText, clean_line
from backend.insight.evaluation.errors import SheetFault, SheetNotValid

MOST_ROWS = 100_000
MOST_FAULTS = 500
"""So many are named; a file with more is the wrong file."""
_LONGEST = 400

Kind = Literal["text", "whole", "decimal", "money", "year", "day", "period", "place", "word"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Column:
    """A column of a file: its name, what its cells are, and what it means.

    `aliases` are names that other programs give it; `words` are the values of a column of kind "word"
    (another is refused), any value where there are none; `examples` stand in the template.
    """

    name: str
    kind: Kind
    about: LanguageText
    required: bool = True
    aliases: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    examples: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Period:
    """Days from the first to the last, both included."""

    first: datetime.date
    last: datetime.date


@dataclass(frozen=True)
class Line:
    """A line of a file with its number; a value by column, None where an optional cell is empty."""

    number: int
    values: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How a file is read: its columns, what is known of places, and whether other columns may stand there."""

    columns: Sequence[Column]
    places: Mapping[str, int] = field(default_factory=dict)
    ignores_others: bool = False


def read_sheet(file: bytes, reading: Reading) -> list[Line]:
    """The lines of a CSV file (UTF-8, UTF-16 with its mark, or Latin-1; semicolons, commas or tabs).

    Raises SheetNotValid with every cell that is wrong.
    """
    rows = _rows(_text(file))
    number, head = next(rows, (1, []))
    places = _columns(head, reading)
    faults: list[SheetFault] = []
    lines: list[Line] = []
    for number, row in rows:
        if len(lines) >= MOST_ROWS:
            raise SheetNotValid([SheetFault(number, "", "too_many_rows")])
        lines.append(Line(number, dict(_values(number, row, places, reading, faults))))
        if len(faults) >= MOST_FAULTS:
            break
    if faults or not lines:
        raise SheetNotValid(faults or [SheetFault(1, "", "empty")])
    return lines


def twice(lines: Sequence[Line], names: Sequence[str]) -> list[SheetFault]:
    """A fault for each line that says again what an earlier one says of the same thing."""
    seen: set[tuple[Any, ...]] = set()
    faults = []
    for line in lines:
        key = tuple(line.values.get(name) for name in names)
        if key in seen:
            faults.append(SheetFault(line.number, names[0], "twice"))
        seen.add(key)
    return faults


def _text(file: bytes) -> str:
    """Analytics programs write UTF-16, spreadsheets Latin-1."""
    if file.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\x00" in file:
        raise SheetNotValid([SheetFault(1, "", "not_text")])
    else:
        encoding = "utf-8-sig"
    try:
        return file.decode(encoding)
    except UnicodeDecodeError:
        if encoding == "utf-16":
            raise SheetNotValid([SheetFault(1, "", "not_text")]) from None
        return file.decode("latin-1")


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Lines that say something, with their numbers; what separates values is what the first line has most of."""
    first = text.lstrip().partition("\n")[0]
    reader = csv.reader(text.splitlines(), delimiter=max(";,\t", key=first.count))
    try:
        for row in reader:
            if any(value.strip() for value in row):
                yield reader.line_num, [clean_line(value) for value in row]
    except csv.Error:
        raise SheetNotValid([SheetFault(reader.line_num, "", "not_text")]) from None


def _columns(head: Sequence[str], reading: Reading) -> list[Column | None]:
    """The column at each place of the file; None for one that is left aside."""
    known = {name.casefold(): column for column in reading.columns for name in (column.name, *column.aliases)}
    found = [known.get(name.casefold()) for name in head]
    while found and found[-1] is None and not head[len(found) - 1]:  # a separator at the end of each line
        found.pop()
    there = [column for column in found if column is not None]
    faults = [SheetFault(1, one.name, "column_missing") for one in reading.columns if one.required and one not in there]
    faults += [SheetFault(1, one.name, "column_twice") for one in dict.fromkeys(there) if there.count(one) > 1]
    if not reading.ignores_others:
        faults += [SheetFault(1, head[at], "column_unknown") for at, one in enumerate(found) if one is None]
    if faults:
        raise SheetNotValid(faults)
    return found


def _values(
    number: int, row: Sequence[str], columns: Sequence[Column | None], reading: Reading, faults: list[SheetFault]
) -> Iterator[tuple[str, Any]]:
    if any(row[len(columns) :]):
        faults.append(SheetFault(number, "", "too_many_values"))
    for at, column in enumerate(columns):
        if column is None:
            continue
        cell = row[at] if at < len(row) else ""
        try:
            yield column.name, _value(cell, column, reading)
        except _Wrong as wrong:
            faults.append(SheetFault(number, column.name, str(wrong)))


class _Wrong(Exception):
    """What is wrong with a cell."""


def _value(cell: str, column: Column, reading: Reading) -> Any:
    if not cell:
        if column.required:
            raise _Wrong("missing")
        return "" if column.kind in {"text", "word"} else None
    if len(cell) > _LONGEST:
        raise _Wrong("too_long")
    if column.kind == "place":
        return _place(cell, reading.places)
    if column.kind == "word":
        return _word(cell, column)
    return _CELLS[column.kind](cell)


def _word(cell: str, column: Column) -> str:
    word = cell.casefold().replace(" ", "-")
    if column.words and word not in column.words:
        raise _Wrong("word")
    return word


def _place(cell: str, places: Mapping[str, int]) -> int:
    try:
        return places[cell.casefold()]
    except KeyError:
        raise _Wrong("place") from None


def _whole(cell: str) -> int:
    digits = re.sub(r"[\s\u00a0\u202f]", "", cell)
    if not re.fullmatch(r"[0-9]{1,12}", digits):
        raise _Wrong("whole")
    return int(digits)


def _decimal(cell: str) -> Decimal:
    """A comma or a point before the decimals, spaces between thousands."""
    written = re.sub(r"[\s\u00a0\u202f]", "", cell).replace("\u2212", "-").replace(",", ".")
    if not re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,6})?", written):
        raise _Wrong("decimal")
    return Decimal(written)


def _money(cell: str) -> Decimal:
    amount = _decimal(cell.removesuffix("€"))
    if amount < 0 or amount != round(amount, 2):
        raise _Wrong("money")
    return amount


def _year(cell: str) -> int:
    if not re.fullmatch(r"20[0-9]{2}", cell):
        raise _Wrong("year")
    return int(cell)


def _day(cell: str) -> datetime.date:
    """2026-11-01, or 1.11.2026."""
    if found := re.fullmatch(r"([0-9]{1,2})\.([0-9]{1,2})\.(20[0-9]{2})", cell):
        day, month, year = map(int, found.groups())
    elif found := re.fullmatch(r"(20[0-9]{2})-([0-9]{2})-([0-9]{2})", cell):
        year, month, day = map(int, found.groups())
    else:
        raise _Wrong("day")
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise _Wrong("day") from None


def _period(cell: str) -> Period:
    """A day, a month (2026-11), a year (2026), or two days with a comma, a slash or "to" between them."""
    if re.fullmatch(r"20[0-9]{2}", cell):
        return Period(datetime.date(int(cell), 1, 1), datetime.date(int(cell), 12, 31))
    if found := re.fullmatch(r"(20[0-9]{2})-(0[1-9]|1[0-2])", cell):
        year, month = map(int, found.groups())
        return Period(datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1]))
    ends = re.split(r"\s*(?:,|/|\bto\b)\s*", re.sub(r"(?i)^from\s+", "", cell))
    try:
        days = [_day(end) for end in ends]
    except _Wrong:
        raise _Wrong("period") from None
    if len(days) > 2 or days[0] > days[-1]:
        raise _Wrong("period")
    return Period(days[0], days[-1])


_CELLS: dict[str, Callable[[str], Any]] = {
    "text": lambda cell: cell,
    "whole": _whole,
    "decimal": _decimal,
    "money": _money,
    "year": _year,
    "day": _day,
    "period": _period,
}
