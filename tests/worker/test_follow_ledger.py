# SPDX-License-Identifier: EUPL-1.2
"""A real worker folds what happened into statistics, wakes at once, and outlives Redis and its processes."""

import pytest

from backend.insight.engagement.models import DailyCount
from backend.ledger.events.catch_up import follow_ups
from backend.ledger.events.services import relay_batch
from backend.participation.supports.services import support_idea
from tests.worker.conftest import until

pytestmark = pytest.mark.django_db(transaction=True)


def supports():
    return sum(DailyCount.objects.filter(kind="support").values_list("net", flat=True))


def stamp():
    """What the relay does."""
    relay_batch(follow_ups().now)


def test_acts_become_statistics_without_beat_because_the_relay_tells_the_worker(start_worker, make_person, idea):
    start_worker()
    stamp()
    until(lambda: DailyCount.objects.filter(kind="idea").exists())
    support_idea(by=make_person("Aino"), idea_id=idea.id)
    stamp()
    took = until(lambda: supports() == 1)
    print(f"a support is in the statistics {took:.2f} s after the relay")
    assert took < 4
