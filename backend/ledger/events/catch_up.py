# SPDX-License-Identifier: EUPL-1.2
"""The table of follow-ups, and carrying out all that is pending before a command counts."""

import dataclasses
import time
from collections.abc import Callable

import structlog
from django.conf import settings
from django.utils.module_loading import import_string

from backend.ledger.events.selectors import last_position, pending_count
from backend.ledger.events.services import Fold, Span, follow, relay_batch

_log = structlog.get_logger(__name__)


@dataclasses.dataclass(frozen=True)
class FollowUps:
    """Every side effect: `now` folds in the relay, `push` after it, `later` folds in the worker by name."""

    now: tuple[Fold, ...]
    push: tuple[Callable[[Span], None], ...]
    later: dict[str, Fold]


def follow_ups() -> FollowUps:
    """The table that settings.FOLLOW_UPS names (the configuration puts it together)."""
    table: FollowUps = import_string(f"{settings.FOLLOW_UPS}.TABLE")
    return table


def follow_to_the_end(name: str, seconds: float = 600) -> int:
    """Let one follow-up read until the last position there is now; the position reached."""
    fold, goal, deadline = follow_ups().later[name], last_position(), time.monotonic() + seconds
    while True:
        span = follow(name, fold)
        if span is not None and span.upto >= goal:
            return span.upto
        if time.monotonic() > deadline:
            raise TimeoutError(f"{name} has not reached position {goal}.")
        if span is None:  # the worker is at it
            time.sleep(0.05)


def follow_for(seconds: float) -> list[str]:
    """Let every follow-up read on until nothing is left or the time is over; the names of those that failed.

    One that fails is logged and keeps its place, to be tried again next time; the others go on.
    """
    deadline, failed = time.monotonic() + seconds, []
    for name, fold in follow_ups().later.items():
        try:
            while follow(name, fold) and time.monotonic() < deadline:
                pass
        except Exception:  # noqa: BLE001 whatever one of them does must not hold up the others
            _log.exception("follow_up_failed", follow_up=name)
            failed.append(name)
    return failed


def catch_up(seconds: float = 600) -> int:
    """Stamp and fold all that is pending, by the services and locks of relay and worker; the last position."""
    deadline = time.monotonic() + seconds
    while pending_count():
        span = relay_batch(follow_ups().now)
        if span is None:  # a relay leads: it stamps, we wait
            time.sleep(0.05)
        if time.monotonic() > deadline:
            raise TimeoutError("The relay has not stamped what is pending.")
    for name in follow_ups().later:
        follow_to_the_end(name, seconds)
    return last_position()
