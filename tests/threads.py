# SPDX-License-Identifier: EUPL-1.2
"""Running many acts at the same time, each with a database connection of its own."""

import concurrent.futures
import threading
from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection


def at_once(acts: Iterable[Callable[[], Any]], *, threads: int = 16) -> list[Any]:
    """Carry out all acts on `threads` threads that start together; what each returned or raised, in order."""
    acts = list(acts)
    threads = min(threads, len(acts))
    gate = threading.Barrier(threads)

    def begin() -> None:
        gate.wait()

    def carry_out(act: Callable[[], Any]) -> Any:
        try:
            return act()
        except Exception as error:  # noqa: BLE001 the test looks at what was raised
            return error

    with concurrent.futures.ThreadPoolExecutor(threads, initializer=begin) as pool:
        results = list(pool.map(carry_out, acts))
        # pool threads keep their connections until they are told to close them
        barrier = threading.Barrier(threads)

        def close() -> None:
            barrier.wait(30)
            connection.close()

        list(pool.map(lambda _: close(), range(threads)))
    return results
