# SPDX-License-Identifier: EUPL-1.2
"""`lint` and `check`: the same steps as CI, each with its seconds."""

import filecmp
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from dev import node, servers, suites, translations
from dev.announce import say
from dev.failure import Failure
from dev.layout import FRONTEND, PYTHON, ROOT, VENV

SCHEMA = ROOT / "docs" / "openapi.yaml"


@dataclass(frozen=True)
class Outcome:
    """How a step ended."""

    name: str
    failure: str
    seconds: float


def tool(name: str, *arguments: str) -> Callable[[], str]:
    """A step that runs a program of the virtual environment."""
    return lambda: output_of_failure([str(VENV / "bin" / name), *arguments])


def output_of_failure(command: Sequence[str], *, folder: Path = ROOT) -> str:
    """Run a program; answer what it printed if it failed, else nothing."""
    # No lint step needs a server; with an address that nobody answers none uses one by mistake.
    nowhere = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:9/nothing", "REDIS_URL": "redis://127.0.0.1:9/0"}
    with tempfile.TemporaryDirectory() as state:
        environment = {**os.environ, **servers.complete({}), **nowhere, "STATE": state, "PARVI_ENV": "test"}
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    return "" if done.returncode == 0 else done.stdout or f"exit code {done.returncode}"


def check_schema() -> str:
    """The committed description of the API is the one that the code has."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "openapi.yaml"
        command = [str(PYTHON), "-m", "backend", "spectacular", "--validate", "--fail-on-warn", "--file", str(fresh)]
        failure = output_of_failure(command)
        if failure:
            return failure
        if SCHEMA.exists() and filecmp.cmp(SCHEMA, fresh, shallow=False):
            return ""
    return f"{SCHEMA.relative_to(ROOT)} is not what the code has. Write it anew:\n  {write_schema()}"


def write_schema() -> str:
    """The command that writes the committed description anew."""
    return f"python3 dev/run.py exec -- python -m backend spectacular --file {SCHEMA.relative_to(ROOT)}"


def check_types_of_browser_side() -> str:
    """TypeScript's own check."""
    try:
        node.npm("run", "check", folder=FRONTEND)
    except Failure as failure:
        return str(failure)
    return ""


def check_catalogues() -> str:
    """Each catalogue can be compiled, and its placeholders are those of the source."""
    return "\n".join(translations.faults())


STEPS: dict[str, Callable[[], str]] = {
    "mypy": tool("mypy"),
    "ruff check": tool("ruff", "check"),
    "ruff format": tool("ruff", "format", "--check"),
    "lint-imports": tool("lint-imports"),
    "deptry": tool("deptry", "."),
    "djlint": tool("djlint", "--lint", "frontend/templates"),
    "migrations": tool("python", "-W", "ignore", "-m", "backend", "makemigrations", "--check", "--dry-run"),
    "openapi schema": check_schema,
    "tsc": check_types_of_browser_side,
    "catalogues": check_catalogues,
}


def timed(name: str) -> Outcome:
    """Do a step."""
    began = time.monotonic()
    failure = STEPS[name]()
    return Outcome(name, failure, time.monotonic() - began)


def lint() -> int:
    """Do all steps, two at a time, and show every failure."""
    failed = 0
    with ThreadPoolExecutor(max_workers=2) as pool:
        for outcome in pool.map(timed, STEPS):
            say(f"{'failed' if outcome.failure else 'ok':8}{outcome.name:18}{outcome.seconds:6.1f} s")
            if outcome.failure:
                failed += 1
                say(outcome.failure)
    say(f"lint: {failed} of {len(STEPS)} steps failed" if failed else f"lint: all {len(STEPS)} steps passed")
    return 1 if failed else 0


def test() -> int:
    """All tests."""
    return suites.run("test", [])
