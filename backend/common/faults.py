# SPDX-License-Identifier: EUPL-1.2
"""What a log may say of an exception: its kind and place, never its words, which may quote what somebody typed."""

import traceback
from collections.abc import Iterator

import psycopg

_DETAILS = ("sqlstate", "table_name", "column_name", "constraint_name")


def kind_of(error: BaseException) -> str:
    """The class, with the number of the system or what the database says of state, table, column and constraint."""
    cause = error.__cause__ if isinstance(error.__cause__, psycopg.Error) else error
    details = [str(error.errno)] if isinstance(error, OSError) and error.errno else []
    if isinstance(cause, psycopg.Error):
        details += [value for name in _DETAILS if (value := getattr(cause.diag, name, None))]
    return " ".join([type(error).__name__, *details])


def trace_of(error: BaseException) -> str:
    """The lines of code on the way to an exception and to what caused it, the first cause first."""
    return "\n".join(
        f"{''.join(traceback.format_tb(one.__traceback__))}{kind_of(one)}" for one in reversed([*_chain(error)])
    )


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        yield found
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)
