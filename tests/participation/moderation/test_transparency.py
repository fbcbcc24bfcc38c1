# SPDX-License-Identifier: EUPL-1.2
"""The transparency report equals a count in plain Python that shares no code with it; the log tells no words."""

import collections
import datetime
import statistics
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from backend.common.errors import InvalidInput
from backend.participation.moderation.appeals import appeal_as_reporter, decide_appeal
from backend.participation.moderation.models import Appeal, Case, Decision, Report
from backend.participation.moderation.transparency import (
    COLUMNS,
    Period,
    period_of,
    public_log,
    table_of,
    transparency_report,
)
from backend.region.places.models import Municipality
from tests.participation.moderation.data import REASONS, reported
from tests.participation.moderation.steps import decided, hidden

pytestmark = pytest.mark.django_db
HELSINKI = ZoneInfo("Europe/Helsinki")
OCTOBER = Period(datetime.date(2026, 10, 1), datetime.date(2026, 10, 31))
FIRST = datetime.datetime(2026, 9, 20, tzinfo=datetime.UTC)


@pytest.fixture
def busy_autumn(make_campaign, make_idea, maija, mikko, make_moderator):
    """Thirty ideas of Porvoo and some of Sipoo, reported, decided and appealed at moments of seven weeks."""
    chance = np.random.default_rng(24)
    campaigns = {"porvoo": make_campaign("joki"), "sipoo": make_campaign("ranta", municipality="sipoo")}
    others = {"porvoo": (maija, mikko), "sipoo": (make_moderator("Sanna", "sipoo"), make_moderator("Seppo", "sipoo"))}
    for number in range(24):
        place = "sipoo" if number % 6 == 5 else "porvoo"
        first, second = others[place]
        idea = make_idea(campaigns[place], f"Idea numero {number}")
        reports = [reported(None, idea_id=idea.id) for _ in range(chance.integers(3))]
        outcome = str(chance.choice(["hide", "leave", "leave"]))
        if number % 8 == 7:
            continue  # waits
        decided(first, outcome, idea_id=idea.id)
        if reports and outcome == "leave":
            made = appeal_as_reporter(key=reports[0].key, text="Se on yhä loukkaava, minusta.")
            if number % 3:
                decide_appeal(by=second, appeal_id=made.pk, stands=bool(number % 2), reasons=REASONS, language="fi")
    spread(chance)


def spread(chance: np.random.Generator) -> None:
    """Give everything a moment of its own, in an order that could have been, in the region's autumn."""

    def later(moment: datetime.datetime) -> datetime.datetime:
        return moment + datetime.timedelta(minutes=int(chance.integers(30, 9 * 24 * 60)))

    for case in Case.objects.all():
        opened = FIRST + datetime.timedelta(minutes=int(chance.integers(40 * 24 * 60)))
        Case.objects.filter(pk=case.pk).update(opened_at=opened)
        for report in Report.objects.filter(case=case):
            Report.objects.filter(pk=report.pk).update(
                made_at=opened, category=str(chance.choice(["insult", "spam", "threat"]))
            )
        told = later(opened)
        Decision.objects.filter(case=case, appeal=None).update(carried_out_at=told)
        for made in Appeal.objects.filter(decision__case=case):
            begun = later(told)
            ended = later(begun) if made.decided_at else None
            Appeal.objects.filter(pk=made.pk).update(made_at=begun, decided_at=ended)
            Decision.objects.filter(appeal=made).update(carried_out_at=ended)


