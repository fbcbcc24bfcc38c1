# SPDX-License-Identifier: EUPL-1.2
"""PostgreSQL and Redis of a state folder, and the environment that tells programs where they are."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from dev import layout, postgres, processes, redis, scratch

Server = postgres.Postgres | redis.Redis
TOLD = ("DATABASE_URL", "REDIS_URL", "STATE", "PORT", "PARVI_ENV")


class Servers:
    """The embedded servers of one state folder; those for which an address was given are left out."""

    def __init__(self, state: Path, *, say: Callable[[str], None]) -> None:
        self.state, self.say = state, say
        self.logs = state / "logs"
        self.running: dict[str, Server] = {}
        self.sockets: Path | None = None
        self.environment = {
            "STATE": str(state),
            "PORT": str(layout.port()),
            "PARVI_ENV": os.environ.get("PARVI_ENV") or "development",
        }

    def start(self) -> None:
        """Start both, wait until they answer, and leave the environment for others in the state folder."""
        self.logs.mkdir(parents=True, exist_ok=True)
        self.forget()
        self.environment["DATABASE_URL"] = os.environ.get("DATABASE_URL") or self._start_postgres()
        self.environment["REDIS_URL"] = os.environ.get("REDIS_URL") or self._start_redis()
        for name, server in self.running.items():
            server.wait()
            self.say(f"{name} is ready")
        remember(self.state, self.environment)

    def _start_postgres(self) -> str:
        self.sockets = scratch.for_sockets()
        major = postgres.version()
        server = postgres.Postgres(
            data=self.state / f"postgres-{major}",
            sockets=self.sockets,
            log=processes.put_aside(self.logs / "postgres.log"),
            durable=True,
            major=major,
        )
        server.prepare()
        server.start()
        self.running["PostgreSQL"] = server
        return server.url

    def _start_redis(self) -> str:
        server = redis.Redis(log=processes.put_aside(self.logs / "redis.log"))
        server.start()
        self.running["Redis"] = server
        return server.url

    def forget(self) -> None:
        """Take the environment away: the servers of whom it told are gone."""
        _file(self.state).unlink(missing_ok=True)

    def stop(self) -> None:
        """Stop in reverse order; the data stay."""
        self.forget()
        for name, server in reversed(self.running.items()):
            server.stop()
            self.say(f"{name} has stopped")
        if self.sockets:
            shutil.rmtree(self.sockets, ignore_errors=True)


def _file(state: Path) -> Path:
    return state / "environment.json"


def remember(state: Path, environment: dict[str, str]) -> None:
    """Write the environment for `exec`, readable by nobody else: it holds the password of Redis."""
    fresh = _file(state).with_suffix(".new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump({"holder": os.getpid(), "environment": environment}, file)
    fresh.rename(_file(state))


def recall(state: Path) -> dict[str, str] | None:
    """The environment of the running servers, None while there are none."""
    try:
        told = json.loads(_file(state).read_text())
    except (OSError, ValueError):
        return None
    alive = Path(f"/proc/{told['holder']}").exists()
    return {str(name): str(value) for name, value in told["environment"].items()} if alive else None


def complete(environment: dict[str, str]) -> dict[str, str]:
    """The whole environment of a program: ours, what was given beside it, and the virtual environment first on PATH."""
    given = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)}
    path = os.pathsep.join([str(layout.VENV / "bin"), os.environ.get("PATH", os.defpath)])
    return {**os.environ, **environment, **given, "PATH": path, "VIRTUAL_ENV": str(layout.VENV)}
