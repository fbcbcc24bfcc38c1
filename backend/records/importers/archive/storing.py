# SPDX-License-Identifier: EUPL-1.2
"""Storing the rows of a checked archive under ids of this instance, by COPY; in the caller's transaction."""

import itertools
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db import connection, models

from backend.common.ids import random_number
from backend.participation.ideas.models import READABLE, Idea
from backend.participation.ideas.similar import keep_sketches
from backend.participation.participants.models import Participant
from backend.records.exports.archive.carried import Carried
from backend.records.exports.archive.registry import TABLES
from backend.records.importers.archive import happenings
from backend.records.importers.archive.checking import Row, events, rows
from backend.records.importers.archive.opening import Archive
from backend.records.importers.archive.references import References

_SKETCHED_AT_ONCE = 2000


def store(archive: Archive, references: References) -> dict[str, int]:
    """Store everything; how many rows of each table were known here already."""
    known: dict[str, int] = {}
    late: list[tuple[Carried, list[tuple[Any, ...]]]] = []
    for table in TABLES:
        if table.has_numbers:
            known[table.name] = _give_ids(archive, table, references)
    for table in TABLES:
        written, held = _without_late(table, rows(archive, table, references))
        late.append((table, held))
        found = _copy_rows(table, written, references)
        if found:
            known[table.name] = found
    for table, held in late:
        _set_late(table, held, references)
    _copy("events_event", happenings.COLUMNS, events(archive, references))
    return {name: number for name, number in known.items() if number}


def remember_titles(campaign_ids: Sequence[int]) -> None:
    """Make the sketches by which like ideas are found, of ideas whose words are shown."""
    shown = Idea.objects.filter(campaign_id__in=campaign_ids, state__in=READABLE, hidden_for="").only("id", "title")
    ideas = shown.order_by("id").iterator(chunk_size=_SKETCHED_AT_ONCE)
    while batch := list(itertools.islice(ideas, _SKETCHED_AT_ONCE)):
        keep_sketches(batch)


def _give_ids(archive: Archive, table: Carried, references: References) -> int:
    """An id for each row, that of what is known here already where it is; how many are."""
    count = archive.counts[table.name]
    ids = [random_number() for _ in range(count)] if table.model is Participant else _next_ids(table, count)
    known = 0
    if table.known_by:
        for place, row in enumerate(rows(archive, table, references)):
            if (found := _found(table, row)) is not None:
                ids[place], known = found, known + 1
    references.ids[table.name] = ids
    return known


def _found(table: Carried, row: Row) -> int | None:
    said = dict(zip(table.fields, row, strict=True))
    wanted = {table.field(name).attname: said[name] for name in table.known_by}
    if "" in wanted.values():
        return None
    known = table.everything.filter(**wanted, **table.known_among)
    return known.values_list("pk", flat=True).first()


def _next_ids(table: Carried, count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [table.stored_as, str(table.key.column), count],
        )
        return [number for (number,) in cursor.fetchall()]


def _without_late(table: Carried, written: Iterator[Row]) -> tuple[Iterator[Row], list[tuple[Any, ...]]]:
    """The rows with their late fields empty, and what those say."""
    if not table.late:
        return written, []
    places = [table.fields.index(name) for name in table.late]
    whole = list(written)
    held = [tuple(row[place] for place in places) for row in whole]
    return (
        iter([tuple(None if at in places else value for at, value in enumerate(row)) for row in whole]),
        held,
    )


def _set_late(table: Carried, held: list[tuple[Any, ...]], references: References) -> None:
    for place, said in enumerate(held):
        values = dict(zip(table.late, said, strict=True))
        table.everything.filter(pk=references.ids[table.name][place]).update(**values)


def _copy_rows(table: Carried, written: Iterator[Row], references: References) -> int:
    """Copy what is not known here; how many rows without numbers were."""
    columns = [table.column(name) for name in table.fields]
    made = _made_here(table)
    if not table.has_numbers:
        counted = _Unknown(table, written)
        _copy(table.stored_as, [*columns, *made], _completed(counted, made))
        return counted.known
    ids = references.ids[table.name]
    numbered = (
        (key, *row) for key, row in zip(ids, written, strict=True) if not (table.known_by and _exists(table, key))
    )
    _copy(table.stored_as, [str(table.key.column), *columns, *made], _completed(numbered, made))
    return 0


def _exists(table: Carried, key: int) -> bool:
    return table.everything.filter(pk=key).exists()


class _Unknown:
    """The rows that are not known here; counts the others."""

    def __init__(self, table: Carried, written: Iterator[Row]) -> None:
        self._table, self._written, self.known = table, written, 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._written:
            if self._table.known_by and _found(self._table, row) is not None:
                self.known += 1
            else:
                yield row


Made = dict[str, Callable[[], Any]]


def _made_here(table: Carried) -> Made:
    """The columns that are not carried and may not be empty, and what is put there."""
    made: Made = {}
    for name in table.left_out:
        field = table.field(name)
        if name in {"voter", "signer"}:
            made[table.column(name)] = lambda: secrets.token_bytes(32)
        elif not field.null and field.db_default is models.NOT_PROVIDED:
            made[table.column(name)] = field.get_default
    return made


def _completed(written: Iterable[Row], made: Made) -> Iterator[Row]:
    return ((*row, *(make() for make in made.values())) for row in written)


def _copy(table: str, columns: Sequence[str], written: Iterable[Row]) -> None:
    # read first: what is known here is asked in between, and a connection that copies answers nothing else
    named = ", ".join(f'"{column}"' for column in columns)
    batches = iter(written)
    while batch := list(itertools.islice(batches, _AT_ONCE)):
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({named}) FROM STDIN") as copy:
            for row in batch:
                copy.write_row(row)


_AT_ONCE = 10_000
