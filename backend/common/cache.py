# SPDX-License-Identifier: EUPL-1.2
"""A cache on Redis that answers "not cached" when Redis is away, and does not wait for it twice."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache import cache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

Answer = TypeVar("Answer")
_PAUSE = 2.0


class ForgivingRedisCache(RedisCache):
    """Django's Redis cache whose reads and writes never fail: a dead Redis is an empty cache.

    After a failure Redis is left alone for two seconds, so a dead one costs at most one
    socket timeout per process and pause.
    """

    away_until = 0.0

    def _forgive(self, act: Callable[[], Answer], instead: Answer) -> Answer:
        if time.monotonic() < self.away_until:
            return instead
        try:
            return act()
        except (RedisError, OSError):
            ForgivingRedisCache.away_until = time.monotonic() + _PAUSE
            return instead

    def validate_key(self, key: str) -> None:
        """Redis takes any key; Django's warning is for memcached."""

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """The value, or `default`."""
        return self._forgive(lambda: super(ForgivingRedisCache, self).get(key, default, version), default)

    def set(self, key: Any, value: Any, timeout: Any = 300, version: int | None = None) -> None:
        """Keep the value, if there is a Redis."""
        self._forgive(lambda: super(ForgivingRedisCache, self).set(key, value, timeout, version), None)

    def add(self, key: Any, value: Any, timeout: Any = 300, version: int | None = None) -> bool:
        """Keep the value unless there is one; True when there is no Redis (nothing stands in the way)."""
        return self._forgive(lambda: super(ForgivingRedisCache, self).add(key, value, timeout, version), True)

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Forget the value."""
        return self._forgive(lambda: super(ForgivingRedisCache, self).delete(key, version), False)

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Add to a number; `delta` itself when there is no Redis."""
        return self._forgive(lambda: super(ForgivingRedisCache, self).incr(key, delta, version), delta)

    def delete_prefix(self, prefix: str) -> int:
        """Forget every value whose key begins so; how many. Walks all keys: for what is seldom done."""
        return self._forgive(lambda: self._delete_prefix(prefix), 0)

    def _delete_prefix(self, prefix: str) -> int:
        client = self._cache.get_client(write=True)
        keys = list(client.scan_iter(match=f"{self.make_key(prefix)}*", count=1000))
        return int(client.unlink(*keys)) if keys else 0


PAGES = "page:"
"""How the keys of kept parts of pages begin."""


LOOKS = "looks"
"""Under which key pages keep the looks of municipalities."""


def forget_page(key: str) -> None:
    """Forget one kept part of pages: what it says is no longer so."""
    cache.delete(f"{PAGES}{key}")


def forget_looks() -> None:
    """Ask for the looks of municipalities again at the next page."""
    forget_page(LOOKS)


def forget_pages() -> None:
    """Forget every kept part of a page: somebody's words in it are gone."""
    forget = getattr(cache, "delete_prefix", None)
    if forget is not None:
        forget(PAGES)
