# SPDX-License-Identifier: EUPL-1.2
"""Giving a finished file its name, whole or not at all."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path


def put_in_place(part: Path, path: Path) -> None:
    """Give a finished file its name in one step, safe from a power cut: whole or not there."""
    _to_disk(part)
    part.replace(path)
    _to_disk(path.parent)


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def removed_at_the_end(part: Path) -> Iterator[None]:
    """Whatever happens, an unfinished file goes."""
    try:
        yield
    finally:
        part.unlink(missing_ok=True)
