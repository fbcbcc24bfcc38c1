# SPDX-License-Identifier: EUPL-1.2
"""Asks whether a role of this container is well, `probe.py web` (live, relay, worker, beat): exit code 0 means yes."""

import http.client
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable

SECONDS = 5


def site_is_ready() -> bool:
    """Whether the site can serve: a part that only works in the background must not take it off the net.

    It is asked by a name that it serves; its answer says more than its status, which is for alarms.
    """
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0]
    connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=SECONDS)
    connection.request("GET", "/readiness", headers={"Host": host, "X-Forwarded-Proto": "https"})
    answer = connection.getresponse()
    return answer.status == http.client.OK or bool(json.loads(answer.read())["database"]["ok"])


def shows_life(role: str) -> bool:
    """Whether a process of the role has given its sign of life within the last minute."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.config.settings")
    code = f"from django.core.cache import cache; raise SystemExit(cache.get('{role} alive') is None)"
    return subprocess.run([sys.executable, "-c", code], timeout=20, check=False).returncode == 0


def worker_answers() -> bool:
    """Whether the Celery worker of this container answers a ping."""
    command = [sys.executable, "-m", "celery", "-A", "worker.app", "inspect", "ping", "--timeout", str(SECONDS)]
    name = f"celery@{socket.gethostname()}"
    return subprocess.run([*command, "--destination", name], timeout=30, check=False).returncode == 0


PROBES: dict[str, Callable[[], bool]] = {
    "web": site_is_ready,
    "live": site_is_ready,
    "relay": lambda: shows_life("relay"),
    "beat": lambda: shows_life("beat"),
    "worker": worker_answers,
}

if __name__ == "__main__":
    try:
        well = PROBES[sys.argv[1]]()
    except (OSError, ValueError, KeyError, http.client.HTTPException, subprocess.TimeoutExpired) as error:
        sys.exit(f"{sys.argv[1]}: {error}")
    sys.exit(0 if well else 1)
