# SPDX-License-Identifier: EUPL-1.2
"""Thanking for a comment, once, and taking it back."""

import pytest

from backend.common.errors import NotFound
from backend.ledger.events.models import Event
from backend.participation.campaigns.errors import PhaseNotOpen
from backend.participation.campaigns.models import Campaign, Phase
from backend.participation.discussion.errors import CommentWithdrawnAlready, OwnComment
from backend.participation.discussion.models import Thank, ThanksTally
from backend.participation.discussion.selectors import CommentQuery, comments_on
from backend.participation.discussion.services import (
    thank_for_comment,
    withdraw_comment,
    withdraw_thanks,
    write_comment,
)
from backend.participation.participants.selectors import participant_id_of
from tests.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(onni, idea):
    """What Onni says."""
    return write_comment(by=onni, idea_id=idea.id, text="Kahdeksankymppinen äitini pääsee veteen.")


def test_aino_thanks_sees_it_at_once_and_takes_it_back(aino, comment, settle):
    given = thank_for_comment(by=aino, comment_id=comment.id)
    assert (given.thanked, given.thanks) == (True, 1)
    settle()
    assert ThanksTally.objects.get(comment=comment).thanks == 1
    back = withdraw_thanks(by=aino, comment_id=comment.id)
    assert (back.thanked, back.thanks) == (False, 0)
    settle()
    assert ThanksTally.objects.get(comment=comment).thanks == 0
    events = Event.objects.filter(subject_id=comment.id, kind__in=["comment_thanked", "thanks_withdrawn"])
    assert sorted(events.values_list("kind", "sign")) == [("comment_thanked", 1), ("thanks_withdrawn", -1)]


def test_a_second_time_changes_nothing(aino, comment):
    thank_for_comment(by=aino, comment_id=comment.id)
    assert thank_for_comment(by=aino, comment_id=comment.id).thanks == 1
    withdraw_thanks(by=aino, comment_id=comment.id)
    assert withdraw_thanks(by=aino, comment_id=comment.id).thanks == 0
    assert Event.objects.filter(kind="comment_thanked").count() == 1


def test_the_list_counts_thanks_that_are_not_folded_yet_for_their_giver(aino, comment, idea):
    thank_for_comment(by=aino, comment_id=comment.id)
    mine = participant_id_of(aino, idea.campaign_id)
    assert [(c.thanks, c.thanked) for c in comments_on(idea.id, participant_id=mine)] == [(1, True)]
    assert [(c.thanks, c.thanked) for c in comments_on(idea.id)] == [(0, False)]


def test_nobody_thanks_themselves(onni, comment):
    with pytest.raises(OwnComment):
        thank_for_comment(by=onni, comment_id=comment.id)


def test_a_comment_taken_back_is_not_thanked_for(aino, onni, comment):
    withdraw_comment(by=onni, comment_id=comment.id)
    with pytest.raises(CommentWithdrawnAlready):
        thank_for_comment(by=aino, comment_id=comment.id)


def test_thanks_end_with_the_discussion(aino, comment, campaign):
    Phase.objects.filter(campaign=campaign, kind="support").update(kind="results")
    with pytest.raises(PhaseNotOpen):
        thank_for_comment(by=aino, comment_id=comment.id)
    with pytest.raises(PhaseNotOpen):
        withdraw_thanks(by=aino, comment_id=comment.id)


def test_a_comment_of_a_draft_is_not_found(aino, comment):
    Campaign.objects.update(published_at=None)
    with pytest.raises(NotFound):
        thank_for_comment(by=aino, comment_id=comment.id)


def test_most_thanked_comes_first(aino, onni, idea, comment, settle):
    write_comment(by=onni, idea_id=idea.id, text="Tämä on uudempi.")
    thank_for_comment(by=aino, comment_id=comment.id)
    settle()
    texts = [c.text for c in comments_on(idea.id, query=CommentQuery(order="thanked"))]
    assert texts == ["Kahdeksankymppinen äitini pääsee veteen.", "Tämä on uudempi."]


def test_thanks_take_at_most_six_queries_and_eight_the_first_time(aino, onni, idea, comment, count_queries):
    with count_queries() as first:
        thank_for_comment(by=aino, comment_id=comment.id)
    assert first() <= 8
    other = write_comment(by=onni, idea_id=idea.id, text="Ja toinen.")
    with count_queries() as second:
        thank_for_comment(by=aino, comment_id=other.id)
    assert second() <= 6


@pytest.mark.django_db(transaction=True)
def test_fifty_thanks_at_once_are_one(aino, comment, settle):
    states = at_once([lambda: thank_for_comment(by=aino, comment_id=comment.id)] * 50)
    assert {state.thanked for state in states} == {True}
    settle()
    assert Thank.objects.count() == 1
    assert Event.objects.filter(kind="comment_thanked").count() == 1
    assert ThanksTally.objects.get(comment=comment).thanks == 1
