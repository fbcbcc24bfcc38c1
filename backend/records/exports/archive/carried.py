# SPDX-License-Identifier: EUPL-1.2
"""How the archive says which rows and fields of a model it carries, and why it leaves others out."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from django.db import models

from backend.region.places.models import Municipality
from backend.region.programme.models import Instrument, Spearhead

NAMED: dict[type[models.Model], str] = {Municipality: "code", Spearhead: "slug", Instrument: "slug"}
"""What every instance has, and by which of its fields the archive names it."""

WHO = "an account: nobody's account leaves the instance"
"""Why a field that leads to an account is left out."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Carried:
    """A model's rows in the archive, as `data/NAME.jsonl`.

    Carried are the rows whose `of` is in the archive, or those for which the SQL condition `rows` (of the row `t`)
    holds. `fields` are written by their names: a reference to what stands in the archive as that row's number there,
    one to what every instance has by its code. `instead` has the SQL expression of a field that is not carried
    as it stands; `when` the condition without which a field is carried empty. `left_out` says why the others are
    not there. What is `known_by` some of its fields at the import, `known_among` some rows, is not made
    again. `late` fields are set when all
    rows are in.
    """

    name: str
    model: type[models.Model]
    fields: tuple[str, ...]
    of: str = ""
    rows: str = "true"
    instead: Mapping[str, str] = dataclasses.field(default_factory=dict)
    when: Mapping[str, str] = dataclasses.field(default_factory=dict)
    left_out: Mapping[str, str] = dataclasses.field(default_factory=dict)
    known_by: tuple[str, ...] = ()
    known_among: Mapping[str, object] = dataclasses.field(default_factory=dict)
    late: tuple[str, ...] = ()

    @property
    def stored_as(self) -> str:
        """The name of the model's table in the database."""
        return str(self.model._meta.db_table)  # noqa: SLF001

    @property
    def everything(self) -> "models.QuerySet[Any]":
        """All rows of the model."""
        return self.model._default_manager.all()  # noqa: SLF001

    def field(self, name: str) -> "models.Field[Any, Any]":
        """The model's field of this name."""
        return self.model._meta.get_field(name)  # type: ignore[return-value]  # noqa: SLF001

    def column(self, name: str) -> str:
        """The column of a field."""
        return str(self.field(name).column)

    @property
    def key(self) -> "models.Field[Any, Any]":
        """The primary key."""
        return self.model._meta.pk  # noqa: SLF001

    @property
    def has_numbers(self) -> bool:
        """Whether its rows are numbered in the archive: 1, 2, … in the order of its lines."""
        return not self.key.is_relation


def target_of(field: "models.Field[Any, Any]") -> type[models.Model]:
    """The model to whose rows a reference leads in the end: the answer to an idea is known by the idea."""
    model: Any = field.related_model
    while model not in NAMED and model._meta.pk.is_relation:  # noqa: SLF001
        model = model._meta.pk.related_model  # noqa: SLF001
    found: type[models.Model] = model
    return found
