# SPDX-License-Identifier: EUPL-1.2
"""The processes of a running copy: each is started again when it ends, with growing patience."""

import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from dev import processes
from dev.announce import say

SHORTEST, LONGEST, SETTLED = 0.5, 30.0, 20.0


@dataclass
class Member:
    """One process: how to start it, and when it is due again after its end."""

    name: str
    start: Callable[[], subprocess.Popen[bytes]]
    log: str = ""
    process: subprocess.Popen[bytes] | None = None
    began: float = 0
    pause: float = SHORTEST
    due: float = 0

    def rise(self) -> None:
        """Start it now."""
        self.process = self.start()
        self.began = time.monotonic()

    def look(self) -> None:
        """Notice its end, and start it again once its pause is over."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.due:
                self.rise()
            return
        code = self.process.poll()
        if code is None:
            return
        if now - self.began > SETTLED:
            self.pause = SHORTEST
        say(f"{self.name} ended ({describe(code)}), starting again in {self.pause:g} s; see {self.log}")
        self.process, self.due = None, now + self.pause
        self.pause = min(self.pause * 2, LONGEST)


@dataclass
class Family:
    """The members in the order in which they are started; they are stopped the other way round."""

    members: list[Member] = field(default_factory=list)

    def add(self, member: Member) -> None:
        """Start a member and look after it from now on."""
        member.rise()
        self.members.append(member)

    def look(self) -> None:
        """Look after each."""
        for member in self.members:
            member.look()

    def stop(self, *, patience: float = 10) -> None:
        """Stop each and wait for its end."""
        while self.members:
            member = self.members.pop()
            if member.process:
                processes.stop(member.process, patience=patience)
                say(f"{member.name} has stopped")


def describe(code: int) -> str:
    """An exit code in words."""
    return f"killed by signal {-code}" if code < 0 else f"exit code {code}"