def counted_by_hand(slug: str) -> dict[str, object]:
    """The figures of October from the rows themselves."""

    def within(moment: datetime.datetime | None) -> bool:
        return moment is not None and (moment.astimezone(HELSINKI).year, moment.astimezone(HELSINKI).month) == (
            2026,
            10,
        )

    def here(case: Case) -> bool:
        return case.campaign.municipality.slug == slug

    def hours(pairs) -> float | None:
        spans = [(end - begin).total_seconds() / 3600 for begin, end in pairs]
        return round(statistics.median(spans), 1) if spans else None

    reports = [one for one in Report.objects.all() if here(one.case) and within(one.made_at)]
    told = [one for one in Decision.objects.all() if here(one.case) and within(one.carried_out_at)]
    appeals = [one for one in Appeal.objects.all() if here(one.decision.case)]
    first = [one for one in told if one.appeal_id is None]
    over = datetime.datetime(2026, 11, 1, tzinfo=HELSINKI)
    return {
        "reports": dict(collections.Counter(one.category for one in reports)),
        "decisions": dict(collections.Counter((one.outcome, one.ground, one.appeal_id is not None) for one in told)),
        "own_initiative": sum(one.case.source == "staff" for one in first),
        "median_hours": hours((one.case.opened_at, one.carried_out_at) for one in first),
        "appeals_made": sum(within(one.made_at) for one in appeals),
        "appeals_stood": sum(within(one.decided_at) and one.stands for one in appeals),
        "appeals_turned": sum(within(one.decided_at) and not one.stands for one in appeals),
        "appeals_waiting": sum(
            one.made_at < over and (one.decided_at is None or one.decided_at >= over) for one in appeals
        ),
        "appeals_median_hours": hours((one.made_at, one.decided_at) for one in appeals if within(one.decided_at)),
    }


@pytest.mark.parametrize("slug", ["porvoo", "sipoo", "hanko"])
def test_the_report_equals_a_count_by_hand(busy_autumn, slug, count_queries):
    place = Municipality.objects.get(slug=slug)
    with count_queries() as counted:
        report = transparency_report(place, OCTOBER)
    assert counted() <= 11
    by_hand = counted_by_hand(slug)
    assert {(line.outcome, line.ground, line.on_appeal): line.count for line in report.decisions} == by_hand.pop(
        "decisions"
    )
    assert {name: getattr(report, name) for name in by_hand} == by_hand
    if slug == "porvoo":
        assert report.report_count >= 5
        assert report.appeals_made >= 1
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in table_of(report)]
    assert sum(int(row["value"]) for row in rows if row["measure"] == "decisions") == report.decision_count
    assert sum(int(row["value"]) for row in rows if row["measure"] == "reports") == report.report_count


def test_the_log_has_every_decision_that_was_told_and_no_other(busy_autumn, idea_of_a_draft):
    told = Decision.objects.filter(carried_out_at__isnull=False).exclude(case__idea=idea_of_a_draft)
    assert set(public_log().values_list("pk", flat=True)) == set(told.values_list("pk", flat=True))
    assert {one.case.campaign.municipality.slug for one in public_log(Municipality.objects.get(slug="sipoo"))} == {
        "sipoo"
    }


@pytest.fixture
def idea_of_a_draft(make_campaign, make_idea, maija):
    """Hidden in a campaign that is not public any more."""
    campaign = make_campaign("luonnos")
    idea = make_idea(campaign, "Luonnoksen idea")
    hidden(maija, idea_id=idea.id)
    type(campaign).objects.filter(pk=campaign.pk).update(published_at=None)
    return idea


def test_pages_and_files_say_the_same_and_no_words(client, busy_autumn):
    log = client.get("/moderation/?municipality=porvoo").content.decode()
    assert "Porvoo" in log
    assert "Idea numero" not in log
    assert REASONS.facts not in log
    asked = "first=2026-10-01&last=2026-10-31"
    page = client.get(f"/moderation/porvoo/?{asked}")
    assert page.status_code == 200
    file = client.get(f"/moderation/porvoo.csv?{asked}").content.decode()
    assert file == client.get(f"/api/v1/municipalities/porvoo/moderation.csv?{asked}").content.decode()
    shown = client.get(f"/api/v1/municipalities/porvoo/moderation/?{asked}").json()
    assert f"median_hours,,,,{shown['median_hours']}" in file
    rows = client.get("/api/v1/moderation/log/?municipality=sipoo").json()["results"]
    assert {row["municipality"] for row in rows} == {"sipoo"}
    assert set(rows[0]) == {
        "id", "municipality", "campaign", "about", "outcome", "ground", "reference", "on_appeal", "carried_out_at",
        "origin",
    }  # fmt: skip


def test_a_period_has_a_beginning_and_an_end():
    with pytest.raises(InvalidInput):
        period_of(datetime.date(2026, 5, 1), datetime.date(2026, 4, 1))
    assert period_of(None, None).first.month == 1
