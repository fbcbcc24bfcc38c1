# SPDX-License-Identifier: EUPL-1.2
"""A campaign's statistics: days without gaps, people of released weeks only, never fewer than five."""

import dataclasses
import datetime

import pytest
from django.db import connection, transaction

from backend.common.clock import database_now, local_day, start_of_day
from backend.insight.engagement.calendar import end_of_week, monday_of
from backend.insight.engagement.follow_ups import fold_statistics
from backend.insight.engagement.models import PersonIndex
from backend.insight.engagement.releases import publish_releases
from backend.insight.engagement.rows import DAY_COLUMNS, WEEK_COLUMNS, day_rows, statistics_rows, week_rows
from backend.insight.engagement.selectors import campaign_statistics
from backend.ledger.events.selectors import last_position
from backend.ledger.events.services import follow, stamp
from backend.participation.campaigns.models import Campaign, Phase
from backend.participation.campaigns.selectors import campaign_by_slug, with_phases
from backend.participation.supports.services import support_idea
from backend.region.accounts.models import Account
from tests.insight.engagement.histories import load
from tests.insight.engagement.reference import Act

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
MONDAY = datetime.date(2026, 3, 2)


def fold():
    with transaction.atomic():
        stamp()
    follow("engagement", fold_statistics)


def acts_of(people, day, subject=1):
    return [Act("support_given", person, subject, day) for person in people]


def story(spearhead, *weeks, name="viikot", released=True):
    """A campaign that is over, in which `weeks[n]` are the people of its n-th week."""
    acts = [act for n, people in enumerate(weeks) for act in acts_of(people, MONDAY + n * 7 * DAY, subject=n)]
    (loaded,) = load([acts], spearhead=spearhead, name=name)
    fold()
    if released:
        publish_releases(campaign=loaded.campaign)
    return loaded.campaign


def move_end(campaign, closes):
    Phase.objects.filter(campaign=campaign).update(closes=closes)
    return with_phases(Campaign.objects.get(pk=campaign.pk))


def test_a_finished_campaign_tells_its_people_by_week_and_altogether(spearhead):
    campaign = story(spearhead, range(10), range(5, 20), range(9))
    statistics = campaign_statistics(campaign)
    assert statistics.closed
    assert statistics.participants.value == 20
    told = [(week.participants.value, week.new.value, week.returning.value) for week in statistics.weeks]
    assert told == [(10, 10, 0), (15, 10, 5), (9, 0, 9)]
    assert [week.net.supports for week in statistics.weeks] == [10, 15, 9]


def test_before_its_release_nothing_is_told_of_the_people_of_a_week_that_is_over(spearhead):
    campaign = story(spearhead, range(10), range(5, 20), released=False)
    statistics = campaign_statistics(campaign)
    assert [week.closed for week in statistics.weeks] == [True, True]
    assert [(week.participants, week.new, week.returning) for week in statistics.weeks] == [(None, None, None)] * 2
    assert (statistics.closed, statistics.participants) == (True, None)
    publish_releases(campaign=campaign, most=1)
    assert [week.participants and week.participants.value for week in campaign_statistics(campaign).weeks] == [10, None]


def test_a_phase_tells_its_people_when_it_is_released(spearhead):
    campaign = story(spearhead, range(10), range(5, 20))
    (band,) = campaign_statistics(campaign).phases
    assert (band.closed, band.participants.value) == (True, 20)


def test_what_is_entered_late_moves_no_count_of_people_that_is_published(spearhead):
    campaign = story(spearhead, range(10), range(5, 20))
    before = campaign_statistics(campaign)
    (late,) = load([acts_of(range(100, 140), MONDAY)], spearhead=spearhead, name="paperilta")
    with connection.cursor() as cursor:  # forty people on paper, entered when all was published
        cursor.execute("ALTER TABLE events_event DISABLE TRIGGER USER")
        for table in ("events_event", "participants_participant"):
            cursor.execute(
                f"UPDATE {table} SET campaign_id = %s WHERE campaign_id = %s", [campaign.pk, late.campaign.pk]
            )
        cursor.execute("ALTER TABLE events_event ENABLE TRIGGER USER")
    fold()
    assert publish_releases(campaign=campaign) == 0
    after = campaign_statistics(campaign)
    assert after.net.supports == before.net.supports + 40
    assert [week.participants for week in after.weeks] == [week.participants for week in before.weeks]
    assert (after.participants, after.phases) == (before.participants, before.phases)


