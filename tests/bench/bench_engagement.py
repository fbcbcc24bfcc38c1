# SPDX-License-Identifier: EUPL-1.2
"""How fast the ledger becomes statistics: against a bare INSERT … SELECT … GROUP BY, and one upsert an event."""

import time

import pytest
from django.db import connection, transaction
from django.db.models import F

from backend.insight.engagement.comparison import compare_with_ledger
from backend.insight.engagement.follow_ups import fold_statistics
from backend.insight.engagement.models import DailyCount
from backend.insight.engagement.selectors import campaign_statistics
from backend.insight.engagement.services import rebuild_statistics
from backend.ledger.events.models import Event
from backend.ledger.events.services import Span, follow
from backend.participation.campaigns.models import Campaign
from backend.participation.campaigns.selectors import with_phases
from backend.participation.participants.services import ImportedVoter, admit_imported
from tests.bench.rounds import compare

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
EVENTS, PEOPLE, DAYS, BATCH = 330_000, 90_000, 60, 10_000


@pytest.fixture
def ledger(campaign):
    """The ledger of a big election: supports of 90,000 people over 60 days, all with their positions."""
    with transaction.atomic():
        voters = [ImportedVoter(str(number)) for number in range(PEOPLE)]
        admit_imported(campaign=campaign, voters=voters, language="fi")
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(position), 0) FROM events_event")
        start = cursor.fetchone()[0]
        cursor.execute(
            "WITH person AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM participants_participant)"
            " INSERT INTO events_event (position, kind, campaign_id, participant_id, subject_id, day)"
            " SELECT %s + n, 'support_given', %s, person.id, n %% 100, current_date - %s + (n * %s / %s)::int"
            " FROM generate_series(1, %s) AS n JOIN person ON person.place = hashint4(n) & 2147483647 %% %s",
            [start, campaign.id, DAYS, DAYS, EVENTS, EVENTS, PEOPLE],
        )
        cursor.execute("UPDATE events_event SET position = id + %s WHERE position IS NULL", [start + EVENTS])
        cursor.execute("ANALYZE events_event; ANALYZE participants_participant")
        cursor.execute(
            "CREATE TABLE bare (campaign_id bigint, day date, kind text, channel text, net int, gross int,"
            " PRIMARY KEY (campaign_id, day, kind, channel))"
        )
    yield start
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE bare")


def bare(span: Span) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO bare SELECT campaign_id, day, kind, channel, sum(sign), count(*) FROM events_event"
            " WHERE position > %s AND position <= %s GROUP BY 1, 2, 3, 4 ON CONFLICT (campaign_id, day, kind, channel)"
            " DO UPDATE SET net = bare.net + excluded.net, gross = bare.gross + excluded.gross",
            [span.after, span.upto],
        )
    return span.upto - span.after


def bare_with_people(span: Span) -> int:
    """What exact uniques cost at least when ids are kept in an array, without uniting days or batches."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE who (campaign_id bigint, day date, people bigint[]) ON COMMIT DROP")
        cursor.execute(
            "INSERT INTO who SELECT event.campaign_id, day, array_agg(DISTINCT participant.person_number)"
            " FROM events_event AS event"
            " JOIN participants_participant AS participant ON participant.id = participant_id"
            " WHERE position > %s AND position <= %s GROUP BY 1, 2",
            [span.after, span.upto],
        )
    return bare(span)


def upsert_each(span: Span) -> int:
    events = Event.objects.filter(position__gt=span.after, position__lte=span.upto)
    with transaction.atomic():
        for event in events:
            DailyCount.objects.update_or_create(
                campaign_id=event.campaign_id,
                day=event.day,
                kind="support",
                channel=event.channel,
                defaults={"net": F("net") + event.sign, "gross": F("gross") + 1},
                create_defaults={"net": event.sign, "gross": 1},
            )
    return span.upto - span.after


def test_fold(ledger):
    def ours(_round: int) -> int:
        span = follow("engagement", fold_statistics, BATCH)
        return span.upto - span.after

    def baseline(number: int, act=bare, size: int = BATCH) -> int:
        after = ledger + (number + 1) * BATCH
        return act(Span(after, after + size))

    def people_baseline(number: int) -> int:
        return baseline(number, bare_with_people)

    with_people = compare("fold, of INSERT SELECT GROUP BY with arrays of people", ours, people_baseline)
    print(f"\n{with_people}")
    print(compare("fold, of INSERT SELECT GROUP BY without people", ours, baseline))
    print(compare("fold, of one upsert an event", ours, lambda n: baseline(n, upsert_each, 200), rounds=3))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM engagement_dailycount; DELETE FROM engagement_dailypeople")
        cursor.execute("DELETE FROM engagement_personindex; DELETE FROM events_place WHERE name = 'engagement'")
    began = time.perf_counter()
    while follow("engagement", fold_statistics, BATCH):
        pass
    print(f"{EVENTS:,} supports of {PEOPLE:,} people folded in {time.perf_counter() - began:.2f} s")


def test_read_compare_rebuild(ledger, campaign):
    while follow("engagement", fold_statistics, BATCH):
        pass
    found = with_phases(Campaign.objects.get(pk=campaign.pk))

    def from_ledger(_round: int) -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT day, count(*), count(DISTINCT participant_id) FROM events_event WHERE campaign_id = %s"
                " GROUP BY day ORDER BY day",
                [campaign.pk],
            )
            return bool(cursor.fetchall())

    def from_cubes(_round: int) -> int:
        return bool(campaign_statistics(found))

    print(f"\n{compare('statistics page, of GROUP BY on the ledger', from_cubes, from_ledger)}")
    for name, act in (("rebuild", rebuild_statistics), ("compare", compare_with_ledger)):
        began = time.perf_counter()
        act()
        print(f"{name}: {time.perf_counter() - began:.2f} s")
    assert compare_with_ledger().differences == []
