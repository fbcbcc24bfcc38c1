# SPDX-License-Identifier: EUPL-1.2
"""What the public is told of moderation: the log of decisions, and a municipality's report (DSA article 24)."""

import dataclasses
import datetime
from collections import Counter

from django.db import connection
from django.db.models import Q, QuerySet

from backend.common.clock import database_now, local_day, start_of_day
from backend.common.errors import InvalidInput
from backend.participation.moderation.grounds import GROUNDS
from backend.participation.moderation.models import Appeal, Case, Decision, Report
from backend.participation.moderation.reading import ReadFirst, read_first_of_municipality
from backend.region.places.models import Municipality

_DAY = datetime.timedelta(days=1)


def public_log(municipality: Municipality | None = None) -> QuerySet[Decision]:
    """Every decision that took effect in a published campaign, the latest first; read no words and no people of it."""
    told = Decision.objects.filter(carried_out_at__isnull=False, case__campaign__published_at__isnull=False)
    if municipality is not None:
        told = told.filter(case__campaign__municipality=municipality)
    return told.select_related("case__campaign__municipality").order_by("-carried_out_at", "-id")


@dataclasses.dataclass(frozen=True)
class Period:
    """Calendar days in Europe/Helsinki, both included."""

    first: datetime.date
    last: datetime.date

    @property
    def begin(self) -> datetime.datetime:
        """The first moment."""
        return start_of_day(self.first)

    @property
    def end(self) -> datetime.datetime:
        """The moment after the last one."""
        return start_of_day(self.last + _DAY)


def period_of(first: datetime.date | None, last: datetime.date | None) -> Period:
    """The period asked for; without days, this year until today. Raises InvalidInput."""
    today = local_day(database_now())
    period = Period(first or datetime.date(today.year, 1, 1), last or today)
    if not datetime.date(2000, 1, 1) <= period.first <= period.last < datetime.date(2100, 1, 1):
        raise InvalidInput(fields={"last": InvalidInput.message})
    return period


@dataclasses.dataclass(frozen=True)
class Line:
    """Decisions of one outcome on one ground ("" where none is needed), on appeal or not."""

    outcome: str
    ground: str
    on_appeal: bool
    count: int

    @property
    def is_legal(self) -> bool:
        """Whether the ground is the law's."""
        return self.ground in GROUNDS and GROUNDS[self.ground].is_legal


@dataclasses.dataclass(frozen=True)
class TransparencyReport:
    """A municipality's moderation in a period.

    `reports` by category and `appeals_made` count what came in it, `decisions` what took effect in it,
    `appeals_stood` and `appeals_turned` what was decided in it, `appeals_waiting` what was not by its
    end. What is read before it is shown is counted apart, in `read_first`. `own_initiative` are first
    decisions without a report, `found_by_machine` those of what a machine flagged; a machine decided `automated`,
    which are none. Medians are in hours, from the first report (or the case's opening) to the
    effect, and from an appeal to its decision; null where there is none.
    """

    period: Period
    reports: dict[str, int]
    decisions: tuple[Line, ...]
    own_initiative: int
    median_hours: float | None
    appeals_made: int
    appeals_stood: int
    appeals_turned: int
    appeals_waiting: int
    appeals_median_hours: float | None
    read_first: ReadFirst
    found_by_machine: int
    automated: int = 0

    @property
    def report_count(self) -> int:
        """All reports."""
        return sum(self.reports.values())

    @property
    def decision_count(self) -> int:
        """All decisions, those on appeal too."""
        return sum(line.count for line in self.decisions)


