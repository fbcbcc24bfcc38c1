# SPDX-License-Identifier: EUPL-1.2
"""The contracts hold, and each kind of forbidden import is caught when somebody writes it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# what is written, into which module, and the contract that must break
FORBIDDEN = {
    "a floor above": (
        "backend/ledger/events/services.py",
        "import backend.participation.ideas.models",
        "A floor uses the floors below it",
    ),
    "configuration from a face": (
        "backend/faces/live/push.py",
        "import backend.config.follow_ups",
        "A floor uses the floors below it",
    ),
    "a room above on the same floor": (
        "backend/participation/supports/services.py",
        "import backend.participation.discussion.selectors",
        "Rooms of participation",
    ),
    "a cycle between rooms": (
        "backend/region/places/selectors.py",
        "import backend.region.accounts.selectors",
        "Rooms of the region",
    ),
    "one face from another": (
        "backend/faces/api/errors.py",
        "import backend.faces.pages.errors",
        "The faces do not know each other",
    ),
    "a model from a face": (
        "backend/faces/live/snapshot.py",
        "import backend.participation.supports.models",
        "Faces and worker call services and selectors, never models",
    ),
    "a face from the worker": (
        "worker/tasks.py",
        "import backend.faces.live.push",
        "The worker calls services, never models",
    ),
    "the worker from the web": (
        "backend/participation/ideas/services.py",
        "import worker.tasks",
        "The web never imports the worker",
    ),
    "HTTP in the domain": (
        "backend/participation/ideas/services.py",
        "import rest_framework",
        "Domain rooms know no HTTP, sockets or queues",
    ),
    "sockets in the domain": (
        "backend/participation/supports/services.py",
        "import channels",
        "Domain rooms know no HTTP, sockets or queues",
    ),
    "queues in the domain": (
        "backend/insight/engagement/services.py",
        "import celery",
        "Domain rooms know no HTTP, sockets or queues",
    ),
    "Django in a method": (
        "backend/methods/disclosure/__init__.py",
        "import django",
        "Methods are pure",
    ),
    "a service from a selector": (
        "backend/participation/ideas/selectors.py",
        "import backend.participation.ideas.services",
        "Inside an app: follow-ups, services, what answers questions, models and events",
    ),
    "a room without a place": (
        "backend/participation/petitions/__init__.py",
        "import backend.participation.ideas.models",
        "Rooms of participation",
    ),
}
SNIPPETS = {
    "an import inside a function": ("def act() -> None:\n    import json\n", "PLC0415"),
    "a signal": ("from django.db.models.signals import post_save\n", "TID251"),
    "the application's clock": ("from django.utils import timezone\n\n\ntimezone.now()\n", "TID251"),
}


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).parent / "lint-imports"
    return subprocess.run(
        [program, "--no-cache", "--config", folder / "pyproject.toml"],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    for name in ("backend", "worker"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.json"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_contracts_are_kept(copy):
    outcome = lint_imports(copy)
    assert outcome.returncode == 0, outcome.stdout[-3000:]
    assert ", 0 broken" in outcome.stdout


@pytest.mark.parametrize("kind", FORBIDDEN)
def test_a_forbidden_import_is_caught(copy, kind):
    name, line, contract = FORBIDDEN[kind]
    module = copy / name
    before = module.read_text() if module.exists() else None
    module.parent.mkdir(exist_ok=True)
    try:
        module.write_text((before or "") + f"\n{line}\n")
        outcome = lint_imports(copy)
    finally:
        if before is None:
            shutil.rmtree(module.parent)
        else:
            module.write_text(before)
    assert outcome.returncode == 1, outcome.stdout[-2000:]
    assert f"{contract} BROKEN" in " ".join(outcome.stdout.split())


@pytest.mark.parametrize("kind", SNIPPETS)
def test_ruff_catches_what_imports_cannot_show(tmp_path, kind):
    code, rule = SNIPPETS[kind]
    (tmp_path / "snippet.py").write_text(code)
    outcome = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--config", ROOT / "pyproject.toml", "--output-format", "concise", "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert rule in outcome.stdout
