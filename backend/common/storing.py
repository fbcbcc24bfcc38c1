# SPDX-License-Identifier: EUPL-1.2
"""Rows of reference data, stored by what they are of: what is there already changes, and is not there twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models


@dataclass(frozen=True)
class Stored:
    """How many rows were new, said something else than before, or said the same."""

    added: int = 0
    changed: int = 0
    same: int = 0


def store_rows(rows: Sequence[Mapping[str, Any]], *, into: models.QuerySet[Any], key: Sequence[str]) -> Stored:
    """Store rows (attribute names and values) of a model in three statements at most, whatever their number.

    `key` names the attributes by which a row is found again among those of `into`. The caller has seen to
    it that no two rows have one key, and that nobody else stores such rows meanwhile.
    """
    there = {_values(one, key): one for one in into}
    new, changed, same = [], [], 0
    names = list(rows[0]) if rows else []
    for row in rows:
        before = there.get(tuple(row[name] for name in key))
        if before is None:
            new.append(into.model(**row))
        elif _values(before, names) == tuple(row.values()):
            same += 1
        else:
            for name, value in row.items():
                setattr(before, name, value)
            changed.append(before)
    into.bulk_create(new, batch_size=1000)
    if changed:
        fields = [name for name in names if name not in key]
        into.bulk_update(changed, fields, batch_size=500)
    return Stored(len(new), len(changed), same)


def _values(one: models.Model, names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(getattr(one, name) for name in names)
