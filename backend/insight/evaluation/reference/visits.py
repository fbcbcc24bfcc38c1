# SPDX-License-Identifier: EUPL-1.2
"""Visits to websites, from the files that Matomo and Plausible give: totals of days, never of a person."""

import collections
from collections.abc import Iterable, Sequence

from backend.common.storing import Stored, store_rows
from backend.insight.evaluation.errors import SheetFault
from backend.insight.evaluation.measures import DirectMeasure, Measure
from backend.insight.evaluation.models import SocialPeriod, WebPeriod
from backend.insight.evaluation.questions import NO_DATA, Outcome, Question
from backend.insight.evaluation.reference.kinds import MUNICIPALITY, ReferenceKind
from backend.insight.evaluation.reference.sheets import Column, Line, Period, twice
from backend.insight.evaluation.scope import Scope

_PERIOD = Column(
    name="date",
    kind="period",
    aliases=("day", "period", "päivä", "jakso", "datum"),
    about={
        "fi": "Päivä, kuukausi (2026-11), vuosi tai kaksi päivää pilkulla erotettuina",
        "sv": "Dag, månad (2026-11), år eller två dagar med komma emellan",
        "en": "A day, a month (2026-11), a year, or two days with a comma between them",
    },
    examples=("2026-10", "2026-10"),
)
_COLUMNS = (
    _PERIOD,
    MUNICIPALITY,
    Column(
        name="visits",
        kind="whole",
        aliases=("nb_visits", "käynnit", "besök"),
        about={"fi": "Käynnit", "sv": "Besök", "en": "Visits"},
        examples=("48210", "9120"),
    ),
    Column(
        name="visitors",
        kind="whole",
        required=False,
        aliases=("nb_uniq_visitors", "unique visitors", "kävijät", "besökare"),
        about={
            "fi": "Eri kävijät jakson aikana; jaksoja ei lasketa yhteen",
            "sv": "Olika besökare under perioden; perioder summeras inte",
            "en": "Different visitors in the period; periods are never summed",
        },
        examples=("30140", "6020"),
    ),
    Column(
        name="converted",
        kind="whole",
        required=False,
        aliases=("nb_visits_converted", "visits with conversions"),
        about={
            "fi": "Käynnit, joilla alettiin osallistua (tavoite saavutettu)",
            "sv": "Besök där man började delta (mål uppnått)",
            "en": "Visits in which somebody began to take part (goal reached)",
        },
        examples=("6134", ""),
    ),
)


def overlaps(
    lines: Sequence[Line], site: Sequence[str], there: Iterable[tuple[tuple[object, ...], Period]]
) -> list[SheetFault]:
    """A fault for each line whose days are partly those of another period of its site, in the file or stored already.

    The same period again is not an overlap: it is the same figure anew.
    """
    known: dict[tuple[object, ...], set[Period]] = collections.defaultdict(set)
    for key, period in there:
        known[key].add(period)
    for line in lines:
        known[_site(line, site)].add(line.values["date"])
    wrong: dict[tuple[object, ...], set[Period]] = {key: set(_overlapping(periods)) for key, periods in known.items()}
    return [
        SheetFault(line.number, "date", "overlaps") for line in lines if line.values["date"] in wrong[_site(line, site)]
    ]


def _site(line: Line, names: Sequence[str]) -> tuple[object, ...]:
    return tuple(line.values.get(name) for name in names)


def _overlapping(periods: Iterable[Period]) -> Iterable[Period]:
    """Both of any two that share a day."""
    reaching: Period | None = None
    for period in sorted(periods, key=lambda one: (one.first, one.last)):
        if reaching and period.first <= reaching.last:
            yield reaching
            yield period
        if reaching is None or period.last > reaching.last:
            reaching = period


def _check(lines: Sequence[Line]) -> list[SheetFault]:
    stored = WebPeriod.objects.values_list("municipality_id", "first", "last")
    there = [((place,), Period(first, last)) for place, first, last in stored]
    faults = twice(lines, ("date", "municipality")) or overlaps(lines, ("municipality",), there)
    for line in lines:
        most = line.values["visits"]
        if any((line.values.get(name) or 0) > most for name in ("visitors", "converted")):
            faults.append(SheetFault(line.number, "visits", "more_visitors"))
    return faults


