# SPDX-License-Identifier: EUPL-1.2
"""Kinds of work of which a worker does one at a time, so that long work leaves a process free for short."""

import contextlib
import os
import socket
from collections.abc import Iterator

from django.db import connection

SEATS = 7_303


@contextlib.contextmanager
def seat(work: str) -> Iterator[bool]:
    """Whether no other process of this worker is at this kind of work; the seat is kept till the end of the block.

    A lock of the database session: it ends with a process that is killed.
    """
    key: list[int | str] = [SEATS, f"{work} of {socket.gethostname()} {os.getppid()}"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", key)
        free = bool(cursor.fetchone()[0])
    try:
        yield free
    finally:
        if free:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", key)
