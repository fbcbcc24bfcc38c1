# SPDX-License-Identifier: EUPL-1.2
"""Starting processes that never outlive their parent, and stopping them."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

LARGEST_LOG = 20_000_000
CHILD = Path(__file__).with_name("child.py")


def start(
    command: Sequence[str],
    *,
    environment: Mapping[str, str] | None = None,
    log: Path | None = None,
    on_parent_death: signal.Signals = signal.SIGKILL,
    identity: str = "same",
    own_session: bool = True,
    stdin: int | IO[bytes] | None = subprocess.DEVNULL,
    folder: Path | None = None,
) -> subprocess.Popen[bytes]:
    """Start a command that gets a signal when this process dies, however it dies; output is added to `log`."""
    wrapped = [sys.executable, "-I", "-S", str(CHILD), str(os.getpid()), str(int(on_parent_death)), identity]
    with contextlib.ExitStack() as stack:
        output = stack.enter_context(log.open("ab")) if log else None
        return subprocess.Popen(
            [*wrapped, *command],
            stdin=stdin,
            stdout=output,
            stderr=output,
            env=dict(environment) if environment is not None else None,
            cwd=folder,
            start_new_session=own_session,
        )


def stop(process: subprocess.Popen[bytes], *, ask: signal.Signals = signal.SIGTERM, patience: float = 10) -> None:
    """Ask a process to end, and after `patience` seconds end it."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(ask)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def put_aside(log: Path) -> Path:
    """Put a big log of earlier runs aside, so that there are two at most."""
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.replace(log.with_suffix(".log.1"))
    return log


def last_lines(log: Path, count: int = 15) -> str:
    """The end of a log file, to show beside a failure."""
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-count:])
    except OSError:
        return ""
