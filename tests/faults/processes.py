# SPDX-License-Identifier: EUPL-1.2
"""Real processes of the product that a test starts, kills and starts again."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).parents[2]


def environment() -> dict[str, str]:
    """What a process needs to work on the test's own database and Redis."""
    database = connection.settings_dict
    host = database["OPTIONS"].get("host") or database["HOST"]
    port = f"&port={database['PORT']}" if database["PORT"] else ""
    return {
        **os.environ,
        "PARVI_ENV": "test",
        "DATABASE_URL": f"postgresql://{database['USER']}@/{database['NAME']}?host={host}{port}",
        "REDIS_URL": settings.REDIS_URL,
        "DJANGO_SETTINGS_MODULE": "backend.config.settings",
    }


def start(*command: str) -> subprocess.Popen[bytes]:
    """Start `python -m …` in a session of its own, so that it can be killed with its children."""
    return subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def kill(process: subprocess.Popen[bytes]) -> None:
    """kill -9 of the process and its children."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
