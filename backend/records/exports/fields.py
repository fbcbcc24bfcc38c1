# SPDX-License-Identifier: EUPL-1.2
"""How a file of an export is described: its columns, what they mean, and how it refers to others."""

import dataclasses
from collections.abc import Mapping
from typing import Literal

from backend.common.text import LanguageText

FieldType = Literal["integer", "number", "string", "date", "boolean"]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Field:
    """A column: name, type of Table Schema, meaning, unit, and what its values are bound to."""

    name: str
    type: FieldType
    description: LanguageText
    unit: str = ""
    constraints: Mapping[str, object] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Table:
    """A file of rows: `query` gives them in their final order; `references` are column → (table, column).

    A table that refers to itself names "".
    """

    name: str
    title: LanguageText
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    references: Mapping[str, tuple[str, str]] = dataclasses.field(default_factory=dict)
    query: str = ""


def field(name: str, kind: FieldType, fi: str, sv: str, en: str, *, unit: str = "", **constraints: object) -> Field:
    """A column with its meaning in three languages."""
    return Field(name=name, type=kind, description={"fi": fi, "sv": sv, "en": en}, unit=unit, constraints=constraints)
