# SPDX-License-Identifier: EUPL-1.2
"""Relays and the worker's follow-ups are killed at random under eight writers: nothing is lost or doubled."""

import secrets
import threading
import time

import pytest
from django.db import transaction

from backend.insight.engagement.selectors import campaign_statistics
from backend.ledger.events.catch_up import catch_up
from backend.ledger.events.models import Event
from backend.ledger.events.services import publish
from backend.participation.campaigns.selectors import campaign_by_slug
from backend.participation.participants.services import ImportedVoter, admit_imported
from backend.participation.supports.events import SupportGiven
from backend.participation.supports.models import Tally
from tests.faults import processes
from tests.threads import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.faults]


def test_two_thousand_events_while_two_relays_and_a_worker_are_killed(campaign, idea):
    with transaction.atomic():
        voters = [ImportedVoter(str(number)) for number in range(2000)]
        people = list(admit_imported(campaign=campaign, voters=voters, language="fi").values())
    ended = threading.Event()

    def writer(first: int) -> None:
        for participant_id in people[first : first + 250]:
            with transaction.atomic():
                publish(SupportGiven(campaign_id=campaign.id, participant_id=participant_id, subject_id=idea.id))
            time.sleep(0.015)

    def write_all() -> None:
        at_once([lambda n=n: writer(n * 250) for n in range(8)], threads=8)
        ended.set()

    def killer() -> int:
        commands = [("backend", "relay"), ("backend", "relay"), ("worker",)]
        running = [processes.start(*command) for command in commands]
        killed = 0
        while not ended.is_set():
            time.sleep(0.3 + secrets.randbelow(9) / 10)
            victim = secrets.randbelow(len(running))
            processes.kill(running[victim])
            running[victim] = processes.start(*commands[victim])
            killed += 1
        for process in running:
            processes.kill(process)
        return killed

    _, killed = at_once([write_all, killer], threads=2)
    assert killed >= 2
    catch_up()
    events = Event.objects.filter(kind="support_given")
    assert events.count() == 2000
    positions = list(Event.objects.order_by("position").values_list("position", flat=True))
    assert positions == list(range(1, Event.objects.count() + 1))
    assert Tally.objects.get(idea=idea).supports == 2000
    assert campaign_statistics(campaign_by_slug(campaign.slug)).net.supports == 2000
