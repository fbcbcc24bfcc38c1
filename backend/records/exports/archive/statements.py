# SPDX-License-Identifier: EUPL-1.2
"""The statements that number the archive's rows and give each as one line of JSON, in the order of their numbers."""

from typing import Any

from django.db import models

from backend.participation.participants.models import Participant
from backend.records.exports.archive.carried import NAMED, Carried, target_of
from backend.records.exports.archive.history import KINDS, PILOT_KINDS, Kind
from backend.records.exports.archive.registry import BY_MODEL

_NUMBERS = """
    CREATE TEMPORARY TABLE IF NOT EXISTS archive_number
    (name text COLLATE "C", id bigint, number bigint, PRIMARY KEY (name, id)) ON COMMIT DELETE ROWS
"""
_PEOPLE = """
    CREATE TEMPORARY TABLE IF NOT EXISTS archive_person
    (participant_id bigint PRIMARY KEY, pseudonym bytea, person_pseudonym bytea, person bigint) ON COMMIT DELETE ROWS
"""
MAKE_TABLES = (_NUMBERS, _PEOPLE)
"""Run once in a session, before the snapshot that may create nothing."""

NUMBER_PEOPLE = """
    UPDATE archive_person SET person = numbered.person
    FROM (SELECT participant_id, dense_rank() OVER (ORDER BY person_pseudonym) AS person
          FROM archive_person) AS numbered
    WHERE numbered.participant_id = archive_person.participant_id
"""
"""People are numbered in the order of their pseudonyms, which tells nothing of them."""


def rows_of(table: Carried) -> str:
    """FROM and WHERE of the rows that are carried, as `t`."""
    condition = f"({table.rows})"
    if table.of:
        field = table.field(table.of)
        name = BY_MODEL[target_of(field)].name
        condition += f" AND t.{field.column} IN (SELECT held.id FROM archive_number AS held WHERE held.name = '{name}')"
    return f"FROM {table.stored_as} AS t WHERE {condition}"


def numbering(table: Carried) -> str:
    """The statement that numbers the table's rows, in the order of their ids; participants in that of pseudonyms."""
    key = table.key.column
    order = f"t.{key}"
    if table.model is Participant:
        order = "(SELECT who.pseudonym FROM archive_person AS who WHERE who.participant_id = t.id)"
    return (
        f"INSERT INTO archive_number SELECT '{table.name}', t.{key}, row_number() OVER (ORDER BY {order})"
        f" {rows_of(table)}"
    )


def lines(table: Carried) -> str:
    """The query of a table's rows as JSON, in order."""
    key = table.key.column
    joins, order, pairs = "", f"t.{key}", []
    if table.has_numbers:
        joins = f" JOIN archive_number AS n ON n.name = '{table.name}' AND n.id = t.{key}"
        order, pairs = "n.number", ["'id', n.number"]
    if table.model is Participant:
        joins += " JOIN archive_person AS who ON who.participant_id = t.id"
    for name in table.fields:
        pairs.append(f"'{name}', {_value(table, name)}")
    selected = rows_of(table).replace(" AS t WHERE", f" AS t{joins} WHERE", 1)
    return f"SELECT json_build_object({', '.join(pairs)}) AS line {selected} ORDER BY {order}"


def _value(table: Carried, name: str) -> str:
    field = table.field(name)
    value = table.instead.get(name) or _plain(field)
    if name in table.when:
        empty = "NULL" if field.null else "''"
        return f"CASE WHEN {table.when[name]} THEN {value} ELSE {empty} END"
    return value


def _plain(field: "models.Field[Any, Any]") -> str:
    value = f"t.{field.column}"
    if not field.is_relation:
        return f"{value}::text" if isinstance(field, models.DecimalField) else value
    target = target_of(field)
    if target in NAMED:
        known = target._meta.db_table  # noqa: SLF001
        return f"(SELECT known.{NAMED[target]} FROM {known} AS known WHERE known.id = {value})"
    return _number(BY_MODEL[target].name, value)


def _number(name: str, value: str) -> str:
    return f"(SELECT held.number FROM archive_number AS held WHERE held.name = '{name}' AND held.id = {value})"


def event_lines() -> str:
    """The query of the events as JSON: in the order of the ledger, those that it has not stamped yet at the end."""
    pairs = {
        "kind": "t.kind",
        "campaign": _number("campaigns", "t.campaign_id"),
        "participant": _number("participants", "t.participant_id"),
        "subject": _by_kind({k: _number(of.subject, "t.subject_id") for k, of in _all() if of.subject}, "NULL"),
        "day": "t.day",
        "sign": "t.sign",
        "channel": "t.channel",
        "assurance": "t.assurance",
        "numbers": _by_kind({k: _numbers(of) for k, of in _all() if of.numbers}, "t.numbers"),
        "recorded_at": "t.recorded_at",
    }
    written = ", ".join(f"'{name}', {value}" for name, value in pairs.items())
    return f"SELECT json_build_object({written}) AS line {events()} ORDER BY t.position NULLS LAST, t.id"


def events() -> str:
    """FROM and WHERE of the events that are carried, as `t`."""
    campaigns, pilots = (", ".join(f"'{kind}'" for kind in kinds) for kinds in (KINDS, PILOT_KINDS))
    held = "IN (SELECT held.id FROM archive_number AS held WHERE held.name = '{}')"
    return (
        f"FROM events_event AS t WHERE t.kind IN ({campaigns}) AND t.campaign_id {held.format('campaigns')}"
        f" OR t.kind IN ({pilots}) AND t.subject_id {held.format('pilots')}"
    )


def _all() -> list[tuple[str, Kind]]:
    return sorted({**KINDS, **PILOT_KINDS}.items())


def _by_kind(values: dict[str, str], otherwise: str) -> str:
    kinds: dict[str, list[str]] = {}
    for kind, value in values.items():
        kinds.setdefault(value, []).append(f"'{kind}'")
    cases = " ".join(f"WHEN t.kind IN ({', '.join(names)}) THEN {value}" for value, names in kinds.items())
    return f"CASE {cases} ELSE {otherwise} END"


def _numbers(kind: Kind) -> str:
    pairs = []
    for name, table in kind.numbers.items():
        number = f"(t.numbers->>'{name}')::bigint"
        value = _number(table, number) if table else _code(number)
        pairs.append(f"'{name}', {value}")
    return f"t.numbers || jsonb_build_object({', '.join(pairs)})"


def _code(value: str) -> str:
    return f"(SELECT known.code FROM places_municipality AS known WHERE known.id = {value})"