def _store(lines: Sequence[Line], synthetic: bool) -> Stored:
    rows = [
        {
            "municipality_id": line.values.get("municipality"),
            "first": line.values["date"].first,
            "last": line.values["date"].last,
            "visits": line.values["visits"],
            "visitors": line.values.get("visitors"),
            "converted": line.values.get("converted"),
            "synthetic": synthetic,
        }
        for line in lines
    ]
    return store_rows(rows, into=WebPeriod.objects.all(), key=("municipality_id", "first", "last"))


VISITS = ReferenceKind(
    slug="visits",
    name={"fi": "Verkkosivujen käynnit", "sv": "Besök på webbplatser", "en": "Visits to websites"},
    about={
        "fi": "Matomon tai Plausiblen tiedosto sellaisenaan, tai taulukko näillä sarakkeilla. Muita ei lueta.",
        "sv": "En fil från Matomo eller Plausible som den är, eller en tabell med dessa kolumner. Andra läses inte.",
        "en": "A file of Matomo or Plausible as it is, or a table with these columns. Other columns are left aside.",
    },
    columns=_COLUMNS,
    check=_check,
    store=_store,
    ignores_others=True,
)


def month_of(period: WebPeriod | SocialPeriod) -> str:
    """The month in which a period begins, as 2026-11."""
    return f"{period.first:%Y-%m}"


def _asked(question: Question) -> list[WebPeriod]:
    """The periods that a question is of; one that crosses into another year is of the year in which it begins."""
    rows = WebPeriod.objects.select_related("municipality")
    if question.municipality:
        rows = rows.filter(municipality__slug=question.municipality)
    return list(rows.filter(first__year=question.year) if question.year else rows)


def _groups(rows: Iterable[WebPeriod], by: str) -> dict[str, list[WebPeriod]]:
    """The periods by municipality (those of the region's own site have none), year or month."""
    groups: dict[str, list[WebPeriod]] = collections.defaultdict(list)
    for row in rows:
        value = {
            "municipality": row.municipality.slug if row.municipality else "",
            "year": str(row.first.year),
            "period": month_of(row),
        }[by]
        if value:
            groups[value].append(row)
    return dict(sorted(groups.items()))


def _visits(question: Question, _scope: Scope) -> list[Outcome]:
    rows = _asked(question)
    if not question.by:
        return [Outcome(value=sum(row.visits for row in rows)) if rows else NO_DATA]
    groups = _groups(rows, question.by).items()
    return [Outcome(value=sum(row.visits for row in some), dimensions={question.by: value}) for value, some in groups]


def _visitors(question: Question, _scope: Scope) -> list[Outcome]:
    """A figure for each imported period of each site: different people cannot be summed."""
    return [
        Outcome(
            value=row.visitors,
            dimensions={
                "period": _days(row),
                **({"municipality": row.municipality.slug} if row.municipality else {}),
            },
        )
        for row in _asked(question)
        if row.visitors is not None
    ] or [NO_DATA]


def _days(row: WebPeriod) -> str:
    return f"{row.first:%Y-%m-%d}" if row.first == row.last else f"{row.first:%Y-%m-%d}/{row.last:%Y-%m-%d}"


def _conversion(question: Question, _scope: Scope) -> list[Outcome]:
    """Visits in which somebody began to take part, of all visits in the periods where that is told."""
    rows = [row for row in _asked(question) if row.converted is not None]
    if not question.by:
        return [_share(rows)]
    return [
        Outcome(value=outcome.value, n=outcome.n, dimensions={question.by: value})
        for value, some in _groups(rows, question.by).items()
        for outcome in [_share(some)]
    ]


def _share(rows: Sequence[WebPeriod]) -> Outcome:
    visits = sum(row.visits for row in rows)
    converted = sum(row.converted or 0 for row in rows)
    return Outcome(value=round(converted / visits, 6), n=visits) if visits else NO_DATA


MEASURES: dict[str, Measure] = {
    "WEB-VIS": DirectMeasure(_visits),
    "WEB-UNIQ": DirectMeasure(_visitors),
    "WEB-CONV": DirectMeasure(_conversion),
}
