# SPDX-License-Identifier: EUPL-1.2
"""A Redis of a test's own, that it may kill, freeze and start again at the same address."""

import contextlib
import signal
from collections.abc import Iterator
from pathlib import Path

from dev.redis import Redis


class OwnRedis:
    """Started when made."""

    def __init__(self, folder: Path) -> None:
        self._server = Redis(log=folder / "redis.log")
        self.start()

    @property
    def url(self) -> str:
        """Its address, the same after a restart."""
        return self._server.url

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._server.start()
        self._server.wait()

    def kill(self) -> None:
        """End it without a word."""
        if self._server.process:
            self._server.process.kill()
            self._server.process.wait()

    def freeze(self) -> None:
        """Let it hang: connections stay, nothing answers."""
        if self._server.process:
            self._server.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        if self._server.process:
            self._server.process.send_signal(signal.SIGCONT)


@contextlib.contextmanager
def own_redis(folder: Path) -> Iterator[OwnRedis]:
    """One for the time of a test."""
    redis = OwnRedis(folder)
    try:
        yield redis
    finally:
        redis.thaw()
        redis.kill()
