# SPDX-License-Identifier: EUPL-1.2
"""What references of the archive lead to: numbers of its own rows, and what every instance has."""

import dataclasses
import functools
from collections.abc import Sequence
from typing import Any

from django.db import models

from backend.common.ids import random_number
from backend.participation.campaigns.conditions import CONDITIONED
from backend.records.exports.archive.carried import NAMED, Carried, target_of
from backend.records.exports.archive.registry import BY_MODEL
from backend.records.importers.archive.values import Value, plain_value, whole
from backend.region.places.models import Municipality

_CONDITION = {"who", "minimum_age", "municipalities", "districts"}


@dataclasses.dataclass
class References:
    """What is known of references: rows that the archive counts, ids that they got here, files that were stored.

    While `ids` has no table yet, its rows are only checked, and stand for themselves.
    """

    counts: dict[str, int]
    files: set[str]
    named: dict[type[models.Model], dict[str, int]] = dataclasses.field(
        default_factory=lambda: {model: _named(model) for model in NAMED}
    )
    ids: dict[str, Sequence[int]] = dataclasses.field(default_factory=dict)
    stored: dict[str, str | bytes] = dataclasses.field(default_factory=dict)
    people: dict[int, int] = dataclasses.field(default_factory=dict)

    def row(self, name: str, said: Any) -> int:
        """The id of a row by its number in the archive; the number itself while it has none yet."""
        if not 1 <= whole(said) <= self.counts[name]:
            raise ValueError("It leads nowhere.")
        return self.ids[name][said - 1] if name in self.ids else int(said)

    def known(self, model: type[models.Model], said: Any) -> int:
        """The id of what every instance has."""
        if not isinstance(said, str) or said not in self.named[model]:
            raise ValueError("This instance does not know it.")
        return self.named[model][said]

    def municipality(self, said: Any) -> int:
        """The id of a municipality by its code."""
        return self.known(Municipality, said)

    def file(self, said: Any) -> str | bytes:
        """What was stored of a picture of the archive."""
        if said not in self.files or not isinstance(said, str):
            raise ValueError("The picture is not in the archive.")
        return self.stored.get(said, said)

    def person(self, said: Any) -> int:
        """The random number of a person, the same for the same number of the archive."""
        if whole(said) < 1:
            raise ValueError("It is a number from 1.")
        if said not in self.people:
            self.people[said] = random_number()
        return self.people[said]


def values_of(table: Carried, references: References) -> list[Value]:
    """How each field of the table is checked and stored, in their order."""
    return [_value(table, name, references) for name in table.fields]


def _value(table: Carried, name: str, references: References) -> Value:
    field = table.field(name)
    special: dict[tuple[str, str], Value] = {
        ("participants", "person_number"): references.person,
        ("campaigns", "conditions"): lambda said: _conditions(said, references, plain_value(field)),
        ("look", "logo"): references.file,
        ("photos", "large"): references.file,
        ("photos", "small"): references.file,
    }
    found = special.get((table.name, name)) or _reference(field, references)
    return plain_value(field) if found is None else _or_nothing(found, may_be_empty=field.null)


def _or_nothing(value: Value, *, may_be_empty: bool) -> Value:
    return lambda said: None if said is None and may_be_empty else value(said)


def _reference(field: "models.Field[Any, Any]", references: References) -> Value | None:
    if not field.is_relation:
        return None
    target = target_of(field)
    if target in NAMED:
        return lambda said: references.known(target, said)
    return lambda said: references.row(BY_MODEL[target].name, said)


def _named(model: type[models.Model]) -> dict[str, int]:
    return dict(model._default_manager.values_list(NAMED[model], "pk"))  # noqa: SLF001


def _conditions(said: Any, references: References, written: Value) -> Any:
    """Who may do what, with the ids of places here."""
    if not isinstance(said, dict) or set(said) - set(CONDITIONED):
        raise ValueError("These are no conditions.")
    return written({act: _condition(asked, references) for act, asked in said.items()})


def _condition(asked: Any, references: References) -> dict[str, Any]:
    if not isinstance(asked, dict) or set(asked) - _CONDITION or not isinstance(asked.get("who", ""), str):
        raise ValueError("This is no condition.")
    places: dict[str, Value] = {
        "municipalities": references.municipality,
        "districts": functools.partial(references.row, "districts"),
    }
    found = {name: value for name, value in asked.items() if name not in places}
    if "minimum_age" in found:
        whole(found["minimum_age"])
    for name, place in places.items():
        if isinstance(asked.get(name), list):
            found[name] = sorted([place(one) for one in asked[name]])
        elif asked.get(name) is not None:
            raise ValueError("These are no places.")
    return found
