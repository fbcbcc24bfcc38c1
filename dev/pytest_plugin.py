# SPDX-License-Identifier: EUPL-1.2
"""Pytest plugin: real PostgreSQL and Redis in memory for every run, before Django is loaded.

PostgreSQL is started once by the controlling process; every xdist worker has a Redis of its own, so that neither keys
nor channels meet. `TEST_DATABASE_URL` and `TEST_REDIS_URL` use other servers (then workers differ in database number).
"""

import atexit
import os
import re
import shutil
from collections.abc import Generator
from pathlib import Path

import pytest

from dev import postgres, redis, scratch
from dev.browser import NO_CHROMIUM

WORKER = "PYTEST_XDIST_WORKER"


class Servers:
    """What this process has started, and its folder in memory."""

    def __init__(self) -> None:
        self.folder = scratch.make(scratch.in_memory(), "test")
        self.running: list[postgres.Postgres | redis.Redis] = []

    def start_postgres(self) -> str:
        """Start a fresh cluster and answer its address."""
        sockets = self.folder if len(str(self.folder)) < 60 else scratch.for_sockets()
        log = self.folder / "postgres.log"
        cluster = postgres.Postgres(
            data=self.folder / "postgres", sockets=sockets, log=log, durable=False, major=postgres.version()
        )
        cluster.prepare()
        cluster.start()
        self.running.append(cluster)
        cluster.wait()
        return cluster.url

    def start_redis(self) -> str:
        """Start a Redis and answer its address."""
        server = redis.Redis(log=self.folder / "redis.log")
        server.start()
        self.running.append(server)
        server.wait()
        return server.url

    def stop(self) -> None:
        """Stop all in reverse order and remove the folder."""
        while self.running:
            self.running.pop().stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def numbered(url: str, worker: str) -> str:
    """The same Redis with a database number of the worker's own (the controller has 0, gw0 has 1)."""
    number = int(re.sub(r"\D", "", worker) or -1) + 1
    return re.sub(r"(?<=\w)(/\d*)?$", f"/{number}", url, count=1)


def prepare() -> Servers:
    """Start what is needed and tell it to the environment, from which the settings read."""
    servers = Servers()
    worker = os.environ.get(WORKER, "")
    if not worker:
        os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL") or servers.start_postgres()
    given = os.environ.get("TEST_REDIS_URL")
    os.environ["REDIS_URL"] = numbered(given, worker) if given else servers.start_redis()
    os.environ["STATE"] = str(servers.folder)
    (servers.folder / "static").mkdir(exist_ok=True)  # WhiteNoise warns of a folder that is not there
    os.environ.setdefault("PARVI_ENV", "test")
    return servers


class Lifetime:
    """Stops the servers with the run, and says what was left out."""

    def __init__(self, servers: Servers) -> None:
        self.servers = servers

    @pytest.hookimpl(trylast=True)
    def pytest_unconfigure(self, config: pytest.Config) -> None:
        """Stop the servers; the last line says so when browser tests could not run."""
        self.servers.stop()
        reporter = config.pluginmanager.get_plugin("terminalreporter")
        if reporter is None or WORKER in os.environ:
            return
        skipped = sum(NO_CHROMIUM in str(report.longrepr) for report in reporter.stats.get("skipped", []))
        if skipped:
            reporter.ensure_newline()
            reporter.write_line(f"Browser tests skipped ({skipped}): {NO_CHROMIUM}.")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    """Start the servers before pytest-django reads the settings."""
    servers = prepare()
    atexit.register(servers.stop)
    early_config.pluginmanager.register(Lifetime(servers), "parvi-servers")
    yield


def server_log(name: str) -> Path:
    """The log file of `postgres` or `redis` of this run, for a test that wants to read it."""
    return Path(os.environ["STATE"]) / f"{name}.log"
