# SPDX-License-Identifier: EUPL-1.2
"""Two hundred cases of three municipalities over fourteen months: every month's report equals a count by hand."""

import calendar
import datetime

import numpy as np
import pytest
from django.db import connection

from backend.participation.discussion.services import write_comment
from backend.participation.moderation.appeals import appeal, appeal_as_reporter, decide_appeal
from backend.participation.moderation.models import Appeal, Case, Decision, Report
from backend.participation.moderation.rules import Reasons, ReportDraft
from backend.participation.moderation.services import decide, open_case, report_content, undo_decision
from backend.participation.moderation.transparency import (
    Period,
    TransparencyReport,
    table_of,
    transparency_report,
)
from backend.region.places.models import Municipality
from tests.participation.moderation.conftest import ten_seconds_go_by
from tests.participation.moderation.data import NONE
from tests.participation.moderation.recount import Recount, Tables, read_tables

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.timeout(1200)]
PLACES = ("porvoo", "sipoo", "hanko")
CASES = 210
FIRST = datetime.datetime(2025, 10, 1, tzinfo=datetime.UTC)
MONTHS = [(2025 + (9 + n) // 12, (9 + n) % 12 + 1) for n in range(14)]
GROUNDS = ("insult", "spam", "threat", "off_topic", "hate")


class History:
    """What happened, by chance but always the same."""

    def __init__(self, staff, authors, ideas) -> None:
        self.chance = np.random.default_rng(2065)
        self.staff, self.authors, self.ideas = staff, authors, ideas

    def choose(self, some):
        return some[int(self.chance.integers(len(some)))]

    def live_through(self) -> None:
        """Each case: reported or found, perhaps undone, decided or left waiting, perhaps appealed."""
        for number in range(CASES):
            place = PLACES[number % 7 % 3]
            writer, reporter = self.chance.permutation(len(self.authors))[:2]
            writer, reporter = self.authors[writer], self.authors[reporter]
            comment = write_comment(by=writer, idea_id=self.choose(self.ideas[place]), text=f"Sanottu {number}.")
            first, second = self.chance.permutation(self.staff[place])[:2]
            reports = self.reports(comment.pk, reporter)
            case = Case.objects.filter(comment=comment).first() or open_case(by=first, comment_id=comment.pk)
            if number % 11 == 10:
                continue  # waits
            if number % 13 == 12:
                undo_decision(by=first, decision_id=self.decide(case, first, "hide").pk)
            outcome = self.choose(["hide", "leave", "leave"])
            made = self.decide(case, first, outcome)
            ten_seconds_go_by()
            if number % 3:
                self.appeal(made, writer, reports, second)

    def reports(self, comment_id: int, reporter) -> list[Report]:
        """None to three, the last one with an account."""
        by = [None, None, reporter][: int(self.chance.integers(4))]
        return [
            report_content(
                by=one,
                draft=ReportDraft(
                    category=self.choose(GROUNDS), explanation="Tämä on sääntöjen vastainen.", good_faith=True
                ),
                language="fi",
                comment_id=comment_id,
            )
            for one in by
        ]

    def decide(self, case: Case, by, outcome: str) -> Decision:
        return decide(
            by=by, case_id=case.pk, outcome=outcome, reasons=self.why() if outcome == "hide" else NONE, language="fi"
        )

    def why(self) -> Reasons:
        return Reasons(ground=self.choose(GROUNDS), facts="Teksti on sääntöjen vastainen.")

    def appeal(self, decision: Decision, writer, reports: list[Report], second) -> None:
        """By the writer against hiding, by the first reporter against leaving; every fifth appeal waits."""
        if decision.outcome == "hide":
            made = appeal(by=writer, decision_id=decision.pk, text="Tämä oli perusteltu mielipide.")
        elif reports and reports[0].account_id is None:
            made = appeal_as_reporter(key=reports[0].key, text="Se on yhä loukkaava, minusta.")
        else:
            return
        if made.pk % 5:
            stands = bool(self.chance.integers(2))
            decide_appeal(by=second, appeal_id=made.pk, stands=stands, reasons=self.why(), language="fi")

    def spread(self) -> None:
        """Give everything a moment of its own in fourteen months, in an order that could have been."""
        for case in Case.objects.all():
            opened = FIRST + datetime.timedelta(minutes=int(self.chance.integers(420 * 24 * 60)))
            Case.objects.filter(pk=case.pk).update(opened_at=opened)
            for report in Report.objects.filter(case=case):
                Report.objects.filter(pk=report.pk).update(made_at=self.later(opened, most_days=3))
            told = self.later(opened)
            Decision.objects.filter(case=case, appeal=None, carried_out_at__isnull=False).update(carried_out_at=told)
            for made in Appeal.objects.filter(decision__case=case):
                begun = self.later(told, most_days=60)
                ended = self.later(begun) if made.decided_at else None
                Appeal.objects.filter(pk=made.pk).update(made_at=begun, decided_at=ended)
                Decision.objects.filter(appeal=made).update(carried_out_at=ended)

    def later(self, moment: datetime.datetime, *, most_days: int = 20) -> datetime.datetime:
        return moment + datetime.timedelta(minutes=int(self.chance.integers(1, most_days * 24 * 60)))


@pytest.fixture
def history(make_campaign, make_idea, make_moderator, make_person) -> History:
    """Three municipalities with three moderators each, and one campaign that is not public any more."""
    ideas, staff = {}, {}
    for place in PLACES:
        campaigns = [make_campaign(f"{place}-{name}", municipality=place) for name in ("joki", "luonnos")]
        ideas[place] = [make_idea(campaigns[0]).pk, make_idea(campaigns[0]).pk, make_idea(campaigns[1]).pk]
        staff[place] = [make_moderator(f"{name}-{place}", place) for name in ("Maija", "Mikko", "Mirja")]
    made = History(staff, [make_person(f"Asukas{n}") for n in range(12)], ideas)
    made.live_through()
    made.spread()
    type(campaigns[1]).objects.filter(pk=campaigns[1].pk).update(published_at=None)
    return made


def test_each_months_report_of_each_municipality_equals_a_count_by_hand_and_the_months_are_the_whole(history):
    assert Case.objects.count() >= 200
    with connection.cursor() as cursor:
        tables = read_tables(cursor)
    told = 0
    for slug in PLACES:
        place, sums = Municipality.objects.get(slug=slug), [0, 0, 0]
        for year, month in MONTHS:
            last = datetime.date(year, month, calendar.monthrange(year, month)[1])
            report = checked(place, Period(datetime.date(year, month, 1), last), tables)
            figures = (report.report_count, report.appeals_made, report.decision_count)
            sums = [sum(pair) for pair in zip(sums, figures, strict=True)]
        whole = checked(place, Period(datetime.date(2025, 10, 1), datetime.date(2026, 11, 30)), tables)
        assert sums == [whole.report_count, whole.appeals_made, whole.decision_count]
        decisions = [int(row[-1]) for row in table_of(whole) if row[0] == "decisions"]
        assert sum(decisions) == whole.decision_count
        told += whole.decision_count
    assert told > 200


def checked(place: Municipality, period: Period, tables: Tables) -> TransparencyReport:
    """The report, which equals the count by hand in every figure."""
    by_hand = Recount(tables, place.slug, period.first, period.last).figures()
    report = transparency_report(place, period)
    lines = {(one.outcome, one.ground, one.on_appeal): one.count for one in report.decisions}
    assert lines == by_hand.pop("decisions")
    assert {name: getattr(report, name) for name in by_hand} == by_hand
    return report
