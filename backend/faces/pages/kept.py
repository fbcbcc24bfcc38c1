# SPDX-License-Identifier: EUPL-1.2
"""Figures beside the page that need not be asked for at every request."""

import pickle
from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.core.cache import cache

from backend.common.cache import PAGES

Answer = TypeVar("Answer")
_NOTHING = object()
_UNREADABLE = (AttributeError, ImportError, IndexError, EOFError, TypeError, ValueError, pickle.UnpicklingError)


def kept(key: str, seconds: int, ask: Callable[[], Answer]) -> Answer:
    """What was answered at most `seconds` ago, or else what `ask` answers now; without Redis always the latter."""
    found = _read(f"{PAGES}{key}")
    if found is not _NOTHING:
        return cast("Answer", found)
    answer = ask()
    cache.set(f"{PAGES}{key}", answer, seconds)
    return answer


def _read(key: str) -> Any:
    try:
        return cache.get(key, _NOTHING)
    except _UNREADABLE:  # kept by another version of the program, whose classes were others
        return _NOTHING


def forget(key: str) -> None:
    """Ask again at the next page."""
    cache.delete(f"{PAGES}{key}")
