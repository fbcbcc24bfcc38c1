# SPDX-License-Identifier: EUPL-1.2
"""`exec -- CMD…`: any command with PostgreSQL and Redis, those of a running copy or its own for as long as it lasts."""

import os
import shutil
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from types import FrameType

from dev import layout, locks, processes, servers
from dev.failure import Failure


def say(text: str) -> None:
    """Tell on standard error: standard output belongs to the command."""
    print(f"[exec] {text}", file=sys.stderr, flush=True)


def run(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run the command in the foreground and answer its exit code as a shell would."""
    program = shutil.which(command[0], path=environment["PATH"])
    if program is None:
        say(f"{command[0]}: not found")
        return 127
    process = processes.start(
        [program, *command[1:]],
        environment=environment,
        own_session=False,
        stdin=None,
    )

    def pass_on(number: int, _frame: FrameType | None) -> None:
        process.send_signal(number)

    # Ctrl-C reaches the command by itself, as it is in the same terminal; it decides what to do.
    former = {signal.SIGINT: signal.signal(signal.SIGINT, signal.SIG_IGN)}
    for number in (signal.SIGTERM, signal.SIGHUP):
        former[number] = signal.signal(number, pass_on)
    try:
        code = process.wait()
    finally:
        for number, action in former.items():
            signal.signal(number, action)
    return 128 - code if code < 0 else code


def execute(command: Sequence[str]) -> int:
    """Run a command with the servers of the state folder; neither migrates nor seeds."""
    state = layout.state()
    if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
        return run(command, servers.complete(servers.Servers(state, say=say).environment))
    until = time.monotonic() + 60
    while True:
        try:
            return _as_holder(command)
        except locks.Busy as busy:
            with locks.guest(state):
                environment = servers.recall(state)
                if environment:
                    return run(command, servers.complete(environment))
            if time.monotonic() > until:
                raise Failure(f"The servers of `{busy.holder.verb}` in {state} are not ready after 60 s.") from None
            time.sleep(0.1)


def _as_holder(command: Sequence[str]) -> int:
    state = layout.state()
    with locks.held(state, verb="exec"):
        own = servers.Servers(state, say=lambda _text: None)
        try:
            own.start()
            code = run(command, servers.complete(own.environment))
            with locks.without_guests(state):
                own.stop()
            return code
        finally:
            own.stop()
