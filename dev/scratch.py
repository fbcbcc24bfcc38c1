# SPDX-License-Identifier: EUPL-1.2
"""Folders that go with their process: in memory for tests, short and closed for sockets."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

PREFIX = "parvi"
MEMORY = Path("/dev/shm")  # noqa: S108 - the point is that it is memory


def in_memory(*, needed: int = 1 << 30) -> Path:
    """Where test data goes: memory where there is a gigabyte of it, else the temporary directory."""
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= needed:
        return MEMORY
    return Path(tempfile.gettempdir())


def make(place: Path, kind: str) -> Path:
    """A new closed folder named after this process; those of processes that were killed are cleared away."""
    for left in place.glob(f"{PREFIX}-{kind}-*-*"):
        owner = left.name.split("-")[2]
        if owner.isdigit() and not Path(f"/proc/{owner}").exists():
            shutil.rmtree(left, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"{PREFIX}-{kind}-{os.getpid()}-", dir=place))


def for_sockets() -> Path:
    """A new folder for sockets, whose paths may have 107 bytes at most."""
    places = [os.environ.get("XDG_RUNTIME_DIR", ""), tempfile.gettempdir(), "/tmp"]  # noqa: S108
    for place in places:
        if place and len(place) < 60 and os.access(place, os.W_OK):
            with contextlib.suppress(OSError):
                return make(Path(place), "sockets")
    return make(Path(tempfile.gettempdir()), "sockets")
