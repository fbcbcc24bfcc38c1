# SPDX-License-Identifier: EUPL-1.2
"""A use case that asks for a staff right writes into the audit log."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2] / "backend"
FLOORS = ("region", "participation", "insight", "records")
STAFF_RIGHTS = {
    "require_may_organise", "require_may_change", "require_may_decide", "require_may_export", "require_may_administer",
    "require_may_moderate", "require_may_evaluate", "require_may_lead",
}  # fmt: skip
ASKING = {"selectors.py", "rules.py", "permissions.py"}
"""Modules that answer questions and never write; what they show of people is read through a use case."""


def calls_in(function: ast.FunctionDef) -> set[str]:
    return {
        node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
    }


def is_an_act(function: ast.FunctionDef) -> bool:
    """A use case is a transaction of its own; what only shows a campaign's ideas to its staff is none."""
    return any("atomic" in ast.unparse(one) for one in function.decorator_list)


def silent_in(module: Path) -> set[str]:
    """Public functions of a module that ask for a staff right and never reach record()."""
    functions = {node.name: node for node in ast.parse(module.read_text()).body if isinstance(node, ast.FunctionDef)}

    def reached(name: str, seen: frozenset[str] = frozenset()) -> set[str]:
        called = calls_in(functions[name])
        further = (called & functions.keys()) - seen - {name}
        return called.union(*(reached(one, seen | {name}) for one in further))

    return {
        name
        for name in functions
        if not name.startswith("_")
        and is_an_act(functions[name])
        and reached(name) & STAFF_RIGHTS
        and "record" not in reached(name)
    }


def test_every_use_case_of_staff_is_written_down():
    silent: dict[str, set[str]] = {}
    for floor in FLOORS:
        for module in (ROOT / floor).rglob("*.py"):
            if module.name not in ASKING and "migrations" not in module.parts:
                found = silent_in(module)
                if found:
                    silent[str(module.relative_to(ROOT))] = found
    assert silent == {}, "Call backend.ledger.audit.services.record in the same transaction (docs/audit.md)."
