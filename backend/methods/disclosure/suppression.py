# SPDX-License-Identifier: EUPL-1.2
"""Which further cells of a table are hidden so that its sums give no small one away: by τ-ARGUS.

Source: M. Fischetti, J. J. Salazar González, "Solving the Cell Suppression Problem on Tabular Data
with Linear Constraints", Management Science 47 (2001), as implemented in τ-ARGUS (EUPL-1.2). What it
hides is judged by our own audit afterwards, never trusted.
"""

import contextlib
import logging
import tempfile
from collections.abc import Mapping

from pytauargus import protect

from backend.methods.disclosure.people import THRESHOLD
from backend.methods.disclosure.tables import TOTAL, Cell, Table, is_small

logging.getLogger("pytauargus").setLevel(logging.WARNING)  # it tells every step
_RULE = f"FREQ({THRESHOLD},50)"
_GRAND = ("Total", "Total")
_HIDDEN = {"U", "M"}
"""Of its statuses: unsafe for itself, and for another one's sake."""


def suppress(table: Table) -> Table:
    """The table with its small cells hidden, and as many more as the fewest people allow.

    One call at a time in a process. It reads persons, one a row, from files in a directory of its own
    that is deleted at once; they say nothing but the two labels.
    """
    if not any(is_small(cell) for cell in table.cells):
        return table
    rows, columns = _codes(table)
    people = [
        {"row": rows[cell.row], "column": columns[cell.column], "people": 1.0}
        for cell in _inner(table)
        for _ in range(cell.people)
    ]
    names = ["row", "column"] if len(columns) > 1 else ["row"]
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):  # its solver logs wherever it is
        told = protect(people, names, response="people", safety_rules=_RULE, suppress="OPT(1)", workdir=folder)
        found = {(row["row"], row.get("column", "Total")) for row in told.tables[0].rows if row["status"] in _HIDDEN}
    codes = {code: label for label, code in rows.items()}, {code: label for label, code in columns.items()}
    hidden = {(codes[0][str(row)], codes[1][str(column)]) for row, column in found - {_GRAND}}
    return table.with_shown(frozenset(hidden | {(cell.row, cell.column) for cell in table.cells if is_small(cell)}))


def _inner(table: Table) -> list[Cell]:
    """The cells that are not sums of others of the table."""
    two = any(TOTAL not in {cell.row, cell.column} for cell in table.cells)
    return [cell for cell in table.cells if not two or TOTAL not in {cell.row, cell.column}]


def _codes(table: Table) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Codes of letters and digits for the labels, so that no label can be mistaken for another."""

    def codes(labels: set[str]) -> Mapping[str, str]:
        numbered = {label: f"c{number:03}" for number, label in enumerate(sorted(labels - {TOTAL}))}
        return {**numbered, TOTAL: "Total"}

    return codes({cell.row for cell in table.cells}), codes({cell.column for cell in table.cells})
