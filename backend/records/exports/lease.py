# SPDX-License-Identifier: EUPL-1.2
"""Being the only one who works on an export, and telling how far it is while the work goes on.

Both through a connection of its own: the lock is the session's and so ends with a process that is
killed, and progress is committed at once, while the work reads in its one long transaction.
"""

import contextlib
import time
import uuid
from collections.abc import Iterator

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

EXPORT_LOCK = 7_302
_PAUSE_SECONDS = 0.25


class Lease:
    """Held by one process; hears the progress of the work."""

    def __init__(self, side: BaseDatabaseWrapper, export_id: uuid.UUID) -> None:
        self._side = side
        self._export_id = export_id
        self._rows = 0
        self._told_at = 0.0

    def begin(self, *, position: int, rows_total: int) -> None:
        """Tell the position and how many rows there will be."""
        with self._side.cursor() as cursor:
            cursor.execute(
                "UPDATE exports_export SET position = %s, rows_total = %s, rows_done = 0 WHERE id = %s",
                [position, rows_total, self._export_id],
            )

    def advance(self, rows: int) -> None:
        """Count more rows; told at most four times a second."""
        self._rows += rows
        if time.monotonic() - self._told_at < _PAUSE_SECONDS:
            return
        self._told_at = time.monotonic()
        with self._side.cursor() as cursor:
            cursor.execute("UPDATE exports_export SET rows_done = %s WHERE id = %s", [self._rows, self._export_id])


@contextlib.contextmanager
def lease(export_id: uuid.UUID) -> Iterator[Lease | None]:
    """The lease of an export until the end of the block; None when another process has it."""
    side = connection.copy()
    lock: list[int | str] = [EXPORT_LOCK, str(export_id)]
    try:
        with side.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", lock)
            if not cursor.fetchone()[0]:
                yield None
                return
            try:
                yield Lease(side, export_id)
            finally:  # a pooled connection outlives the lease
                cursor.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", lock)
    finally:
        side.close()
