# SPDX-License-Identifier: EUPL-1.2
"""`down` and `reset`: stopping a running copy, and deleting its data."""

import os
import shutil
import signal
import time

from dev import layout, locks
from dev.announce import say
from dev.failure import Failure


def down(*, patience: float = 90) -> int:
    """Stop the copy that holds the state folder, and wait for its end."""
    state = layout.state()
    holder = locks.holder(state)
    if holder is None:
        say(f"Nothing runs in {state}.")
        return 0
    if holder.verb != "up" or not holder.process:
        raise Failure(f"{state} is in use by `{holder.verb}` (process {holder.process}), which ends by itself.")
    os.kill(holder.process, signal.SIGTERM)
    until = time.monotonic() + patience
    while locks.holder(state):
        if time.monotonic() > until:
            raise Failure(f"Process {holder.process} has not ended after {patience:g} s.")
        time.sleep(0.1)
    say("Stopped; the data are kept.")
    return 0


def reset() -> int:
    """Delete all data of the state folder; refused while a copy runs."""
    state = layout.state()
    if not state.exists():
        say(f"There is nothing in {state}.")
        return 0
    if not (state / locks.MARK).exists():
        raise Failure(f"{state} was not made by Parvi; nothing is deleted.")
    with locks.held(state, verb="reset"):
        for path in state.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path.name not in {"lock", locks.MARK}:
                path.unlink()
    say(f"All data in {state} are deleted.")
    return 0
