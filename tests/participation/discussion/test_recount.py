# SPDX-License-Identifier: EUPL-1.2
"""`recount`: the tallies equal what is stored, or every difference is said."""

import json

import pytest
from django.core.management import call_command

from backend.participation.discussion.models import Tally as CommentTally
from backend.participation.discussion.services import withdraw_comment, write_comment
from backend.participation.supports.models import Support, Tally
from backend.participation.supports.services import support_idea

pytestmark = pytest.mark.django_db(transaction=True)


def run(capsys, *arguments):
    """Exit code, lines and the JSON of the last line."""
    capsys.readouterr()
    code = 0
    try:
        call_command("recount", *arguments)
    except SystemExit as end:
        code = end.code
    lines = capsys.readouterr().out.splitlines()
    return code, lines, json.loads(lines[-1])


@pytest.fixture
def acts(aino, onni, idea):
    """Two supports, two comments of which one was taken back; none folded yet."""
    support_idea(by=aino, idea_id=idea.id)
    support_idea(by=onni, idea_id=idea.id)
    write_comment(by=aino, idea_id=idea.id, text="Tätä on toivottu jo kauan.", stance="for")
    withdraw_comment(by=onni, comment_id=write_comment(by=onni, idea_id=idea.id, text="En tiedä.", stance="against").id)


def test_what_is_pending_is_folded_and_nothing_differs(acts, idea, capsys):
    code, _, summary = run(capsys)
    assert (code, summary["differences"]) == (0, {"supports": 0, "comments": 0, "thanks": 0})
    assert Tally.objects.get(idea=idea).supports == 2


def test_a_support_lost_behind_the_ledgers_back_is_listed(acts, idea, capsys):
    Support.objects.first().delete()
    code, lines, summary = run(capsys)
    assert (code, summary["differences"]["supports"]) == (1, 1)
    assert lines[0] == f"idea {idea.id}: tally 2, supports 1"


def test_a_wrong_tally_of_comments_is_listed_by_stance(acts, idea, make_campaign, capsys):
    run(capsys)
    CommentTally.objects.filter(idea=idea).update(against=1)
    code, lines, _ = run(capsys)
    assert code == 1
    assert lines[0] == f"idea {idea.id}: tally of comments against 1, comments 0"
    make_campaign("muu")
    assert run(capsys, "--campaign", "muu")[0] == 0
    assert run(capsys, "--campaign", idea.campaign.slug)[0] == 1
