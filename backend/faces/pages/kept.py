# SPDX-License-Identifier: EUPL-1.2
"""Figures beside the page that need not be asked for at every request."""

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache

Answer = TypeVar("Answer")
_NOTHING = object()


def kept(key: str, seconds: int, ask: Callable[[], Answer]) -> Answer:
    """What was answered at most `seconds` ago, or else what `ask` answers now; without Redis always the latter."""
    found = cache.get(f"page:{key}", _NOTHING)
    if found is not _NOTHING:
        return found  # type: ignore[no-any-return]
    answer = ask()
    cache.set(f"page:{key}", answer, seconds)
    return answer


def forget(key: str) -> None:
    """Ask again at the next page."""
    cache.delete(f"page:{key}")
