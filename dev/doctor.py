# SPDX-License-Identifier: EUPL-1.2
"""`doctor`: what this machine has, and what is missing, in plain words."""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable

from dev import browser, layout, locks, node, ports, postgres, redis
from dev.announce import say
from dev.failure import Failure

NEEDED_BYTES = 2 << 30
Finding = tuple[str, str]


def python() -> Finding:
    """The interpreter and pip."""
    done = subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return "missing", f"Python {platform.python_version()} has no pip. On Debian: apt-get install python3-pip"
    return "ok", f"Python {platform.python_version()} with pip {done.stdout.split()[1]}"


def system() -> Finding:
    """The kind of machine."""
    told = f"{platform.system()} on {platform.machine()}"
    if platform.system() != "Linux":
        return "missing", f"{told}: `make up` needs Linux. Use docker compose, or WSL on Windows."
    return "ok", told


def disk() -> Finding:
    """Room and right to write."""
    free = shutil.disk_usage(layout.ROOT).free
    if not os.access(layout.ROOT, os.W_OK):
        return "missing", f"{layout.ROOT} cannot be written by this user"
    return ("ok" if free > NEEDED_BYTES else "missing"), f"{free >> 20} MB free (2,048 needed) in {layout.ROOT}"


def database() -> Finding:
    """Where PostgreSQL comes from, and whether it can run."""
    if os.environ.get("DATABASE_URL"):
        return "ok", "PostgreSQL: the one of DATABASE_URL"
    identity = {"same": "as this user", "namespace": "in a user namespace", "nobody": "as nobody"}
    told = f"PostgreSQL {postgres.version()}: embedded, {identity[postgres.choose_identity()]}"
    return "ok", told if layout.PYTHON.exists() else f"{told}, once `make up` has installed it"


def cache() -> Finding:
    """Where Redis comes from."""
    if os.environ.get("REDIS_URL"):
        return "ok", "Redis: the one of REDIS_URL"
    if not layout.PYTHON.exists() and platform.machine() == "x86_64":
        return "ok", "Redis: on PATH or embedded, once `make up` has installed it"
    return "ok", f"Redis: {redis.find_server()}"


def browser_side() -> Finding:
    """What builds the browser side."""
    if not layout.PYTHON.exists() and not shutil.which("node"):
        return "ok", "Node: embedded, once `make up` has installed it"
    return "ok", f"Node: {node.find_folder()}"


def chromium() -> Finding:
    """Whether browser tests can run."""
    found = browser.find_chromium()
    advice = "not found, so browser tests are skipped. On Debian: apt-get install chromium"
    return ("ok" if found else "note"), f"Chromium: {found or advice}"


def port() -> Finding:
    """Whether `make up` could listen."""
    holder, number = locks.holder(layout.state()), layout.port()
    if holder:
        return "note", f"`{holder.verb}` (process {holder.process}) uses {layout.state()}"
    if ports.is_free(number):
        return "ok", f"Port {number} is free"
    return "missing", f"Port {number} is in use by another program: make up PORT={number + 1}"


def look() -> int:
    """Show every finding; exit code 1 when something needed is missing."""
    looks: list[Callable[[], Finding]] = [system, python, disk, database, cache, browser_side, chromium, port]
    missing = 0
    for one in looks:
        try:
            verdict, text = one()
        except Failure as failure:
            verdict, text = "missing", str(failure)
        missing += verdict == "missing"
        say(f"{verdict:9}{text}")
    say("Something is missing." if missing else "Nothing is missing.")
    return 1 if missing else 0