def test_days_and_weeks_without_acts_are_there_with_zero(spearhead):
    campaign = story(spearhead, range(10), (), range(10))
    statistics = campaign_statistics(campaign)
    assert [row.day for row in statistics.days] == [MONDAY + n * DAY for n in range(15)]
    assert sum(row.net.supports for row in statistics.days) == statistics.net.supports == 20
    assert [(week.first, week.participants.value) for week in statistics.weeks] == [
        (MONDAY, 10),
        (MONDAY + 7 * DAY, 0),
        (MONDAY + 14 * DAY, 10),
    ]


def test_a_week_of_four_people_is_hidden_everywhere(spearhead):
    campaign = story(spearhead, range(30), (1, 2, 3, 4), range(30, 60), range(30))
    statistics = campaign_statistics(campaign)
    assert statistics.weeks[1].participants.suppressed
    assert statistics.weeks[1].net.supports == 4
    row = dict(zip([column.name for column in WEEK_COLUMNS], week_rows(statistics)[1], strict=True))
    assert (row["participants"], row["new"], row["returning"], row["hidden"]) == (None, None, None, True)
    small = {1, 2, 3, 4}
    for week in statistics.weeks:
        assert not small & {week.participants.value, week.new.value, week.returning.value}


def test_the_week_that_runs_has_no_people_yet_and_the_campaign_no_total(spearhead):
    today = local_day(database_now())
    acts = acts_of(range(10), monday_of(today) - 7 * DAY) + acts_of(range(20), today)
    (loaded,) = load([acts], spearhead=spearhead, name="kesken")
    campaign = move_end(loaded.campaign, database_now() + 3 * DAY)
    fold()
    publish_releases(campaign=campaign)
    statistics = campaign_statistics(campaign)
    assert [week.closed for week in statistics.weeks] == [True, False]
    assert statistics.weeks[0].participants.value == 10
    assert (statistics.weeks[1].participants, statistics.weeks[1].new, statistics.participants) == (None, None, None)
    assert statistics.weeks[1].net.supports == 20
    assert (statistics.today, statistics.days[-1].day) == (today, today)


def test_when_the_campaign_ends_its_last_week_is_closed_with_it(spearhead):
    today = local_day(database_now())
    (loaded,) = load([acts_of(range(10), today)], spearhead=spearhead, name="loppui")
    campaign = move_end(loaded.campaign, database_now() - datetime.timedelta(seconds=1))
    fold()
    publish_releases(campaign=campaign)
    statistics = campaign_statistics(campaign)
    assert statistics.weeks[-1].closed
    assert statistics.participants.value == 10


def test_a_week_is_not_closed_before_all_its_acts_are_counted(spearhead):
    campaign = story(spearhead, range(10), released=False)
    support = Act("support_given", 11, 1, MONDAY)
    load([[support]], spearhead=spearhead, name="toinen")
    with connection.cursor() as cursor:  # an act of the campaign that the relay has not seen yet
        cursor.execute(
            "INSERT INTO events_event (kind, campaign_id, day, recorded_at) VALUES ('support_given', %s, %s, %s)",
            [campaign.pk, MONDAY, start_of_day(MONDAY)],
        )
    statistics = campaign_statistics(campaign)
    assert (statistics.closed, statistics.participants) == (False, None)
    assert not any(week.closed for week in statistics.weeks)
    assert publish_releases(campaign=campaign) == 0
    fold()
    assert campaign_statistics(campaign).closed
    publish_releases(campaign=campaign)
    assert campaign_statistics(campaign).participants.value == 10


def test_an_imported_campaign_is_over_whatever_its_dates_say(spearhead):
    campaign = story(spearhead, range(10), released=False)
    Campaign.objects.filter(pk=campaign.pk).update(imported=True)
    campaign = move_end(campaign, database_now() + 10 * DAY)
    publish_releases(campaign=campaign)
    assert campaign_statistics(campaign).participants.value == 10


