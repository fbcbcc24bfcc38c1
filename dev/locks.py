# SPDX-License-Identifier: EUPL-1.2
"""Who uses the state folder: one holder that runs the servers, any number of guests beside it."""

import contextlib
import fcntl
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from dev.failure import Failure

# In a state folder that was made here, and which may therefore be emptied.
MARK = "made-by-parvi"


class Busy(Failure):
    """Another copy holds the state folder."""

    def __init__(self, state: Path, holder: "Holder") -> None:
        self.holder = holder
        super().__init__(
            f"{state} is in use by `{holder.verb}` (process {holder.process}).\n"
            "Stop it with Ctrl-C or `make down`, or give this copy another STATE and PORT."
        )


class Holder:
    """The process that holds a state folder, and what it does."""

    def __init__(self, process: int, verb: str) -> None:
        self.process, self.verb = process, verb


def _open(path: Path) -> IO[str]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return path.open("a+")
    except OSError as error:
        raise Failure(
            f"{path.parent} cannot be written: {error.strerror}. Set STATE to a folder of your own."
        ) from None


def _read(file: IO[str]) -> Holder:
    file.seek(0)
    try:
        told = json.loads(file.read())
        return Holder(int(told["process"]), str(told["verb"]))
    except (ValueError, KeyError):
        return Holder(0, "another command")


@contextlib.contextmanager
def held(state: Path, *, verb: str, patience: float = 0.3) -> Iterator[None]:
    """Hold the state folder; raises Busy when another process does."""
    until = time.monotonic() + patience
    is_new = not state.exists() or not any(state.iterdir())
    with _open(state / "lock") as file:
        if is_new:
            (state / MARK).touch()
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise Busy(state, _read(file)) from None
                time.sleep(0.05)
        file.truncate(0)
        file.write(json.dumps({"process": os.getpid(), "verb": verb}))
        file.flush()
        yield
        file.truncate(0)


def holder(state: Path) -> Holder | None:
    """The process that holds the state folder, None when nobody does."""
    if not (state / "lock").exists():
        return None
    with _open(state / "lock") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return _read(file)
    return None


@contextlib.contextmanager
def guest(state: Path) -> Iterator[None]:
    """Use the servers of the holder: it does not stop them before the last guest has left."""
    with _open(state / "guests") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


@contextlib.contextmanager
def without_guests(state: Path) -> Iterator[None]:
    """Wait until the last guest has left, and let none in."""
    with _open(state / "guests") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Wait for the turn: two copies must not install into one folder."""
    with _open(path) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
