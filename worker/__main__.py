# SPDX-License-Identifier: EUPL-1.2
"""`python -m worker` starts the worker, `python -m worker beat` the timetable."""

import sys

from django.conf import settings

from worker.app import app

WORKER = ["worker", "--pool=prefork", "--without-gossip", "--without-mingle", "--without-heartbeat"]
BEAT = ["beat", "--scheduler=worker.timetable:InMemory", "--pidfile="]


def run(role: str = "worker") -> None:
    """Run a role in the foreground until it is told to stop."""
    concurrency = f"--concurrency={settings.WORKER_CONCURRENCY}"
    app.start(["--quiet", *(BEAT if role == "beat" else [*WORKER, concurrency])])


if __name__ == "__main__":
    run(*sys.argv[1:2])
