# SPDX-License-Identifier: EUPL-1.2
"""Figures as rows of a table: one shape for CSV on pages, in the API and in exports."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from backend.common.text import LanguageText
from backend.insight.evaluation.questions import Answer

Cell = str | int | float


@dataclass(frozen=True)
class FigureColumn:
    """A column of figures: its stable name, the type of its values, and what it means."""

    name: str
    type: str
    description: LanguageText


def _column(name: str, kind: str, fi: str, sv: str, en: str) -> FigureColumn:
    return FigureColumn(name, kind, {"fi": fi, "sv": sv, "en": en})


COLUMNS = (
    _column("indicator", "string", "Tunnusluvun koodi", "Indikatorns kod", "The indicator's code"),
    _column(
        "definition_version",
        "integer",
        "Tunnusluvun määritelmän versio",
        "Version av indikatorns definition",
        "Version of the indicator's definition",
    ),
    _column(
        "dimensions",
        "string",
        "Mistä luku on, JSON-oliona ulottuvuus ja arvo",
        "Vad talet gäller, som JSON-objekt med dimension och värde",
        "What the figure is of, as a JSON object of dimension and value",
    ),
    _column(
        "value",
        "number",
        "Luku tunnusluvun yksikössä; tyhjä, jos piilotettu tai ei tietoa",
        "Talet i indikatorns enhet; tomt om det är dolt eller saknas",
        "The figure in the indicator's unit; empty where hidden or not known",
    ),
    _column("unit", "string", "Yksikkö", "Enhet", "Unit"),
    _column("n", "integer", "Kuinka moneen luku perustuu", "Hur många talet bygger på", "How many it rests on"),
    _column(
        "hidden",
        "boolean",
        "Onko luku piilotettu, ettei ketään voi tunnistaa",
        "Om talet är dolt för att ingen ska kunna kännas igen",
        "Whether the figure is hidden so that nobody can be recognised",
    ),
    _column(
        "status",
        "string",
        "provisional, final, no_data tai not_published (ihmisistä ei ole julkaistu)",
        "provisional, final, no_data eller not_published (personer har inte publicerats)",
        "provisional, final, no_data or not_published (of people nothing is released)",
    ),
    _column(
        "position",
        "integer",
        "Tapahtumakirjan kohta, johon asti on laskettu",
        "Den position i händelseboken till vilken det är räknat",
        "Position of the ledger up to which it is counted",
    ),
)
"""The columns of `rows_of`."""


def rows_of(answer: Answer) -> Iterator[tuple[Cell, ...]]:
    """One row of COLUMNS a figure; no cell begins with a sign that a spreadsheet takes for a formula."""
    indicator = answer.indicator
    for figure in answer.figures:
        yield (
            indicator.code,
            indicator.version,
            json.dumps(dict(figure.dimensions), ensure_ascii=False, sort_keys=True),
            "" if figure.value is None else figure.value,
            indicator.unit,
            "" if figure.n is None else figure.n,
            "true" if figure.hidden else "false",
            figure.status,
            answer.position,
        )
