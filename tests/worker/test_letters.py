# SPDX-License-Identifier: EUPL-1.2
"""Many followers, one answer, and workers killed in the middle: each is told once and written to at least once."""

import time

import pytest
from django.db import connection, transaction
from django.db.models import Count

from backend.ledger.events.catch_up import follow_ups
from backend.ledger.events.services import relay_batch
from backend.participation.ideas.services import answer_idea
from backend.participation.notifications.models import Letter, Notice
from tests.participation.notifications.conftest import OFFICE, WORDS, make_followers
from tests.participation.notifications.postbox import open_postbox
from tests.worker.conftest import until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.faults]


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("followers", [1000, pytest.param(10_000, marks=pytest.mark.slow)])
def test_every_follower_has_one_notice_and_a_letter_though_workers_are_killed(
    start_worker, idea, porvoo_organiser, followers
):
    relay_batch(follow_ups().now)
    make_followers(idea, followers)
    with open_postbox() as postbox:
        kills = [followers // 5, followers // 2, followers * 4 // 5]
        postbox.pauses = set(kills)
        changes = {"EMAIL_URL": postbox.url}
        beat = start_worker("beat", **changes)
        with transaction.atomic(), connection.cursor() as cursor:
            answer_idea(by=porvoo_organiser, idea_id=idea.id, status="done", office=OFFICE, text=WORDS)
            relay_batch(follow_ups().now)
        began = time.monotonic()
        with transaction.atomic(), connection.cursor() as cursor:
            # the fold stops in its middle: it waits for this table, having moved nothing yet
            cursor.execute("LOCK TABLE notifications_notice IN SHARE MODE")
            worker = start_worker(**changes)
            until(lambda: _waits_for_notices(cursor))
            worker.kill()
        assert not Notice.objects.exists()
        again = time.monotonic()
        worker = start_worker(**changes)
        told = until(lambda: Notice.objects.count() == followers + 1, within=120)
        for _ in kills:
            assert postbox.in_flight.wait(600)
            worker.kill()  # the server has the letter, and nobody has written that down
            postbox.in_flight.clear()
            worker = start_worker(**changes)
        until(lambda: not Letter.objects.filter(state="queued").exists(), within=900)
        print(
            f"\n{followers} followers: told {told:.1f} s after the worker's start, all letters"
            f" {time.monotonic() - again:.1f} s after it with three restarts; first kill after {again - began:.1f} s"
        )
        beat.stop()
        worker.stop()
    each = Notice.objects.filter(kind="idea_answered").values("account").annotate(n=Count("id"))
    assert {row["n"] for row in each} == {1}
    assert len(each) == followers + 1  # the author too
    assert len(postbox.to) == followers + 1
    assert len(postbox.names) == followers + 1  # a letter that came twice has the same name
    assert len(postbox.letters) - len(postbox.names) == len(kills)  # one was in flight at each kill
    assert set(Letter.objects.values_list("state", flat=True)) == {"sent"}


def _waits_for_notices(cursor) -> bool:
    cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'notifications_notice'::regclass")
    return cursor.fetchone()[0] > 0
