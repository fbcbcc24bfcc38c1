# SPDX-License-Identifier: EUPL-1.2
"""Indicators of the regional programme: baseline, milestone, target and what is achieved, by the programme's codes."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from backend.common.storing import Stored, store_rows
from backend.insight.evaluation.errors import SheetFault
from backend.insight.evaluation.measures import DirectMeasure
from backend.insight.evaluation.models import ProgrammeTarget
from backend.insight.evaluation.questions import NO_DATA, Outcome, Question
from backend.insight.evaluation.reference.kinds import ReferenceKind
from backend.insight.evaluation.reference.sheets import Column, Kind, Line, twice
from backend.insight.evaluation.scope import Scope
from backend.methods.indicators.catalogue import catalogue

CODE = "PROG"
FigureOf = Callable[[str, Scope], float | None]
"""The region's figure of an indicator of the catalogue."""


def _column(
    name: str, kind: Kind, texts: tuple[str, str, str], examples: tuple[str, str], *, required: bool = True
) -> Column:
    about = dict(zip(("fi", "sv", "en"), texts, strict=True))
    return Column(name=name, kind=kind, about=about, examples=examples, required=required)


_COLUMNS = (
    _column(
        "code", "text", ("Ohjelman koodi", "Programmets kod", "The programme's code"), ("RCO-verify", "RCR-verify")
    ),
    _column(
        "name_fi",
        "text",
        ("Nimi suomeksi", "Namn på finska", "Name in Finnish"),
        ("Tarkista: kehittämiseen osallistuneet asukkaat", "Tarkista: kokeilut"),
    ),
    _column(
        "name_sv",
        "text",
        ("Nimi ruotsiksi", "Namn på svenska", "Name in Swedish"),
        ("Kontrollera: invånare som deltagit i utveckling", "Kontrollera: pilotprojekt"),
    ),
    _column(
        "name_en",
        "text",
        ("Nimi englanniksi", "Namn på engelska", "Name in English"),
        ("Verify: residents who took part in developing services", "Verify: pilots"),
    ),
    _column(
        "unit",
        "text",
        (
            "Yksikkö: luettelon sana (people, ideas, actors, projects) tai oma",
            "Enhet: katalogens ord (people, ideas, actors, projects) eller en egen",
            "Unit: a word of the catalogue (people, ideas, actors, projects) or your own",
        ),
        ("people", "verify: pilots"),
    ),
    _column("baseline", "decimal", ("Lähtötaso", "Utgångsläge", "Baseline"), ("0", "0")),
    _column("baseline_year", "year", ("Lähtövuosi", "Utgångsår", "Year of the baseline"), ("2021", "2021")),
    _column("milestone", "decimal", ("Välitavoite", "Delmål", "Milestone"), ("100", ""), required=False),
    _column(
        "milestone_year",
        "year",
        ("Välitavoitteen vuosi", "Delmålets år", "Year of the milestone"),
        ("2026", ""),
        required=False,
    ),
    _column("target", "decimal", ("Tavoite", "Mål", "Target"), ("200", "90")),
    _column("target_year", "year", ("Tavoitevuosi", "Målår", "Year of the target"), ("2029", "2029")),
    _column("achieved", "decimal", ("Toteuma", "Uppnått", "Achieved"), ("120", ""), required=False),
    _column(
        "achieved_on",
        "day",
        ("Toteuman päivä", "Dag för det uppnådda", "Day of what is achieved"),
        ("2026-10-31", ""),
        required=False,
    ),
    _column(
        "evidence",
        "text",
        ("Mihin toteuma perustuu", "Vad det uppnådda grundar sig på", "What shows it"),
        ("verify: report and page", ""),
        required=False,
    ),
    _column(
        "indicator",
        "text",
        (
            "Luettelon tunnusluku, josta toteuma otetaan, jos sitä ei kirjata",
            "Indikator i katalogen som ger det uppnådda, om det inte skrivs in",
            "Indicator of the catalogue that gives what is achieved, where it is not entered",
        ),
        ("", "IDEA-N"),
        required=False,
    ),
)


def _check(lines: Sequence[Line]) -> list[SheetFault]:
    faults = twice(lines, ("code",))
    for line in lines:
        faults.extend(SheetFault(line.number, column, code) for column, code in _faults_of(line))
    return faults


def _faults_of(line: Line) -> Iterator[tuple[str, str]]:
    values = line.values
    if (values.get("milestone") is None) != (values.get("milestone_year") is None):
        yield "milestone", "milestone_without_year"
    if values.get("indicator") and values.get("achieved") is not None:
        yield "achieved", "achieved_twice"
    if values.get("indicator") and values["indicator"].upper() not in catalogue().indicators.keys() - {CODE}:
        yield "indicator", "indicator_unknown"
    if len(values["code"]) > 20:
        yield "code", "too_long"
    if len(values["unit"]) > 60:
        yield "unit", "too_long"


def _store(lines: Sequence[Line], synthetic: bool) -> Stored:
    rows = [
        {
            "code": line.values["code"],
            "name": {language: line.values[f"name_{language}"] for language in ("fi", "sv", "en")},
            "unit": line.values["unit"],
            "baseline": line.values["baseline"],
            "baseline_year": line.values["baseline_year"],
            "milestone": line.values.get("milestone"),
            "milestone_year": line.values.get("milestone_year"),
            "target": line.values["target"],
            "target_year": line.values["target_year"],
            "achieved": line.values.get("achieved"),
            "achieved_on": line.values.get("achieved_on"),
            "evidence": line.values.get("evidence") or "",
            "indicator": (line.values.get("indicator") or "").upper(),
            "synthetic": synthetic,
        }
        for line in lines
    ]
    return store_rows(rows, into=ProgrammeTarget.objects.all(), key=("code",))


PROGRAMME = ReferenceKind(
    slug="programme",
    name={
        "fi": "Maakuntaohjelman tunnusluvut",
        "sv": "Landskapsprogrammets indikatorer",
        "en": "Indicators of the regional programme",
    },
    about={
        "fi": "Ohjelman koodit ja tavoitteet. Tiedostopohjan kaksi riviä ovat esimerkkejä: tarkista koodit ohjelmasta.",
        "sv": "Programmets koder och mål. Mallens två rader är exempel: kontrollera koderna i programmet.",
        "en": "The programme's codes and targets. The template's two lines are examples: verify the codes.",
    },
    columns=_COLUMNS,
    check=_check,
    store=_store,
)


def measure_of(figure_of: FigureOf) -> DirectMeasure:
    """The measure of the programme, which takes some of its figures from other indicators."""

    def answer(question: Question, scope: Scope) -> list[Outcome]:
        del question
        found = [outcome for one in ProgrammeTarget.objects.all() for outcome in _outcomes(one, figure_of, scope)]
        return found or [NO_DATA]

    return DirectMeasure(answer)


def _outcomes(one: ProgrammeTarget, figure_of: FigureOf, scope: Scope) -> Iterator[Outcome]:
    achieved = figure_of(one.indicator, scope) if one.indicator else _number(one.achieved)
    steps = {"baseline": _number(one.baseline), "milestone": _number(one.milestone), "target": _number(one.target)}
    for step, value in {"achieved": achieved, **steps}.items():
        if value is not None or step == "achieved":
            yield Outcome(value=value, dimensions={"programme_code": one.code, "step": step})


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
