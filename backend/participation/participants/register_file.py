# SPDX-License-Identifier: EUPL-1.2
"""Reading the file of a register: every line that is wrong is named, or all of them are right."""

import csv
import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence

from backend.common.text import clean_line
from backend.participation.participants.errors import RegisterFault, RegisterNotValid

MOST_ROWS = 500_000
_LONGEST = 100
_COLUMNS = {
    "identifier": ("identifier", "tunniste", "identifierare"),
    "municipality": ("municipality", "kunta", "kommun"),
    "district": ("district", "kaupunginosa", "stadsdel"),
    "birth_year": ("birth_year", "syntymävuosi", "födelseår"),
}
_BY_NAME = {name: column for column, names in _COLUMNS.items() for name in names}
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015]+")


@dataclasses.dataclass(frozen=True)
class RegisterEntry:
    """One person of the file; the municipality and district by their ids."""

    identifier: str
    municipality_id: int | None
    district_id: int | None
    birth_year: int | None


@dataclasses.dataclass(frozen=True)
class KnownPlaces:
    """Municipalities by code, slug and names, and each one's districts by slug and names, all in small letters."""

    municipalities: Mapping[str, int]
    districts: Mapping[tuple[int, str], int]
    home: int
    this_year: int


def normal(identifier: str) -> str:
    """A number as it is compared: without spaces and hyphens, in small letters."""
    return _SEPARATORS.sub("", clean_line(identifier)).casefold()


def read_register(file: bytes, places: KnownPlaces) -> list[RegisterEntry]:
    """The people of a CSV file (UTF-8 or Latin-1; semicolons, commas or tabs). Raises RegisterNotValid."""
    rows = lines_of(file)
    try:
        _line, head = next(rows)
    except StopIteration:
        raise RegisterNotValid([RegisterFault(1, "empty")]) from None
    columns = _columns(head)
    seen: set[str] = set()
    faults: list[RegisterFault] = []
    entries: list[RegisterEntry] = []
    for line, row in rows:
        if len(entries) + len(faults) >= MOST_ROWS:
            raise RegisterNotValid([RegisterFault(line, "too_many_rows")])
        try:
            entries.append(_entry(row, columns, places, seen))
        except _Wrong as wrong:
            faults.append(RegisterFault(line, str(wrong)))
    if faults or not entries:
        raise RegisterNotValid(faults or [RegisterFault(1, "empty")])
    return entries


def lines_of(file: bytes) -> Iterator[tuple[int, list[str]]]:
    """Lines of a CSV file that say something, with their numbers. Raises RegisterNotValid where it is no text."""
    return _rows(_text(file))


def _text(file: bytes) -> str:
    if b"\x00" in file:
        raise RegisterNotValid([RegisterFault(1, "not_text")])
    try:
        return file.decode("utf-8-sig")
    except UnicodeDecodeError:
        return file.decode("latin-1")


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """What separates values is what the first line has most of."""
    first = text.lstrip().partition("\n")[0]
    reader = csv.reader(text.splitlines(), delimiter=max(";,\t", key=first.count))
    try:
        for row in reader:
            if any(value.strip() for value in row):
                yield reader.line_num, [clean_line(value) for value in row]
    except csv.Error:
        raise RegisterNotValid([RegisterFault(reader.line_num, "not_text")]) from None


def _columns(head: Sequence[str]) -> list[str]:
    names = [_BY_NAME.get(name.casefold(), "") for name in head]
    while names and not names[-1] and not head[len(names) - 1]:  # a separator at the end of each line
        names.pop()
    if "identifier" not in names:
        raise RegisterNotValid([RegisterFault(1, "no_identifier_column")])
    if "" in names or len(set(names)) < len(names):
        raise RegisterNotValid([RegisterFault(1, "unknown_column")])
    return names


class _Wrong(Exception):
    """The first fault of a line."""


def _entry(row: Sequence[str], columns: Sequence[str], places: KnownPlaces, seen: set[str]) -> RegisterEntry:
    """The person of a line; raises _Wrong."""
    if any(row[len(columns) :]):
        raise _Wrong("too_many_values")
    values = {column: row[place] if place < len(row) else "" for place, column in enumerate(columns)}
    identifier = normal(values["identifier"])
    _require_new(identifier, seen)
    seen.add(identifier)
    municipality, district = values.get("municipality", "").casefold(), values.get("district", "").casefold()
    if municipality and municipality not in places.municipalities:
        raise _Wrong("unknown_municipality")
    home = places.municipalities[municipality] if municipality else places.home
    if district and (home, district) not in places.districts:
        raise _Wrong("unknown_district")
    return RegisterEntry(
        identifier,
        home if municipality or district else None,
        places.districts[home, district] if district else None,
        _year(values.get("birth_year", ""), places.this_year),
    )


def _require_new(identifier: str, seen: set[str]) -> None:
    if not identifier:
        raise _Wrong("no_identifier")
    if len(identifier) > _LONGEST:
        raise _Wrong("identifier_too_long")
    if identifier in seen:
        raise _Wrong("identifier_twice")


def _year(value: str, this_year: int) -> int | None:
    if not value:
        return None
    if not re.fullmatch(r"[0-9]{4}", value) or not 1900 <= int(value) <= this_year:
        raise _Wrong("birth_year")
    return int(value)
