# SPDX-License-Identifier: EUPL-1.2
"""What a room answers when a person asks for their data: rows of plain values under names of sections."""

from typing import Any

from django.db.models import QuerySet

PersonalData = dict[str, list[dict[str, object]]]
"""Section → rows; values are what JSON can say, and moments and days."""


def rows_of(found: QuerySet[Any], *fields: str) -> list[dict[str, object]]:
    """Rows with these fields under their own names."""
    return [dict(row) for row in found.values(*fields)]
