# SPDX-License-Identifier: EUPL-1.2
"""What import-linter cannot see: strings of the ORM, django.http in the domain, and what models must not do."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).parents[2]
# from the ground up; an app may name those before it
ROOMS = (
    "events", "audit", "places", "accounts", "municipalities", "programme", "campaigns", "participants", "ideas",
    "supports", "discussion", "moderation", "engagement", "exports", "importers", "live", "api", "pages", "config",
)  # fmt: skip
DOMAIN = ("ledger", "region", "participation", "insight", "records")


def own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("backend.")]


def names_from_above() -> dict[str, set[str]]:
    """For each room: names under which models of higher rooms can be reached from its own models."""
    found: dict[str, set[str]] = {room: set() for room in ROOMS}
    for model in own_models():
        for relation in model._meta.related_objects:
            above = relation.related_model._meta.app_label
            here = model._meta.app_label
            if above in ROOMS and ROOMS.index(above) > ROOMS.index(here):
                found[here] |= {relation.name, relation.get_accessor_name() or relation.name}
    return found


def lookups_in(module: Path) -> set[str]:
    """Every part of a lookup that a module writes as a keyword or a string."""
    parts: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.keyword) and node.arg:
            parts |= set(node.arg.split("__"))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
            parts |= set(node.value.split("__"))
    return parts


def modules_of(room: str) -> list[Path]:
    folder = Path(apps.get_app_config(room).path)
    return [path for path in folder.rglob("*.py") if "migrations" not in path.parts]


@pytest.mark.parametrize("room", ROOMS[:15])
def test_no_room_reaches_up_through_a_reverse_relation(room):
    hidden = {name for name in names_from_above()[room] if name and not name.endswith("+")}
    for module in modules_of(room):
        assert not lookups_in(module) & hidden, module


def test_relations_from_above_are_hidden_where_nobody_below_needs_them():
    """Only a few reverse names exist at all; a new one must be thought about."""
    names = {name for names in names_from_above().values() for name in names if not name.endswith("+")}
    assert names <= {"campaigns", "ideas"}


@pytest.mark.parametrize("floor", DOMAIN)
def test_the_domain_does_not_import_http(floor):
    for module in (ROOT / "backend" / floor).rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not any(name.startswith(("django.http", "django.shortcuts")) for name in names), module


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_models_have_no_business(model):
    assert "save" not in vars(model)
    assert "delete" not in vars(model)
    assert "__str__" in vars(model)


def test_every_app_label_is_its_rooms_name():
    for config in apps.get_app_configs():
        if config.name.startswith("backend."):
            assert config.label == config.name.rsplit(".", 1)[-1]


def test_every_module_starts_with_its_licence_and_a_caption():
    for folder in ("backend", "worker", "dev", "tests"):
        for module in (ROOT / folder).rglob("*.py"):
            first, *rest = module.read_text().splitlines()[:3]
            assert first == "# SPDX-License-Identifier: EUPL-1.2", module
            assert rest, module
            assert rest[0].startswith('"""') or rest[1].startswith('"""'), module


def test_views_consumers_and_commands_are_short():
    """A face parses, calls one service or selector, and answers: fifteen lines at most."""
    long = [
        f"{module}:{node.lineno} {node.name} has {_body_lines(node)}"
        for folder in ("backend/faces/api", "backend/faces/pages")
        for module in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(module.read_text()))
        if isinstance(node, ast.FunctionDef) and _is_a_view(node) and _body_lines(node) > 15
    ]
    assert long == []


def _is_a_view(function: ast.FunctionDef) -> bool:
    if function.name in {"get", "post", "put", "patch", "delete"}:
        return True
    first = function.args.args[0].arg if function.args.args else ""
    return first == "request" and "HttpResponse" in ast.unparse(function.returns or ast.Constant(None))


def _body_lines(function: ast.FunctionDef) -> int:
    """Lines of a function's body without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0
