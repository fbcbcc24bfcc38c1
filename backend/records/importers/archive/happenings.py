# SPDX-License-Identifier: EUPL-1.2
"""Events of the archive's ledger: checked strictly, since what is in the ledger is folded for ever."""

import dataclasses
import json
from typing import Any, get_args, get_type_hints

from backend.ledger.events.event import COLUMNS as EVENT_COLUMNS
from backend.ledger.events.event import Assurance, Channel, LedgerEvent, event_types
from backend.records.exports.archive.history import KINDS, PILOT_KINDS, Kind
from backend.records.importers.archive.references import References
from backend.records.importers.archive.values import day, moment, whole

FIELDS = (
    "kind",
    "campaign",
    "participant",
    "subject",
    "day",
    "sign",
    "channel",
    "assurance",
    "numbers",
    "recorded_at",
)
COLUMNS = (
    "kind",
    "campaign_id",
    "participant_id",
    "subject_id",
    "day",
    "sign",
    "channel",
    "assurance",
    "numbers",
    "recorded_at",
)
_NEEDED = {"ideas", "comments", "pilots", "initiatives"}
"""Subjects that are never deleted, and that folds count for."""
_FOLDED = {"stance", "comment"}
"""Numbers that folds count by; another one may be missing, as an older event was written before it was thought of."""
ELSEWHERE = "import"
"""The channel of events of no campaign here: what happened to a pilot elsewhere is no news here."""


class Happenings:
    """Checks events, and says what is stored of them."""

    def __init__(self, references: References) -> None:
        self._references = references
        self._types = {one.kind: one for one in event_types()}
        self._hints = {kind: get_type_hints(one) for kind, one in self._types.items()}

    def stored(self, row: dict[str, Any]) -> tuple[Any, ...]:
        """The values of COLUMNS; raises ValueError."""
        kind = row["kind"]
        of = {**KINDS, **PILOT_KINDS}.get(kind) if isinstance(kind, str) else None
        if of is None or kind not in self._types:
            raise ValueError("There is no such event.")
        is_pilots = kind in PILOT_KINDS
        if row["sign"] not in {-1, 1} or isinstance(row["sign"], bool):
            raise ValueError("The sign is 1 or -1.")
        if row["channel"] not in get_args(Channel) or row["assurance"] not in get_args(Assurance):
            raise ValueError("Channel or assurance is none of their words.")
        return (
            kind,
            None if is_pilots else self._references.row("campaigns", row["campaign"]),
            self._maybe("participants", row["participant"]),
            self._subject(of, row["subject"]),
            day(row["day"]),
            row["sign"],
            ELSEWHERE if is_pilots else row["channel"],
            row["assurance"],
            json.dumps(self._numbers(self._types[kind], of, row["numbers"])),
            moment(row["recorded_at"]),
        )

    def _maybe(self, name: str, said: Any) -> int | None:
        return None if said is None else self._references.row(name, said)

    def _subject(self, of: Kind, said: Any) -> int | None:
        if not of.subject:
            if said is not None:
                raise ValueError("The event has no subject.")
            return None
        return self._references.row(of.subject, said) if of.subject in _NEEDED else self._maybe(of.subject, said)

    def _numbers(self, event: type[LedgerEvent], of: Kind, said: Any) -> dict[str, Any]:
        """The further numbers: each that the event has, of its type, and no others."""
        fields = {one.name: one for one in dataclasses.fields(event) if one.name not in EVENT_COLUMNS}
        if not isinstance(said, dict) or set(said) - set(fields):
            raise ValueError("The event has no such number.")
        found = {}
        for name in fields:
            if name not in said:
                if name in _FOLDED:
                    raise ValueError("A number is missing.")
                continue
            found[name] = self._one_number(of, name, said[name], self._hints[event.kind][name])
        return found

    def _one_number(self, of: Kind, name: str, said: Any, hint: Any) -> Any:
        if name in of.numbers:
            table = of.numbers[name]
            if said is None:
                return None
            return self._references.row(table, said) if table else self._references.municipality(said)
        if hint is bool:
            if not isinstance(said, bool):
                raise ValueError("It is true or false.")
            return said
        return None if said is None and hint is not int else whole(said)
