# SPDX-License-Identifier: EUPL-1.2
"""Going through a whole archive: every row has the fields of its table, and every reference leads somewhere."""

from collections.abc import Callable, Iterator
from typing import Any

from backend.records.exports.archive.carried import Carried
from backend.records.exports.archive.registry import EVENTS, TABLES
from backend.records.importers.archive.happenings import FIELDS, Happenings
from backend.records.importers.archive.opening import LOGO, Archive
from backend.records.importers.archive.references import References, values_of
from backend.records.importers.errors import ArchiveNotValid

Row = tuple[Any, ...]
_PICTURE = (b"RIFF", b"WEBP")


def check(archive: Archive) -> list[str]:
    """Check every row and picture; the addresses of the campaigns. Raises ArchiveNotValid."""
    references = References(counts=archive.counts, files=archive.names)
    slugs: list[str] = []
    for table in TABLES:
        for row in rows(archive, table, references):
            _require_own(archive, table, row, references)
            if table.name == "campaigns":
                slugs.append(row[table.fields.index("slug")])
    for _ in events(archive, references):
        pass
    for name in sorted(archive.names):
        if name.startswith("media/"):
            content = archive.content(name)
            if (content[:4], content[8:12]) != _PICTURE:
                raise ArchiveNotValid(file=name, line=0, reason="This is no WebP picture.")
    if len(set(slugs)) != len(slugs):
        raise ArchiveNotValid(file="data/campaigns.jsonl", line=0, reason="Two campaigns have one address.")
    return slugs


def rows(archive: Archive, table: Carried, references: References) -> Iterator[Row]:
    """What is stored of each row of a table, in the order of its fields."""
    values = values_of(table, references)
    expected = (("id",) if table.has_numbers else ()) + table.fields

    def stored(said: dict[str, Any], number: int) -> Row:
        if table.has_numbers and said["id"] != number:
            raise ValueError("Its number is not that of the line.")
        return tuple(_named(name, value, said[name]) for name, value in zip(table.fields, values, strict=True))

    return _each(archive, table.name, expected, stored)


def events(archive: Archive, references: References) -> Iterator[Row]:
    """What is stored of each event."""
    happenings = Happenings(references)
    return _each(archive, EVENTS, FIELDS, lambda said, _number: happenings.stored(said))


def _each(
    archive: Archive, name: str, fields: tuple[str, ...], stored: Callable[[dict[str, Any], int], Row]
) -> Iterator[Row]:
    path, number, keys = f"data/{name}.jsonl", 0, set(fields)
    for number, said in enumerate(archive.lines(name), start=1):
        if set(said) != keys:
            raise ArchiveNotValid(file=path, line=number, reason="The fields are not those of this version.")
        try:
            yield stored(said, number)
        except (ValueError, TypeError, OverflowError) as error:
            raise ArchiveNotValid(file=path, line=number, reason=str(error)) from error
    if number != archive.counts[name]:
        raise ArchiveNotValid(file=path, line=number, reason="There are not as many rows as the manifest says.")


def _named(name: str, value: Callable[[Any], Any], said: Any) -> Any:
    try:
        return value(said)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{name}: {error}") from error


def _require_own(archive: Archive, table: Carried, row: Row, references: References) -> None:
    """Campaigns, look and statement are the municipality's own, and of no other."""
    if table.name in {"campaigns", "look", "statement"}:
        own = references.municipality(archive.municipality)
        if row[table.fields.index("municipality")] != own:
            raise ArchiveNotValid(file=f"data/{table.name}.jsonl", line=0, reason="It is another municipality's.")


def pictures(archive: Archive) -> list[str]:
    """The paths of the photos' pictures."""
    return sorted(name for name in archive.names if name.startswith("media/") and name != LOGO)
