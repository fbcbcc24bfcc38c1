# SPDX-License-Identifier: EUPL-1.2
"""A statement whose text is made once in a process: a list that everybody asks for costs its database work only.

Putting a joined and annotated queryset together and writing it as SQL costs more than answering it.
"""

from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.db.models import QuerySet


class Statement:
    """The rows of a queryset of `values()` in which markers stand for what differs from request to request.

    A marker is a value that occurs for nothing else; wherever the statement has it as a parameter, the
    value of its name is put. The queryset may depend on nothing but the markers.
    """

    def __init__(self, rows: QuerySet[Any, dict[str, Any]], markers: Mapping[str, Any]) -> None:
        compiler = rows.query.get_compiler(connection=connection)
        self._sql, parameters = compiler.as_sql()
        self._parameters = [_marker(value, markers) for value in parameters]
        unseen = set(markers) - {value.name for value in self._parameters if isinstance(value, _Marker)}
        if unseen:
            raise ValueError(f"The statement does not hold {', '.join(sorted(unseen))}.")
        columns = compiler.select or []
        self._names = [*rows.query.values_select, *rows.query.annotation_select]
        self._converters = [
            (self._names[place], converters, expression)
            for place, (converters, expression) in compiler.get_converters([one[0] for one in columns]).items()
        ]

    def rows(self, **values: Any) -> list[dict[str, Any]]:
        """Ask, with a value for each marker."""
        with connection.cursor() as cursor:
            cursor.execute(
                self._sql, [values[value.name] if isinstance(value, _Marker) else value for value in self._parameters]
            )
            found = [dict(zip(self._names, row, strict=True)) for row in cursor.fetchall()]
        for name, converters, expression in self._converters:
            for row in found:
                for convert in converters:
                    row[name] = convert(row[name], expression, connection)
        return found


class _Marker:
    """The place of a value."""

    def __init__(self, name: str) -> None:
        self.name = name


def _marker(value: Any, markers: Mapping[str, Any]) -> Any:
    for name, marker in markers.items():
        if isinstance(value, type(marker)) and value == marker:  # psycopg marks the size of whole numbers by subclasses
            return _Marker(name)
    return value
