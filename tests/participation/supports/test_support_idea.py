# SPDX-License-Identifier: EUPL-1.2
"""Supporting an idea: once, counted at once, refused when the window or the limit says so."""

import datetime

import pytest
from django.db import connection

from backend.common.clock import database_now
from backend.participation.participants.models import FrozenContext, Participant
from backend.participation.supports.errors import SupportLimitReached, SupportNotOpen
from backend.participation.supports.models import Support
from backend.participation.supports.selectors import support_count, tally_differences
from backend.participation.supports.services import support_idea, withdraw_support
from tests.conftest import move_window

pytestmark = pytest.mark.django_db


def test_aino_supports_an_idea_and_sees_her_support_counted(aino, idea, settle):
    state = support_idea(by=aino, idea_id=idea.id)
    assert (state.supported, state.supports, state.counted_now, state.left) == (True, 1, True, None)
    settle()
    assert support_count(idea.id, None) == 1
    assert tally_differences() == []


def test_the_second_tap_changes_nothing_and_says_so(aino, idea):
    support_idea(by=aino, idea_id=idea.id)
    again = support_idea(by=aino, idea_id=idea.id)
    assert (again.supports, again.counted_now) == (1, False)
    assert Support.objects.count() == 1


def test_aino_takes_her_support_back(aino, idea, settle):
    support_idea(by=aino, idea_id=idea.id)
    settle()
    state = withdraw_support(by=aino, idea_id=idea.id)
    assert (state.supported, state.supports, state.counted_now) == (False, 0, True)
    settle()
    assert support_count(idea.id, None) == 0


def test_the_first_act_freezes_where_aino_lives(aino, idea, campaign):
    support_idea(by=aino, idea_id=idea.id)
    aino.municipality = None
    aino.save()
    participant = Participant.objects.get(account=aino, campaign=campaign)
    context = FrozenContext.objects.get(participant=participant)
    assert context.municipality.slug == "porvoo"
    assert context.age_band == "45-54"
    assert participant.person_number == aino.person_number


def test_support_is_refused_after_the_window_has_closed(aino, idea, campaign):
    move_window(campaign, closes=database_now() - datetime.timedelta(seconds=1))
    with pytest.raises(SupportNotOpen):
        support_idea(by=aino, idea_id=idea.id)


def test_a_limit_lets_three_through_and_names_itself_at_the_fourth(aino, make_campaign, make_idea):
    campaign = make_campaign("raja", limit=3)
    ideas = [make_idea(campaign, f"Idea {n}") for n in range(4)]
    left = [support_idea(by=aino, idea_id=idea.id).left for idea in ideas[:3]]
    assert left == [2, 1, 0]
    with pytest.raises(SupportLimitReached) as refusal:
        support_idea(by=aino, idea_id=ideas[3].id)
    assert "3" in str(refusal.value)
    assert support_idea(by=aino, idea_id=ideas[0].id).counted_now is False
    withdraw_support(by=aino, idea_id=ideas[0].id)
    assert support_idea(by=aino, idea_id=ideas[3].id).left == 0


def test_support_takes_five_queries_and_a_first_act_at_most_nine(aino, onni, make_idea, campaign, count_queries):
    first, second = make_idea(campaign, "Ensimmäinen"), make_idea(campaign, "Toinen")
    support_idea(by=onni, idea_id=first.id)  # seals the window
    with count_queries() as counted:
        support_idea(by=aino, idea_id=first.id)
    assert counted() == 7
    with count_queries() as counted:
        support_idea(by=aino, idea_id=second.id)
    assert counted() == 5


def test_nobody_can_store_a_second_support_whatever_the_code_does(aino, idea, campaign):
    support_idea(by=aino, idea_id=idea.id)
    support = Support.objects.get()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO supports_support (participant_id, idea_id, window_id) VALUES (%s, %s, %s)"
            " ON CONFLICT DO NOTHING",
            [support.participant_id, support.idea_id, support.window_id],
        )
        assert cursor.rowcount == 0
