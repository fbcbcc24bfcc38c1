# SPDX-License-Identifier: EUPL-1.2
"""`up`: PostgreSQL, Redis, migrations, demo data, then web, relay, worker and beat until Ctrl-C."""

import ctypes
import http.client
import json
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from dev import bootstrap, layout, locks, ports, processes, servers
from dev.announce import say
from dev.failure import Failure
from dev.family import Family, Member

STOPPING = {signal.SIGINT, signal.SIGTERM}
PR_SET_PDEATHSIG = 1


class Stopped(Exception):
    """Somebody asked for the end."""


def up() -> int:
    """Run everything in the foreground; the data stay in the state folder."""
    began = time.monotonic()
    state, port = layout.state(), layout.port()
    follow_make()
    with locks.held(state, verb="up"):
        require_free(port)
        bootstrap.prepare()
        require_free(port)
        supervisor = Supervisor(state, port)
        try:
            supervisor.rise(began)
            supervisor.watch()
        except Stopped:
            say("Stopping …")
        finally:
            supervisor.stop()
    return 0


def require_free(port: int) -> None:
    """Refuse a port on which somebody else listens."""
    if not ports.is_free(port):
        raise Failure(f"Port {port} is in use by another program. Choose another one: make up PORT={port + 1}")


def follow_make() -> None:
    """Stop, cleanly, when the `make` above is killed: to a person it is the same program."""
    name = Path(f"/proc/{os.getppid()}/comm")
    if name.exists() and name.read_text().strip() in {"make", "gmake"}:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM), 0, 0, 0)


def commands(port: int) -> dict[str, list[str]]:
    """The four processes of the product; pages, API and websockets share one port."""
    python = str(layout.PYTHON)
    asgi = ["-m", "uvicorn", "backend.config.asgi:application", "--host", "127.0.0.1", "--port", str(port)]
    # no proxy stands before it: an X-Forwarded-For from this machine is somebody's invention
    quiet = ["--no-proxy-headers", "--no-access-log", "--no-server-header", "--timeout-graceful-shutdown", "3"]
    # Clients say nothing and hear short frames: large ones are refused, and compression would only cost memory.
    sockets = ["--ws-max-size", "4096", "--ws-per-message-deflate", "false"]
    return {
        "web": [python, *asgi, *quiet, *sockets],
        "relay": [python, "-m", "backend", "relay"],
        "worker": [python, "-m", "worker"],
        "beat": [python, "-m", "worker", "beat"],
    }


class Supervisor:
    """Owns every process of a running copy, and touches no other."""

    def __init__(self, state: Path, port: int) -> None:
        self.port = port
        self.servers = servers.Servers(state, say=say)
        self.logs = self.servers.logs
        self.family = Family()
        # Signals are taken one by one in `pause`, never in the middle of starting a child; a program that was started
        # in the background ignores SIGINT until it says otherwise.
        self.stopping = set(STOPPING)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
            self.stopping.add(signal.SIGHUP)
        for number in STOPPING:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_BLOCK, self.stopping | {signal.SIGCHLD})

    def pause(self, seconds: float) -> None:
        """Wait for a child's end or the time; raises Stopped when asked to stop."""
        received = signal.sigtimedwait(self.stopping | {signal.SIGCHLD}, seconds)
        if received and received.si_signo in self.stopping:
            raise Stopped

    def rise(self, began: float) -> None:
        """Start all, in order, and tell where it is."""
        self.servers.start()
        for name, server in self.servers.running.items():
            self.family.members.append(Member(name, server.start, str(server.log), server.process, time.monotonic()))
        self.environment = {**servers.complete(self.servers.environment), "PYTHONUNBUFFERED": "1"}
        accounts = self.begin(["-m", "backend", "seed", "--accounts"], "accounts.log")
        seed = self.begin(["-m", "backend", "seed", "--migrate"], "seed.log")
        self.finish("migrations and demo data", seed, self.logs / "seed.log")
        for name, command in commands(self.port).items():
            self.family.add(self.member(name, command))
        self.wait_until_ready()
        accounts.wait()
        self.tell((self.logs / "accounts.log").read_text(errors="replace"), time.monotonic() - began)

    def member(self, name: str, command: Sequence[str]) -> Member:
        """A process of the product."""
        log = processes.put_aside(self.logs / f"{name}.log")

        def start() -> subprocess.Popen[bytes]:
            return processes.start(command, environment=self.environment, log=log, folder=layout.ROOT)

        return Member(name, start, str(log))

    def begin(self, arguments: Sequence[str], log_name: str) -> subprocess.Popen[bytes]:
        """Start a command of the backend whose output alone is in its log."""
        log = self.logs / log_name
        log.write_bytes(b"")
        return processes.start(
            [str(layout.PYTHON), *arguments], environment=self.environment, log=log, folder=layout.ROOT
        )

    def finish(self, what: str, process: subprocess.Popen[bytes], log: Path) -> None:
        """Wait for the end of a command that must succeed."""
        began = time.monotonic()
        try:
            while process.poll() is None:
                self.pause(0.2)
                self.family.look()
        except Stopped:
            processes.stop(process)
            raise
        if process.returncode:
            raise Failure(f"{what} failed; the end of {log}:\n{processes.last_lines(log, 30)}")
        say(f"{what}: {time.monotonic() - began:.1f} s")

    def wait_until_ready(self, *, patience: float = 60) -> None:
        """Wait until the site answers and every part shows life."""
        until = time.monotonic() + patience
        while missing := missing_parts(self.port):
            if time.monotonic() > until:
                name = "web" if "site" in missing else min(missing)
                log = self.logs / f"{name}.log"
                told = processes.last_lines(log, 30)
                raise Failure(f"Not ready after {patience:g} s: {', '.join(missing)}. The end of {log}:\n{told}")
            self.pause(0.1)
            self.family.look()

    def watch(self) -> None:
        """Look after the processes until somebody asks for the end."""
        while True:
            self.pause(0.5)
            self.family.look()

    def tell(self, accounts: str, seconds: float) -> None:
        """Print what a person needs now."""
        print(f"\nParvi is ready after {seconds:.1f} s:  http://127.0.0.1:{self.port}/\n")
        lines = describe_accounts(accounts)
        if lines:
            print("Demo accounts:", *lines, sep="\n  ", end="\n\n")
        print(f"Logs: {self.logs}\nCtrl-C stops everything and keeps the data.", flush=True)

    def stop(self) -> None:
        """Stop the processes in reverse order, the servers last."""
        self.servers.forget()
        ours = self.family.members
        self.family.members = [member for member in ours if member.name not in self.servers.running]
        self.family.stop()
        self.servers.stop()


def missing_parts(port: int) -> set[str]:
    """The parts that `/readiness` does not find well; `site` while it does not answer itself."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/readiness")
        parts = json.loads(connection.getresponse().read())
        return {name for name, part in parts.items() if isinstance(part, dict) and not part["ok"]}
    except (OSError, http.client.HTTPException, ValueError, KeyError, AttributeError):
        return {"site"}
    finally:
        connection.close()


def describe_accounts(printed: str) -> list[str]:
    """One line for each account that `seed --accounts` printed as JSON; other lines are left out."""
    lines: list[str] = []
    for line in printed.splitlines():
        try:
            account = json.loads(line)
        except ValueError:
            continue
        if isinstance(account, dict):
            lines.append("  ".join(str(value) for value in account.values()))
    return lines
