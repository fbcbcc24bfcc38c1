# SPDX-License-Identifier: EUPL-1.2
"""How a task is called: with the request's name in its log, a sign of life, and a limited number of tries."""

import json
import time
from collections.abc import Mapping
from typing import Any

import structlog
from celery import Task
from celery.result import AsyncResult
from django.conf import settings
from django.core.cache import cache
from redis import Redis
from redis.exceptions import RedisError

from backend.common.faults import kind_of

SIGN_OF_LIFE = "worker alive"
TRIES = 3
"""How often a task is tried before it is put among the dead letters."""
DEAD_LETTERS, MOST_DEAD_LETTERS = "dead letters", 1000
_log = structlog.get_logger(__name__)


class Call(Task[..., None]):
    """A task of this worker.

    One that raises is tried three times in all. So is one that ends its process each time: that
    message comes back for ever otherwise. What fails three times is put among the dead letters, a
    list in the broker, and logged with its name; the queue moves on.
    """

    abstract = True
    autoretry_for = (Exception,)
    max_retries = TRIES - 1
    retry_backoff = 1
    retry_backoff_max = 4

    def apply_async(self, *args: Any, headers: Mapping[str, Any] | None = None, **options: Any) -> AsyncResult[None]:
        """Send the task, with the name of the request from which it follows."""
        request_id = structlog.contextvars.get_contextvars().get("request_id")
        named = {"request_id": request_id} if request_id else {}
        return super().apply_async(*args, headers={**named, **(headers or {})}, **options)

    def __call__(self, *args: Any, **kwargs: Any) -> None:
        """Run the task, unless it has ended its process too often."""
        request_id = self.request.get("request_id") or self.request.id
        with structlog.contextvars.bound_contextvars(request_id=request_id, task=self.name):
            cache.set(SIGN_OF_LIFE, time.time(), timeout=60)
            if self._deliveries() > TRIES:
                self._bury("ended its process each time")
            else:
                super().__call__(*args, **kwargs)

    def on_failure(self, exc: Exception, task_id: str, *_details: Any, **_more: Any) -> None:
        """Called after the last try."""
        with structlog.contextvars.bound_contextvars(request_id=self.request.get("request_id") or task_id):
            self._bury(kind_of(exc))

    def _deliveries(self) -> int:
        """How often this message was given to a process, this time included; nothing is asked the first time."""
        if not (self.request.delivery_info or {}).get("redelivered"):
            return 1
        key = f"deliveries {self.request.id}"
        cache.add(key, 1, timeout=3600)
        return cache.incr(key)

    def _bury(self, why: str) -> None:
        letter = {"task": self.name, "id": self.request.id, "why": why, "at": time.time()}
        _log.error("dead_letter", **letter)
        try:
            with Redis.from_url(settings.BROKER_URL, socket_timeout=1, socket_connect_timeout=1) as redis:
                redis.lpush(DEAD_LETTERS, json.dumps(letter))
                redis.ltrim(DEAD_LETTERS, 0, MOST_DEAD_LETTERS - 1)
        except RedisError as error:  # it stands in the log
            _log.warning("dead_letter_not_kept", error=kind_of(error))
