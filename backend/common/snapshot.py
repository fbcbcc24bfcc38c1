# SPDX-License-Identifier: EUPL-1.2
"""Reading several things as of one moment."""

import contextlib
from collections.abc import Iterator

from django.db import connection, transaction


@contextlib.contextmanager
def one_snapshot() -> Iterator[None]:
    """Everything read inside is of the same moment, whatever others commit meanwhile; nothing can be written.

    A transaction of its own at REPEATABLE READ: it may not stand inside another one.
    """
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
