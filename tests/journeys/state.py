# SPDX-License-Identifier: EUPL-1.2
"""Everything that stands in the database, to be compared with itself."""

from django.db import connection


def state_of_the_database() -> dict[str, list[str]]:
    """Every row of every table as text."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT whole::text FROM "{table}" AS whole ORDER BY 1')
            found[table] = [row for (row,) in cursor.fetchall()]
    return found
