# SPDX-License-Identifier: EUPL-1.2
"""The relay's loop, and the thread that pushes what was folded without ever holding the loop up."""

import threading
import time
from collections.abc import Callable, Sequence

import structlog
from django.core.cache import cache
from django.db import OperationalError, close_old_connections, connection

from backend.common.faults import kind_of
from backend.ledger.events.catch_up import follow_ups
from backend.ledger.events.services import Span, relay_batch

BEAT_SECONDS = 0.25
SIGN_OF_LIFE = "relay alive"
_log = structlog.get_logger(__name__)


class Pusher:
    """Pushes spans from one thread; what comes while it is busy is joined to the next span.

    A push that fails is dropped: clients notice the gap and ask for a snapshot.
    """

    def __init__(self, pushes: Sequence[Callable[[Span], None]]) -> None:
        self._pushes = pushes
        self._waiting: Span | None = None
        self._changed = threading.Condition()
        threading.Thread(target=self._work, name="push", daemon=True).start()

    def push(self, span: Span) -> None:
        """Hand over a span; never waits."""
        with self._changed:
            after = self._waiting.after if self._waiting else span.after
            self._waiting = Span(after, span.upto)
            self._changed.notify()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting is not None)
                span, self._waiting = self._waiting, None
            for push in self._pushes:
                try:
                    push(span or Span(0, 0))
                except Exception as error:  # noqa: BLE001 a push may fail in any way and must not end the thread
                    _log.warning("push_dropped", error=kind_of(error))
            close_old_connections()


class Relay:
    """Stamps and folds in batches until told to stop."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._table = follow_ups()
        self._pusher = Pusher(self._table.push)

    def run(self) -> None:
        """Work until `stop` is set; a database that is away is tried again."""
        while not self._stop.is_set():
            began = time.monotonic()
            try:
                more = self._batch()
            except OperationalError as error:
                _log.warning("database_away", error=kind_of(error))
                connection.close()
                more = False
            if not more:
                self._stop.wait(max(0.0, BEAT_SECONDS - (time.monotonic() - began)))
        connection.close()

    def _batch(self) -> bool:
        """One batch; whether there may be more at once."""
        span = relay_batch(self._table.now)
        cache.set(SIGN_OF_LIFE, time.time(), timeout=60)
        if not span:
            return False
        self._pusher.push(span)
        return span.upto - span.after >= 20_000
