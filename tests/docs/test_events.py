# SPDX-License-Identifier: EUPL-1.2
"""docs/events.md is made from the events' own docstrings."""

import dataclasses
import inspect
from pathlib import Path

from backend.ledger.events.event import COLUMNS, LedgerEvent, event_types

DOCUMENT = Path(__file__).parents[2] / "docs/events.md"
HEAD = """# Events of the ledger

Every act writes one of these in its own transaction. All have `campaign_id`, `participant_id` (a random
number, null where nobody took part), `subject_id`, `day` (local calendar day in Europe/Helsinki), `sign`
(−1 when something is taken back), `channel`, `assurance`, and, once the relay has seen them, `position`.
This file is made from the code: `python -m pytest tests/docs/test_events.py` says when it is out of date.

| kind | what happened | further numbers |
|---|---|---|
"""


def written() -> str:
    rows = []
    for event in event_types():
        numbers = [f"`{field.name}`" for field in dataclasses.fields(event) if field.name not in COLUMNS]
        meaning = " ".join((inspect.getdoc(event) or "").split())
        rows.append(f"| `{event.kind}` | {meaning} | {', '.join(numbers) or '–'} |\n")
    return HEAD + "".join(rows)


def test_the_document_says_what_the_code_says():
    assert DOCUMENT.read_text() == written()


def test_events_are_numbers_only():
    for event in LedgerEvent.__subclasses__():
        for field in dataclasses.fields(event):
            if field.name not in COLUMNS:
                assert field.type in {int, bool, int | None, "int", "bool"}, f"{event.kind}.{field.name}"