def transparency_report(municipality: Municipality, period: Period) -> TransparencyReport:
    """The report, in ten queries."""
    reports = Report.objects.filter(_in("case__campaign", municipality), **_half_open("made_at", period))
    told = Decision.objects.filter(_in("case__campaign", municipality), **_half_open("carried_out_at", period))
    told = told.exclude(case__source=Case.Source.PREMODERATION)  # these are counted apart: nothing had been shown
    appeals = Appeal.objects.filter(_in("decision__case__campaign", municipality))
    decided = appeals.filter(**_half_open("decided_at", period))
    waiting = appeals.filter(made_at__lt=period.end).exclude(decided_at__lt=period.end)
    return TransparencyReport(
        period=period,
        reports=_by_category(reports),
        decisions=_lines(told),
        own_initiative=told.filter(appeal=None, case__source=Case.Source.STAFF, case__reports=None).count(),
        found_by_machine=told.filter(appeal=None, case__source=Case.Source.FLAG, case__reports=None).count(),
        median_hours=_median(_DECIDING, municipality, period),
        appeals_made=appeals.filter(**_half_open("made_at", period)).count(),
        appeals_stood=decided.filter(stands=True).count(),
        appeals_turned=decided.filter(stands=False).count(),
        appeals_waiting=waiting.count(),
        appeals_median_hours=_median(_APPEALING, municipality, period),
        read_first=read_first_of_municipality(municipality.pk, period.begin, period.end),
    )


def table_of(report: TransparencyReport) -> list[tuple[str, str, str, str, str]]:
    """The report as rows of COLUMNS: every figure of the page, and no other."""
    rows = [("reports", "", category, "", str(count)) for category, count in sorted(report.reports.items())]
    rows += [
        ("decisions", line.outcome, line.ground, str(line.on_appeal).lower(), str(line.count))
        for line in report.decisions
    ]
    single = {
        "own_initiative": report.own_initiative,
        "automated": report.automated,
        "found_by_machine": report.found_by_machine,
        "median_hours": report.median_hours,
        "appeals_made": report.appeals_made,
        "appeals_stood": report.appeals_stood,
        "appeals_turned": report.appeals_turned,
        "appeals_waiting": report.appeals_waiting,
        "appeals_median_hours": report.appeals_median_hours,
    }
    single |= {f"read_first_{name}": value for name, value in dataclasses.asdict(report.read_first).items()}
    return rows + [(name, "", "", "", "" if value is None else str(value)) for name, value in single.items()]


COLUMNS = ("measure", "outcome", "ground", "on_appeal", "value")

_DECIDING = """
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM decision.carried_out_at - reported.opened_at))
    FROM moderation_decision AS decision JOIN moderation_case AS reported ON reported.id = decision.case_id
    JOIN campaigns_campaign AS campaign ON campaign.id = reported.campaign_id
    WHERE campaign.municipality_id = %s AND decision.appeal_id IS NULL AND reported.source <> 'premoderation'
      AND decision.carried_out_at >= %s AND decision.carried_out_at < %s AND campaign.published_at IS NOT NULL
"""
_APPEALING = """
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM appeal.decided_at - appeal.made_at))
    FROM moderation_appeal AS appeal JOIN moderation_decision AS decision ON decision.id = appeal.decision_id
    JOIN moderation_case AS reported ON reported.id = decision.case_id
    JOIN campaigns_campaign AS campaign ON campaign.id = reported.campaign_id
    WHERE campaign.municipality_id = %s AND appeal.decided_at >= %s AND appeal.decided_at < %s
      AND campaign.published_at IS NOT NULL
"""


def _in(path: str, municipality: Municipality) -> Q:
    return Q(**{f"{path}__municipality": municipality, f"{path}__published_at__isnull": False})


def _half_open(field: str, period: Period) -> dict[str, datetime.datetime]:
    return {f"{field}__gte": period.begin, f"{field}__lt": period.end}


def _by_category(reports: QuerySet[Report]) -> dict[str, int]:
    return dict(Counter(reports.values_list("category", flat=True)))


def _lines(decisions: QuerySet[Decision]) -> tuple[Line, ...]:
    """The decisions counted, in the order of outcome and ground."""
    counted = Counter(
        (outcome, ground, appeal_id is not None)
        for outcome, ground, appeal_id in decisions.values_list("outcome", "ground", "appeal_id")
    )
    return tuple(Line(*key, count) for key, count in sorted(counted.items()))


def _median(statement: str, municipality: Municipality, period: Period) -> float | None:
    """In hours, to a tenth."""
    with connection.cursor() as cursor:
        cursor.execute(statement, [municipality.pk, period.begin, period.end])
        seconds = cursor.fetchone()[0]
    return None if seconds is None else round(float(seconds) / 3600, 1)
