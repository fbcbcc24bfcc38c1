# SPDX-License-Identifier: EUPL-1.2
"""The site as `make up` runs it, on the test's own database: the web process and relays, over real HTTP."""

import contextlib
import http.client
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client

from backend.region.accounts.models import Account
from dev import ports, processes
from dev.supervisor import commands
from tests.faults.processes import environment

ROOT = Path(__file__).parents[2]
TOKEN = "t" * 32


class Person:
    """Somebody signed in, with one connection."""

    def __init__(self, port: int, account: Account) -> None:
        browser = Client()
        browser.force_login(account)
        session = browser.cookies[settings.SESSION_COOKIE_NAME].value
        self._headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN}
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def support(self, idea_id: int) -> int:
        """Support an idea; the HTTP status."""
        self._connection.request("POST", f"/api/v1/ideas/{idea_id}/support/", headers=self._headers)
        answer = self._connection.getresponse()
        answer.read()
        return answer.status

    def leave(self) -> None:
        """Close the connection."""
        self._connection.close()


class Site:
    """Where it is, and its processes by name."""

    def __init__(self, folder: Path, **changes: str) -> None:
        self.port = ports.free_port()
        self._folder = folder
        self._environment = {**environment(), **changes}
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def origin(self) -> str:
        """The address of the site."""
        return f"http://127.0.0.1:{self.port}"

    def socket(self, slug: str) -> str:
        """The address of a campaign's websocket."""
        return f"ws://127.0.0.1:{self.port}/ws/campaigns/{slug}/"

    def start(self, name: str, *, times: int = 1) -> None:
        """Start the web process or relays."""
        _, *arguments = commands(self.port)[name]
        for number in range(times):
            log = self._folder / f"{name}-{number}.log"
            self.running[f"{name}-{number}"] = processes.start(
                [sys.executable, *arguments], environment=self._environment, log=log, folder=ROOT
            )

    def get(self, path: str) -> Any:
        """What the API answers, or None when it does not."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with contextlib.closing(connection):
            try:
                connection.request("GET", path, headers={"Accept": "application/json"})
                answer = connection.getresponse()
                return json.loads(answer.read() or "null") if answer.status == http.client.OK else None
            except OSError:
                return None

    def snapshot(self, slug: str) -> Any:
        """The snapshot of a campaign."""
        return self.get(f"/api/v1/campaigns/{slug}/snapshot/")

    def wait(self, slug: str) -> None:
        """Wait until a campaign is answered."""
        until = time.monotonic() + 30
        while self.snapshot(slug) is None:
            if time.monotonic() > until or self.running["web-0"].poll() is not None:
                raise AssertionError(processes.last_lines(self._folder / "web-0.log", 30))
            time.sleep(0.1)

    def kill(self, name: str) -> None:
        """kill -9."""
        self.running[name].kill()
        self.running[name].wait()

    def stop(self) -> None:
        """End all."""
        for process in self.running.values():
            processes.stop(process, patience=5)


@contextlib.contextmanager
def running_site(folder: Path, *, slug: str, relays: int = 1, **changes: str) -> Iterator[Site]:
    """The site while a test lasts, answering for a campaign."""
    site = Site(folder, **changes)
    try:
        site.start("web")
        site.start("relay", times=relays)
        site.wait(slug)
        yield site
    finally:
        site.stop()
