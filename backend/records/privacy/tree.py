# SPDX-License-Identifier: EUPL-1.2
"""A person's data as the tree that a city's profile service reads: key, label, and either value or children."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import translation
from django_stubs_ext import StrOrPromise

from backend.common.text import LANGUAGES
from backend.records.privacy.selectors import Section, field_label

Node = dict[str, Any]
"""{"key", "label": {"fi", "sv", "en"}} and "value" (always a text) or "children"."""
ROOT, ROW = "PARVI", "ROW"


def tree_of(sections: Iterable[Section]) -> Node:
    """All sections that have rows; one node a section, one a row, one a field."""
    told = [
        {"key": section.name.upper(), "label": in_all_languages(section.label), "children": _rows(section.rows)}
        for section in sections
        if section.rows
    ]
    return {"key": ROOT, "children": told}


def in_all_languages(message: StrOrPromise) -> dict[str, str]:
    """A text as a language object."""
    said = {}
    for language in LANGUAGES:
        with translation.override(language):
            said[language] = str(message)
    return said


def _rows(rows: Iterable[Mapping[str, object]]) -> list[Node]:
    return [{"key": ROW, "children": [_node(key, value, label=True) for key, value in row.items()]} for row in rows]


def _node(key: str, value: object, *, label: bool = False) -> Node:
    node: Node = {"key": key.upper()}
    if label:
        node["label"] = in_all_languages(field_label(key))
    if isinstance(value, Mapping):
        return {**node, "children": [_node(str(name), part) for name, part in value.items()]}
    if isinstance(value, list | tuple | set | frozenset):
        return {**node, "children": [_node(ROW, part) for part in value]}
    return {**node, "value": _text(value)}


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    return str(value)
