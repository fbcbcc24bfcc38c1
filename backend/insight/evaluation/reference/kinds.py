# SPDX-License-Identifier: EUPL-1.2
"""What a kind of reference data is: its words, the columns of its file, its own rules, and how its rows are stored."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from backend.common.storing import Stored
from backend.common.text import LanguageText
from backend.insight.evaluation.errors import SheetFault
from backend.insight.evaluation.reference.sheets import Column, Line


@dataclass(frozen=True, kw_only=True)
class ReferenceKind:
    """One kind; `check` finds what no single cell shows, `store` stores lines that are right.

    `ignores_others` says that columns which are not known are left aside, as in the files of other programs.
    """

    slug: str
    name: LanguageText
    about: LanguageText
    columns: tuple[Column, ...]
    check: Callable[[Sequence[Line]], list[SheetFault]]
    store: Callable[[Sequence[Line], bool], Stored]
    ignores_others: bool = False


MUNICIPALITY = Column(
    name="municipality",
    kind="place",
    required=False,
    aliases=("kunta", "kommun", "site"),
    about={
        "fi": "Kunnan numero tai nimi; tyhjä, jos tieto on koko maakunnan sivustosta",
        "sv": "Kommunens nummer eller namn; tomt om uppgiften gäller hela landskapets sidor",
        "en": "The municipality's number or name; empty for the region's own site",
    },
    examples=("", "Porvoo"),
)
"""Whose figures a line has."""
