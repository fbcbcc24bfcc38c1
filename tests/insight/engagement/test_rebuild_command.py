# SPDX-License-Identifier: EUPL-1.2
"""`rebuild_statistics`: makes the cubes anew, or compares and says what differs."""

import datetime
import json

import pytest
from django.core.management import call_command
from django.db import transaction

from backend.common.errors import NotFound
from backend.insight.engagement.models import DailyCount
from backend.ledger.events.services import stamp
from backend.participation.supports.services import support_idea
from tests.insight.engagement.histories import load
from tests.insight.engagement.reference import Act

pytestmark = pytest.mark.django_db(transaction=True)
MONDAY = datetime.date(2026, 3, 23)


def run(capsys, *arguments):
    """Exit code, lines and the JSON of the last line."""
    capsys.readouterr()
    code = 0
    try:
        call_command("rebuild_statistics", *arguments)
    except SystemExit as end:
        code = end.code
    lines = capsys.readouterr().out.splitlines()
    return code, lines, json.loads(lines[-1])


def test_nothing_differs_after_the_pending_acts_were_folded(aino, idea, capsys):
    support_idea(by=aino, idea_id=idea.id)
    code, _, summary = run(capsys, "--compare")
    assert (code, summary["differences"], summary["acts"], summary["not_folded"]) == (0, 0, 2, 0)


def test_a_damaged_cube_is_listed_and_exits_with_one_until_it_is_rebuilt(spearhead, capsys):
    acts = [Act("support_given", person, 1, MONDAY) for person in range(6)]
    (one, _) = load([acts, acts], spearhead=spearhead, name="rikki")
    with transaction.atomic():
        stamp()  # without the relay: these acts have no ideas to which a tally belongs
    assert run(capsys, "--compare")[0] == 0
    DailyCount.objects.filter(campaign_id=one.campaign.id).update(net=5)
    code, lines, summary = run(capsys, "--compare")
    assert (code, summary["differences"]) == (1, 1)
    assert lines[0] == f"campaign {one.campaign.id}, 2026-03-23, support by web, net: cube 5, ledger 6"
    assert run(capsys, "--compare", "--campaign", "rikki-1")[0] == 0
    assert run(capsys, "--compare", "--campaign", "rikki-0")[0] == 1
    assert run(capsys, "--campaign", "rikki-0")[0] == 0
    assert run(capsys, "--compare")[0] == 0


def test_a_campaign_that_does_not_exist_is_refused():
    with pytest.raises(NotFound):
        call_command("rebuild_statistics", "--campaign", "ei-ole")
