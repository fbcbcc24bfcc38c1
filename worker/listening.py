# SPDX-License-Identifier: EUPL-1.2
"""A thread of the worker's main process that waits for news of the ledger and wakes the follow-ups."""

import threading
from collections.abc import Callable
from typing import Any

import psycopg
import structlog
from celery import bootsteps
from django.db import Error, connection
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from backend.common.faults import kind_of
from backend.ledger.events.services import NOTIFY_CHANNEL

TASK = "follow_ledger"
PATIENCE_SECONDS = 5.0
"""Without news the follow-ups are woken this often, so that they run without beat too."""
PAUSE_SECONDS = 0.2
"""What comes within this time after a wake-up is in the next one."""
AWAY_SECONDS = 2.0
_log = structlog.get_logger(__name__)


class LedgerListener(bootsteps.StartStopStep):
    """Part of the worker's main process, started after the pool has forked its processes.

    A process forked later, in place of one that died, has no copy of the thread, and leaves the
    connection alone: psycopg closes it only in the process that opened it.
    """

    requires = ("celery.worker.components:Pool",)

    def __init__(self, worker: Any, **options: Any) -> None:
        super().__init__(worker, **options)
        self._stop = threading.Event()

    def start(self, worker: Any) -> None:
        """Begin to listen."""
        wake = Waker(worker.app)
        threading.Thread(target=listen, args=(self._stop, wake), name="ledger listener", daemon=True).start()

    def stop(self, worker: Any) -> None:  # noqa: ARG002 Celery calls it so
        """The thread ends at its next wake-up, or with the process."""
        self._stop.set()


class Waker:
    """Sends the task that follows the ledger; a dead Redis is noticed once and waited for."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self._away = False

    def __call__(self) -> None:
        """Send one wake-up; one that nobody takes in time is void, as there is another by then."""
        try:
            self._app.send_task(TASK, expires=PATIENCE_SECONDS, retry=False)
        except (OperationalError, RedisError, OSError) as error:
            if not self._away:
                _log.warning("broker_away", error=kind_of(error))
            self._away = True
        else:
            self._away = False


def listen(stop: threading.Event, wake: Callable[[], None]) -> None:
    """Wake at every piece of news and at least every five seconds; a database that is away is tried again."""
    while not stop.is_set():
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"LISTEN {NOTIFY_CHANNEL}")
            while not stop.is_set():
                wake()
                stop.wait(PAUSE_SECONDS)
                for _ in connection.connection.notifies(timeout=PATIENCE_SECONDS, stop_after=1):
                    pass
        except (Error, psycopg.Error) as error:
            _log.warning("database_away", error=kind_of(error))
            connection.close()
            stop.wait(AWAY_SECONDS)
    connection.close()
