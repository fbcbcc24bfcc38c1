# SPDX-License-Identifier: EUPL-1.2
"""Undoing the withdrawal of an idea, and what the statistics say of it."""

import pytest

from backend.insight.engagement.selectors import campaign_statistics
from backend.ledger.events.models import Event
from backend.participation.campaigns.errors import PhaseNotOpen
from backend.participation.campaigns.models import Phase
from backend.participation.ideas.errors import IdeaStands, NotYourIdea
from backend.participation.ideas.selectors import visible_ideas
from backend.participation.ideas.services import restore_idea, withdraw_idea

pytestmark = pytest.mark.django_db


def test_onni_withdraws_and_brings_it_back(onni, onnis_idea):
    withdraw_idea(by=onni, idea_id=onnis_idea.id)
    restore_idea(by=onni, idea_id=onnis_idea.id)
    assert list(visible_ideas(campaign_id=onnis_idea.campaign_id)) == [onnis_idea]
    assert Event.objects.get(kind="idea_restored").sign == 1


def test_it_counts_as_one_idea_proposed_once(onni, onnis_idea, settle):
    withdraw_idea(by=onni, idea_id=onnis_idea.id)
    restore_idea(by=onni, idea_id=onnis_idea.id)
    settle()
    statistics = campaign_statistics(onnis_idea.campaign)
    assert sum(day.net.ideas for day in statistics.days) == 1
    assert sum(day.gross.ideas for day in statistics.days) == 1


def test_only_what_was_withdrawn_comes_back(onni, onnis_idea):
    with pytest.raises(IdeaStands):
        restore_idea(by=onni, idea_id=onnis_idea.id)


def test_only_the_author_brings_it_back(onni, aino, onnis_idea):
    withdraw_idea(by=onni, idea_id=onnis_idea.id)
    with pytest.raises(NotYourIdea):
        restore_idea(by=aino, idea_id=onnis_idea.id)


def test_it_does_not_come_back_into_a_vote(onni, onnis_idea):
    withdraw_idea(by=onni, idea_id=onnis_idea.id)
    Phase.objects.filter(campaign=onnis_idea.campaign, kind="collect").update(kind="support")
    with pytest.raises(PhaseNotOpen):
        restore_idea(by=onni, idea_id=onnis_idea.id)