def test_a_week_ends_at_midnight_in_helsinki_also_when_clocks_change():
    assert end_of_week(datetime.date(2026, 3, 23)).isoformat() == "2026-03-30T00:00:00+03:00"
    assert end_of_week(datetime.date(2026, 10, 19)).isoformat() == "2026-10-26T00:00:00+02:00"
    hours = end_of_week(datetime.date(2026, 3, 23)).timestamp() - start_of_day(datetime.date(2026, 3, 23)).timestamp()
    assert hours == (7 * 24 - 1) * 3600


def test_iso_weeks_carry_the_iso_year(spearhead):
    acts = acts_of(range(9), datetime.date(2025, 12, 30)) + acts_of(range(9), datetime.date(2026, 1, 5))
    (loaded,) = load([acts], spearhead=spearhead, name="vuosi")
    fold()
    weeks = week_rows(campaign_statistics(loaded.campaign))
    assert [row[:3] for row in weeks] == [
        ("2026-W01", datetime.date(2025, 12, 29), datetime.date(2026, 1, 4)),
        ("2026-W02", datetime.date(2026, 1, 5), datetime.date(2026, 1, 11)),
    ]


def test_rows_fit_their_columns_and_add_up_to_the_totals(spearhead):
    campaign = story(spearhead, range(10), range(7))
    statistics, rows = campaign_statistics(campaign), statistics_rows(campaign)
    assert rows == day_rows(statistics)
    names = [column.name for column in DAY_COLUMNS]
    assert names[:4] == ["day", "ideas", "supports", "comments"]
    assert all(len(row) == len(names) for row in rows)
    assert sum(row[names.index("supports")] for row in rows) == statistics.net.supports == 17
    assert all(len(row) == len(WEEK_COLUMNS) for row in week_rows(statistics))
    assert all(set(column.description) == {"fi", "sv", "en"} for column in (*DAY_COLUMNS, *WEEK_COLUMNS))


def test_they_stand_for_a_position_and_its_moment(aino, idea, campaign, settle):
    support_idea(by=aino, idea_id=idea.id)
    settle()
    statistics = campaign_statistics(campaign_by_slug(campaign.slug))
    assert statistics.position == last_position(campaign_id=campaign.id)
    assert statistics.recorded_at <= statistics.computed_at
    assert [band.kind for band in statistics.phases] == ["collect", "discuss", "support", "results"]


def test_they_take_two_queries_and_a_campaign_without_acts_has_them_too(campaign, count_queries):
    found = campaign_by_slug(campaign.slug)
    with count_queries() as counted:
        statistics = campaign_statistics(found)
    assert counted() == 2
    assert dataclasses.astuple(statistics.net) == (0, 0, 0, 0, 0)
    assert (statistics.position > 0) == (last_position(campaign_id=campaign.id) > 0)
    assert len(statistics.days) >= 21  # since collecting began


def test_before_a_campaign_has_begun_there_are_no_days(campaign):
    now = database_now()
    Phase.objects.filter(campaign=campaign).update(opens=now + DAY, closes=now + 2 * DAY)
    statistics = campaign_statistics(campaign_by_slug(campaign.slug))
    assert (statistics.days, statistics.weeks, statistics.participants) == ((), (), None)


def test_what_nobody_signed_in_for_is_counted_apart_and_in_no_count_of_people(make_campaign, make_idea, aino):
    campaign = make_campaign("kaikki", identifier="device")
    idea = make_idea(campaign, by=aino)
    for number in range(3):
        device = Account.objects.create_user(kind="device", pseudonym=f"Laite-{number}")
        support_idea(by=device, idea_id=idea.id)
    support_idea(by=aino, idea_id=idea.id)
    fold()
    statistics = campaign_statistics(campaign)
    assert (statistics.net.supports, statistics.unverified.supports, statistics.unverified.ideas) == (4, 3, 0)
    assert PersonIndex.objects.count() == 1
