# SPDX-License-Identifier: EUPL-1.2
"""The test suites and benchmarks, and how pytest is called for each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dev import execute, servers
from dev.announce import say
from dev.layout import PYTHON, ROOT

BENCHMARKS = ROOT / "tests" / "bench"
EVERYTHING = ["-m", "slow or not slow"]


@dataclass(frozen=True)
class Suite:
    """A caption, pytest's arguments, and for benchmarks the word in the names of their files."""

    caption: str
    arguments: list[str] = field(default_factory=list)
    benchmark: str | None = None
    environment: dict[str, str] = field(default_factory=dict)


SUITES = {
    "test": Suite("All tests, against real PostgreSQL and Redis in memory, in two processes.", ["-n", "2"]),
    "test-fast": Suite("All tests in two processes.", ["-n", "2"]),
    "faults": Suite("The fault matrix, the long rows too.", ["-m", "faults"]),
    "browser-full": Suite(
        "Browser tests, the long ones too.", ["tests/browser", *EVERYTHING], environment={"BROWSER_FULL": "1"}
    ),
    "bench": Suite("Benchmarks.", ["-s", "--timeout=3600", *EVERYTHING], ""),
    "bench-browser": Suite("Benchmarks in browsers.", ["-s", "--timeout=3600", *EVERYTHING], "browser"),
    "bench-engagement": Suite("Benchmarks of the statistics.", ["-s", "--timeout=3600", *EVERYTHING], "engagement"),
}


def benchmark_files(word: str, folder: Path = BENCHMARKS) -> list[str]:
    """The files bench_*.py with a word in their names; without one, those that no other suite takes."""
    others = {suite.benchmark for suite in SUITES.values() if suite.benchmark}
    files = sorted(folder.glob("bench_*.py"))
    if word:
        return [str(file) for file in files if word in file.name]
    return [str(file) for file in files if not any(other in file.name for other in others)]


def command(name: str, arguments: Sequence[str]) -> list[str] | None:
    """The command line of a suite; None where it has no files yet."""
    suite = SUITES[name]
    files = benchmark_files(suite.benchmark) if suite.benchmark is not None else []
    if suite.benchmark is not None and not files:
        return None
    return [str(PYTHON), "-m", "pytest", *suite.arguments, *files, *arguments]


def run(name: str, arguments: Sequence[str]) -> int:
    """Run a suite in the foreground; nothing is printed after pytest's last line."""
    line = command(name, arguments)
    if line is None:
        say("There are no benchmarks of this kind yet.")
        return 0
    environment = {**servers.complete({}), **SUITES[name].environment}
    return execute.run(line, environment)
