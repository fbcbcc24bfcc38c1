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
    """A caption, pytest's arguments, and for benchmarks which of their files."""

    caption: str
    arguments: list[str] = field(default_factory=list)
    files: str = ""
    without: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)


SUITES = {
    "test": Suite("All tests, against real PostgreSQL and Redis in memory."),
    "test-fast": Suite("All tests in two processes.", ["-n", "2"]),
    "faults": Suite("The fault matrix, the long rows too.", ["tests/faults", *EVERYTHING]),
    "browser-full": Suite(
        "Browser tests, the long ones too.", ["tests/browser", *EVERYTHING], environment={"BROWSER_FULL": "1"}
    ),
    "bench": Suite("Benchmarks.", ["-s", *EVERYTHING], "*.py", ("browser", "engagement")),
    "bench-browser": Suite("Benchmarks in browsers.", ["-s", *EVERYTHING], "*browser*.py"),
    "bench-engagement": Suite("Benchmarks of the statistics.", ["-s", *EVERYTHING], "*engagement*.py"),
}


def benchmark_files(suite: Suite, folder: Path = BENCHMARKS) -> list[str]:
    """The benchmark files of a suite: bench_*.py, which the test suites do not collect."""
    found = sorted(folder.glob(f"bench_{suite.files.lstrip('*')}" if suite.files == "*.py" else suite.files))
    named = [file for file in found if file.name.startswith("bench_")]
    return [str(file) for file in named if not any(word in file.name for word in suite.without)]


def command(name: str, arguments: Sequence[str]) -> list[str] | None:
    """The command line of a suite; None where it has no files yet."""
    suite = SUITES[name]
    files = benchmark_files(suite) if suite.files else []
    if suite.files and not files:
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
