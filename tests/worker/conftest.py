# SPDX-License-Identifier: EUPL-1.2
"""Workers as the product runs them, on the test's own database and Redis."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.processes import environment

ROOT = Path(__file__).parents[2]


class Worker:
    """`python -m worker`, or beat, with its log."""

    def __init__(self, log: Path, *arguments: str, **changes: str) -> None:
        self.log = log
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "worker", *arguments],
                cwd=ROOT,
                env={**environment(), **changes},
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def children(self) -> list[int]:
        """The processes that carry out tasks."""
        found = []
        for status in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                parts = status.read_text().rpartition(")")[2].split()
                if int(parts[1]) == self.process.pid:
                    found.append(int(status.parent.name))
        return found

    def stop(self) -> None:
        """Ask it to end, and after ten seconds end it."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """kill -9 of it and its children."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def start_worker(tmp_path) -> Iterator[Callable[..., Worker]]:
    """Start workers that end with the test: start_worker(), start_worker("beat"), with changed settings by name."""
    started: list[Worker] = []

    def start(*arguments: str, **changes: str) -> Worker:
        started.append(Worker(tmp_path / f"worker-{len(started)}.log", *arguments, **changes))
        return started[-1]

    yield start
    for worker in started:
        if worker.process.poll() is None:
            worker.kill()
        print(worker.log.read_text())


def until(true: Callable[[], object], *, within: float = 60) -> float:
    """Wait until something is so; how many seconds it took."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < within, "it did not become so in time"
        time.sleep(0.02)
    return time.monotonic() - began
