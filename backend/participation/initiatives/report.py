# SPDX-License-Identifier: EUPL-1.2
"""The yearly report to the council, and the officers' list of work.

The council hears at least once a year of all initiatives made to the municipality, and of what was done
about them (410/2015, §23): here those handed over in the year, and those of earlier years that were still
open when it began. That there were none is said too.
"""

import dataclasses
import datetime
from typing import Any, Literal

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractYear

from backend.common.clock import REGION_ZONE, LocalToday, database_now, local_day, start_of_day
from backend.common.errors import NotFound
from backend.common.text import LANGUAGES
from backend.participation.initiatives.models import Initiative
from backend.participation.initiatives.selectors import InitiativeShown, initiatives, shown_all
from backend.region.places.models import Municipality
from backend.region.places.selectors import municipality_by_slug

FIRST_YEAR = 2000
Show = Literal["waiting", "overdue", "collecting", "decided", "all"]


@dataclasses.dataclass(frozen=True)
class YearlyReport:
    """The initiatives of a year: `carried` were handed over earlier; `collecting` began in it."""

    municipality: Municipality
    year: int
    computed_at: datetime.datetime
    rows: tuple[InitiativeShown, ...]
    collecting: int

    @property
    def made(self) -> int:
        """How many were handed over in the year."""
        return sum(self.is_of_year(row) for row in self.rows)

    @property
    def carried(self) -> int:
        """How many of earlier years were open when the year began."""
        return len(self.rows) - self.made

    @property
    def obliging(self) -> int:
        """How many of all had at least two in a hundred residents as makers."""
        return sum(bool(row.is_reached) for row in self.rows)

    @property
    def decided(self) -> int:
        """How many of all are decided now."""
        return sum(row.decided_at is not None for row in self.rows)

    @property
    def late(self) -> int:
        """How many are past the day by which they should have been taken up."""
        return sum(row.is_overdue for row in self.rows)

    def is_of_year(self, row: InitiativeShown) -> bool:
        """Whether an initiative was handed over in the year itself."""
        return row.handed_over_at is not None and local_day(row.handed_over_at).year == self.year


def yearly_report(municipality: str, year: int) -> YearlyReport:
    """The report of a municipality's year, in the order of the handovers; raises NotFound. Three queries."""
    place, now = municipality_by_slug(municipality), database_now()
    if not FIRST_YEAR <= year <= local_day(now).year:
        raise NotFound
    begins, ends = (start_of_day(datetime.date(one, 1, 1)) for one in (year, year + 1))
    found = initiatives().filter(municipality=place, handed_over_at__lt=ends)
    open_then = found.filter(Q(handed_over_at__gte=begins) | Q(decided_at__isnull=True) | Q(decided_at__gte=begins))
    began = initiatives().filter(municipality=place, made_at__gte=begins, made_at__lt=ends)
    rows = shown_all(open_then.order_by("handed_over_at", "pk"))
    return YearlyReport(place, year, now, tuple(rows), began.count())


def years_of(municipality_id: int) -> list[int]:
    """The years of which there is something to report, the latest first; this year always. Two queries."""
    found = Initiative.objects.filter(municipality_id=municipality_id, handed_over_at__isnull=False)
    years = (
        found.order_by().annotate(year=ExtractYear("handed_over_at", tzinfo=REGION_ZONE)).values_list("year", flat=True)
    )
    return sorted({*years.distinct(), local_day(database_now()).year}, reverse=True)


@dataclasses.dataclass(frozen=True)
class InitiativeFigures:
    """How many initiatives of a municipality collect, wait for it, and wait too long."""

    collecting: int
    waiting: int
    overdue: int


def initiative_figures(municipality_id: int) -> InitiativeFigures:
    """The officers' figures, in one query."""
    found = initiatives().filter(municipality_id=municipality_id).order_by()
    waiting = Q(state=Initiative.State.HANDED_OVER)
    return InitiativeFigures(
        **found.aggregate(
            collecting=Count("pk", filter=Q(state=Initiative.State.COLLECTING, is_over=False)),
            waiting=Count("pk", filter=waiting),
            overdue=Count("pk", filter=waiting & Q(due_on__lt=LocalToday())),
        )
    )


def work_on_initiatives(municipality_id: int, *, show: Show = "waiting") -> QuerySet[Any]:
    """The initiatives of a municipality for its officers: what must be taken up first stands first."""
    found = initiatives().filter(municipality_id=municipality_id)
    if show in {"waiting", "overdue"}:
        found = found.filter(state=Initiative.State.HANDED_OVER).order_by("due_on", "handed_over_at", "pk")
        return found.filter(due_on__lt=LocalToday()) if show == "overdue" else found
    if show == "collecting":
        return found.filter(state=Initiative.State.COLLECTING, is_over=False)
    return found.filter(state=Initiative.State.DECIDED).order_by("-decided_at", "-pk") if show == "decided" else found


COLUMNS = (
    "id",
    "title",
    "state",
    "handed_over_on",
    "signatures",
    "residents",
    "threshold",
    "threshold_reached",
    "population",
    "population_on",
    "due_on",
    "handled_on",
    "decision_fi",
    "decision_sv",
    "decision_en",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table_of(report: YearlyReport) -> list[tuple[object, ...]]:
    """The report's rows in the order of COLUMNS; nothing of what is not known, and text that is no formula."""
    return [
        (
            row.id,
            _inert(row.title),
            row.state,
            local_day(row.handed_over_at) if row.handed_over_at else None,
            row.signatures,
            row.residents,
            row.threshold,
            row.is_reached,
            row.population,
            row.population_on,
            row.due_on,
            row.handled_on,
            *(_inert(row.decision.get(language, "")) for language in LANGUAGES),
        )
        for row in report.rows
    ]


def _inert(text: str) -> str:
    """Text that a spreadsheet does not take for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
