# SPDX-License-Identifier: EUPL-1.2
"""To whom letters with codes go: read out of a file for the moment of printing, and never stored."""

import dataclasses
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.common.errors import InvalidInput
from backend.common.text import LANGUAGES
from backend.participation.participants.errors import RegisterNotValid
from backend.participation.participants.register_file import lines_of

_LONGEST = 80
_COLUMNS = {
    "name": ("name", "nimi", "namn"),
    "address": ("address", "osoite", "adress"),
    "postcode": ("postcode", "postinumero", "postnummer"),
    "town": ("town", "postitoimipaikka", "postort"),
    "language": ("language", "kieli", "språk"),
}
_BY_NAME = {name: column for column, names in _COLUMNS.items() for name in names}


@dataclasses.dataclass(frozen=True)
class Recipient:
    """The lines in the window of one envelope, and the language that is printed first ("" for the campaign's)."""

    lines: tuple[str, ...]
    language: str = ""


def read_recipients(file: bytes, *, most: int) -> list[Recipient]:
    """The recipients of a CSV file, one a line. Raises InvalidInput with the field `recipients`.

    Only the columns of an envelope are taken: a file with anything else is refused, so that nobody sends a register
    with numbers of persons here by mistake.
    """
    try:
        lines = list(lines_of(file))
    except RegisterNotValid as fault:
        raise _not_valid(_("The file is not text. Save the table as CSV.")) from fault
    columns = _columns(lines[0][1]) if lines else []
    if len(lines) < 2:
        raise _not_valid(_("The file has no recipients."))
    if len(lines) - 1 > most:
        raise _not_valid(_("Print at most %(most)s at a time."), most=most)
    return [_recipient(row, columns, line) for line, row in lines[1:]]


def _not_valid(message: StrOrPromise, **details: object) -> InvalidInput:
    return InvalidInput(fields={"recipients": str(message) % details if details else message})


def _columns(head: Sequence[str]) -> list[str]:
    names = [_BY_NAME.get(name.casefold(), "") for name in head]
    if "" in names or len(set(names)) < len(names) or "name" not in names:
        raise _not_valid(_("The columns may be name, address, postcode, town and language; name is needed."))
    return names


def _recipient(row: Sequence[str], columns: Sequence[str], line: int) -> Recipient:
    values = {column: row[place] if place < len(row) else "" for place, column in enumerate(columns)}
    if any(row[len(columns) :]) or not values["name"] or any(len(value) > _LONGEST for value in values.values()):
        raise _not_valid(_("Line %(line)s: write a name, at most 80 characters in each column."), line=line)
    language = values.get("language", "").casefold()
    if language and language not in LANGUAGES:
        raise _not_valid(_("Line %(line)s: the language is fi, sv or en."), line=line)
    town = " ".join(part for part in (values.get("postcode", ""), values.get("town", "")) if part)
    lines = (values["name"], values.get("address", ""), town)
    return Recipient(tuple(one for one in lines if one), language)
