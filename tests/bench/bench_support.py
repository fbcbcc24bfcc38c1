# SPDX-License-Identifier: EUPL-1.2
"""How fast a support is stored: on one hot idea, spread over many, against a bare insert and a counter row."""

import pytest
from django.db import connection, transaction

from backend.ledger.events.catch_up import follow_ups
from backend.ledger.events.services import publish, relay_batch
from backend.participation.campaigns.models import VotingWindow
from backend.participation.ideas.models import Idea
from backend.participation.participants.services import ImportedVoter, admit_imported
from backend.participation.supports import gate
from backend.participation.supports.events import SupportGiven
from backend.participation.supports.models import Support
from backend.participation.supports.services import seal_due_windows
from tests.bench.rounds import compare
from tests.threads import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
CLIENTS, ACTS = 16, 1600


@pytest.fixture
def stage(campaign, make_idea):
    """A campaign with a sealed window, 200 ideas and many voters."""
    seal_due_windows()
    first = make_idea(campaign)
    ideas = [first, *Idea.objects.bulk_create(Idea(campaign=campaign, title=f"Idea {n}") for n in range(199))]
    with transaction.atomic():
        voters = [ImportedVoter(str(number)) for number in range(ACTS)]
        people = list(admit_imported(campaign=campaign, voters=voters, language="fi").values())
    window = VotingWindow.objects.get(phase__campaign=campaign)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare (participant_id bigint, idea_id bigint, UNIQUE (participant_id, idea_id))")
        cursor.execute("CREATE TABLE counted (idea_id bigint PRIMARY KEY, supports int)")
        cursor.execute("INSERT INTO counted VALUES (0, 0)")
    yield campaign, ideas, people, window
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE bare; DROP TABLE counted")


def in_parallel(act, items) -> int:
    """Each client carries out its share; how many acts."""
    shares = [items[number::CLIENTS] for number in range(CLIENTS)]

    def client(share):
        for item in share:
            with transaction.atomic():
                act(item)

    failed = [r for r in at_once([lambda s=s: client(s) for s in shares], threads=CLIENTS) if r]
    assert failed == []
    return len(items)


def test_support_sql(stage):
    campaign, ideas, people, window = stage

    def clear() -> None:
        Support.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE bare")

    def support(person: int, idea: Idea) -> None:
        passage = gate.give(window_id=window.id, participant_id=person, idea_id=idea.id)
        assert passage.changed
        publish(SupportGiven(campaign_id=campaign.id, participant_id=person, subject_id=idea.id))

    def hot(_round: int) -> int:
        clear()
        return in_parallel(lambda person: support(person, ideas[0]), people)

    def spread(_round: int) -> int:
        clear()
        return in_parallel(lambda pair: support(pair[1], ideas[pair[0] % 200]), list(enumerate(people)))

    def bare(_round: int) -> int:
        clear()

        def insert(person: int) -> None:
            with connection.cursor() as cursor:
                cursor.execute("INSERT INTO bare VALUES (%s, 1) ON CONFLICT DO NOTHING", [person])
            publish(SupportGiven(campaign_id=campaign.id, participant_id=person, subject_id=1))

        return in_parallel(insert, people)

    def counter_row(_round: int) -> int:
        clear()

        def insert(person: int) -> None:
            with connection.cursor() as cursor:
                cursor.execute("UPDATE counted SET supports = supports + 1")
            support(person, ideas[0])

        return in_parallel(insert, people)

    print()
    print(compare("support of a hot idea / spread over 200 ideas", hot, spread))
    print(compare("support of a hot idea / bare insert and event", hot, bare))
    print(compare("support of a hot idea / the same with a counter row", hot, counter_row))


def test_stamping_and_folding(stage):
    campaign, ideas, people, _window = stage

    def write(number: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO events_event (kind, campaign_id, participant_id, subject_id)"
                " SELECT 'support_given', %s, %s + step, %s + step %% 200 FROM generate_series(1, %s) AS step",
                [campaign.id, people[0], ideas[0].id, number],
            )

    def relay(_round: int) -> int:
        span = relay_batch(follow_ups().now, limit=20_000)
        return span.upto - span.after

    def insert(_round: int) -> int:
        write(20_000)
        return 20_000

    write(40_000)
    print()
    print(compare("stamping and folding 20,000 events / inserting them in bulk", relay, insert))
