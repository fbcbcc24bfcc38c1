# SPDX-License-Identifier: EUPL-1.2
"""The fields of an election's file: numbers and days as people write them, and what is wrong with one."""

import datetime
import re
from decimal import Decimal

_SPACES = re.compile(r"\s")
_DECIMAL = re.compile(r"\d+(\.\d+)?")
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_YEAR = re.compile(r"\d{4}")


class PabulibError(ValueError):
    """What is wrong with a file, and in which line (counted from 1)."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason


def decimal(line: int, name: str, value: str) -> Decimal:
    """A number that is not negative, with a decimal point or comma: "1200", "100000.0", "8 450,50"."""
    plain = _SPACES.sub("", value)
    marks = [mark for mark in plain if mark in ".,"]
    if len(marks) > 1:  # a mark that comes again, or before another, divides thousands
        plain = plain.replace(marks[0], "")
    plain = plain.replace(",", ".")
    if not _DECIMAL.fullmatch(plain):
        raise PabulibError(line, f"{name} is not a number: {value!r}.")
    return Decimal(plain)


def whole_number(line: int, name: str, value: str) -> int | None:
    """A whole number, or None where nothing is said."""
    if not value:
        return None
    number = decimal(line, name, value)
    if number != number.to_integral_value():
        raise PabulibError(line, f"{name} is not a whole number: {value!r}.")
    return int(number)


def degrees(line: int, name: str, value: str, most: int) -> float | None:
    """A latitude or longitude, or None where nothing is said."""
    if not value:
        return None
    sign, number = (-1, value[1:]) if value.startswith("-") else (1, value)
    found = sign * float(decimal(line, name, number))
    if abs(found) > most:
        raise PabulibError(line, f"{name} is not in degrees: {value!r}.")
    return found


def day(line: int, name: str, value: str, *, last: bool) -> datetime.date | None:
    """A day written `dd.mm.yyyy`; a bare year is its first or its last day; None where nothing is said."""
    if not value:
        return None
    try:
        if _YEAR.fullmatch(value):
            return datetime.date(int(value), 12, 31) if last else datetime.date(int(value), 1, 1)
        if written := _DAY.fullmatch(value):
            return datetime.date(int(written[3]), int(written[2]), int(written[1]))
    except ValueError:
        pass
    raise PabulibError(line, f"{name} is neither dd.mm.yyyy nor a year: {value!r}.")
