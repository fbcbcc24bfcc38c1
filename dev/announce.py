# SPDX-License-Identifier: EUPL-1.2
"""What the set-up tells a person, on standard error so that standard output belongs to commands."""

import contextlib
import sys
import time
from collections.abc import Iterator


def say(text: str) -> None:
    """One line of progress."""
    print(text, file=sys.stderr, flush=True)


@contextlib.contextmanager
def step(text: str) -> Iterator[None]:
    """Tell that something which takes a while begins, and how long it took."""
    say(f"{text} …")
    began = time.monotonic()
    yield
    say(f"  done in {time.monotonic() - began:.1f} s")
