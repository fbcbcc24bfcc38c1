# SPDX-License-Identifier: EUPL-1.2
"""Running many acts at the same time, each with a database connection of its own."""

import concurrent.futures
import queue
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection, transaction


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


def meanwhile(
    first: Callable[[], Any], second: Callable[[], Any], *, then: Callable[[], Any] = lambda: None
) -> tuple[Any, Any]:
    """`first` in a transaction; before it is committed `second` on a thread, until it waits or is through; `then`.

    What both returned or raised. So two acts meet in exactly this order, whatever the machine does.
    """
    began: queue.Queue[int] = queue.Queue()

    def carry_out() -> Any:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                began.put(cursor.fetchone()[0])
            return second()
        except Exception as error:  # noqa: BLE001 the test looks at what was raised
            return error
        finally:
            connection.close()

    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        try:
            with transaction.atomic():
                done = first()
                other = pool.submit(carry_out)
                _until_it_waits(began.get(timeout=30), other)
                then()
        except Exception as error:  # noqa: BLE001 the test looks at what was raised
            done = error
        return done, other.result(30)


def _until_it_waits(backend: int, act: concurrent.futures.Future[Any]) -> None:
    """Until a connection waits for a lock, or its act has ended."""
    with connection.cursor() as cursor:
        while not act.done():
            cursor.execute("SELECT count(*) FROM pg_locks WHERE pid = %s AND NOT granted", [backend])
            if cursor.fetchone()[0]:
                return
            time.sleep(0.01)
