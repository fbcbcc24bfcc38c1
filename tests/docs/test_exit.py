# SPDX-License-Identifier: EUPL-1.2
"""docs/exit.md names the tables, fields and reasons of the archive as the registry does."""

from pathlib import Path

from backend.records.exports.archive.history import KINDS, LEFT_OUT, PILOT_KINDS
from backend.records.exports.archive.registry import EXCUSED, TABLES
from backend.records.importers.archive.happenings import FIELDS

DOCUMENT = Path(__file__).parents[2] / "docs/exit.md"
MARK = "<!-- made from the registry: python -m pytest tests/docs/test_exit.py says when it is out of date -->\n"


def written() -> str:
    head = DOCUMENT.read_text(encoding="utf-8").partition(MARK)[0]
    rows = ["| table | fields | not carried, and why |\n", "|---|---|---|\n"]
    for table in TABLES:
        fields = ", ".join(f"`{name}`" for name in ((("id",) if table.has_numbers else ()) + table.fields))
        left = "; ".join(f"`{name}`: {why}" for name, why in table.left_out.items())
        rows.append(f"| `{table.name}` | {fields} | {left or '–'} |\n")
    rows.append(f"| `events` | {', '.join(f'`{name}`' for name in FIELDS)} | positions: given anew |\n")
    kinds = ", ".join(f"`{kind}`" for kind in sorted({*KINDS, *PILOT_KINDS}))
    rows.append(f"\nEvents carried: {kinds}.\n\n")
    rows += [f"- `{kind}` is not carried: {why}.\n" for kind, why in LEFT_OUT.items()]
    rows += ["\n## Not in the archive\n| model | why |\n", "|---|---|\n"]
    rows += [f"| `{label}` | {why} |\n" for label, why in sorted(EXCUSED.items())]
    return head + MARK + "".join(rows)


def test_the_document_says_what_the_registry_says():
    assert DOCUMENT.read_text(encoding="utf-8") == written()
