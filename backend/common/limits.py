# SPDX-License-Identifier: EUPL-1.2
"""How often something may be done: counted in the cache by windows of time; everything is allowed without Redis."""

import time

from django.conf import settings
from django.core.cache import cache

from backend.common.errors import TooOften

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


def require_not_too_often(scope: str, who: str) -> None:
    """Count one act of `who`; raises TooOften above the rate that the settings give the scope."""
    limit, seconds = rate(scope)
    if count(f"throttle:{scope}:{who}:{int(time.time() // seconds)}", seconds) > limit:
        raise TooOften


def rate(scope: str) -> tuple[int, int]:
    """How many in how many seconds: "600/min" is (600, 60)."""
    rates: dict[str, str] = settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"]  # type: ignore[assignment]
    number, _, period = rates[scope].partition("/")
    return int(number), _SECONDS[period[0]]


def count(key: str, seconds: int) -> int:
    """How many there have been under the key, with this one; 1 when Redis is away."""
    try:
        return cache.incr(key)
    except ValueError:  # the first one of its window
        cache.add(key, 0, seconds + 1)
    try:
        return cache.incr(key)
    except ValueError:  # thrown out meanwhile
        return 1
