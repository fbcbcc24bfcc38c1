# SPDX-License-Identifier: EUPL-1.2
"""Stamps: a step whose inputs are as they were is not done again."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def of(files: Iterable[Path], *words: str) -> str:
    """One hash of files (names and contents) and words."""
    total = hashlib.sha256()
    for word in words:
        total.update(f"{word}\n".encode())
    for file in sorted(files):
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        total.update(f"{file} {content}\n".encode())
    return total.hexdigest()


def is_current(stamp: Path, value: str) -> bool:
    """Whether the step was done with these inputs."""
    return stamp.exists() and stamp.read_text() == value


def put(stamp: Path, value: str) -> None:
    """Note that the step is done."""
    stamp.write_text(value)
