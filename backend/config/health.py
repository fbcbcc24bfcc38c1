# SPDX-License-Identifier: EUPL-1.2
"""Whether this process answers, and whether all that it needs does: how old each part's last sign of life is."""

import time
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from backend.common.clock import database_now
from backend.config.relay import SIGN_OF_LIFE
from backend.ledger.events.selectors import lag

# How old, in seconds, a sign of life may be; the worker gives one with each task, and there is one every two seconds.
SIGNS = {"worker": ("worker alive", 60.0), "beat": ("beat alive", 60.0)}
RELAY_SECONDS, PENDING_SECONDS = 10.0, 30.0


@never_cache
@require_safe
def alive(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 a view's signature
    """200 while this process answers; depends on nothing."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 a view's signature
    """200 when database, Redis, relay, worker and beat all show life, else 503; each with its age in seconds."""
    signs = {name: _sign(*sign) for name, sign in SIGNS.items()}
    parts = {"database": _database(), "redis": _redis(), "relay": _relay(), **signs}
    healthy = all(part["ok"] for part in parts.values())
    return JsonResponse({"status": "ok" if healthy else "degraded", **parts}, status=200 if healthy else 503)


def _database() -> dict[str, Any]:
    """Whether it answers, and in how many seconds."""
    try:
        return {"ok": True, "seconds": _timed(database_now)}
    except (DatabaseError, InterfaceError):
        return {"ok": False}


def _relay() -> dict[str, Any]:
    """Its sign of life, and how long what waits for it has waited."""
    sign = _sign(SIGN_OF_LIFE, RELAY_SECONDS)
    try:
        waits = lag()
    except (DatabaseError, InterfaceError):
        return {**sign, "ok": False}
    return {
        "ok": sign["ok"] and waits.oldest_seconds <= PENDING_SECONDS,
        "age_seconds": sign["age_seconds"],
        "pending_events": waits.pending,
        "oldest_pending_seconds": round(waits.oldest_seconds, 3),
    }


def _redis() -> dict[str, Any]:
    """Whether what was written a moment ago is read again."""
    mark = time.time()

    def ask() -> None:
        cache.set("readiness", mark, 10)

    seconds = _timed(ask)
    return {"ok": cache.get("readiness") == mark, "seconds": seconds}


def _sign(key: str, oldest: float) -> dict[str, Any]:
    """How long ago a process said that it lives; null when it has not within its time or Redis is away."""
    said: float | None = cache.get(key)
    age = None if said is None else round(max(0.0, time.time() - said), 3)
    return {"ok": age is not None and age <= oldest, "age_seconds": age}


def _timed(act: Callable[[], object]) -> float:
    began = time.monotonic()
    act()
    return round(time.monotonic() - began, 4)
