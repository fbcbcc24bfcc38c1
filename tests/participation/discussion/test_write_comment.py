# SPDX-License-Identifier: EUPL-1.2
"""Commenting, replying, and taking a comment back."""

import pytest

from backend.common.errors import InvalidInput, NotFound
from backend.participation.campaigns.errors import PhaseNotOpen
from backend.participation.campaigns.models import Phase
from backend.participation.discussion.errors import CommentWithdrawnAlready, NotYourComment, TooDeep
from backend.participation.discussion.selectors import comment_total, comments_on, stances_on
from backend.participation.discussion.services import withdraw_comment, write_comment

pytestmark = pytest.mark.django_db


def test_aino_comments_and_the_tally_counts_her_stance(aino, idea, settle):
    comment = write_comment(by=aino, idea_id=idea.id, text="Hyvä ajatus.", stance="for")
    assert [c.text for c in comments_on(idea.id)] == ["Hyvä ajatus."]
    assert comment.author.account == aino
    settle()
    assert stances_on(idea.id) == {"for": 1, "against": 0, "neutral": 0}


def test_a_reply_stands_under_its_comment_and_cannot_be_replied_to(aino, onni, idea):
    comment = write_comment(by=aino, idea_id=idea.id, text="Miten talvella?")
    reply = write_comment(by=onni, idea_id=idea.id, text="Nostetaan ylös.", parent_id=comment.id)
    assert [r.text for r in comments_on(idea.id)[0].replies.all()] == ["Nostetaan ylös."]
    with pytest.raises(TooDeep):
        write_comment(by=aino, idea_id=idea.id, text="Selvä.", parent_id=reply.id)


def test_a_withdrawn_comment_loses_its_text_and_keeps_its_replies(aino, onni, idea, settle):
    comment = write_comment(by=aino, idea_id=idea.id, text="Väärin luettu.", stance="against")
    write_comment(by=onni, idea_id=idea.id, text="Ei se mitään.", parent_id=comment.id)
    with pytest.raises(NotYourComment):
        withdraw_comment(by=onni, comment_id=comment.id)
    withdraw_comment(by=aino, comment_id=comment.id)
    with pytest.raises(CommentWithdrawnAlready):
        withdraw_comment(by=aino, comment_id=comment.id)
    (shown,) = comments_on(idea.id)
    assert (shown.text, shown.withdrawn_at is not None, len(shown.replies.all())) == ("", True, 1)
    settle()
    assert stances_on(idea.id) == {"for": 0, "against": 0, "neutral": 1}
    assert comment_total(idea.campaign_id) == 1


def test_every_wrong_field_is_named(aino, idea):
    with pytest.raises(InvalidInput) as refusal:
        write_comment(by=aino, idea_id=idea.id, text=" ", stance="maybe", language="xx")
    assert set(refusal.value.fields) == {"text", "stance", "language"}


def test_a_parent_of_another_idea_is_not_found(aino, idea, campaign, make_idea):
    comment = write_comment(by=aino, idea_id=idea.id, text="Täällä.")
    other = make_idea(campaign, "Toinen idea")
    with pytest.raises(NotFound):
        write_comment(by=aino, idea_id=other.id, text="Siellä.", parent_id=comment.id)


def test_discussion_ends_when_results_open(aino, idea):
    Phase.objects.filter(campaign=idea.campaign, kind="support").update(kind="results")
    with pytest.raises(PhaseNotOpen):
        write_comment(by=aino, idea_id=idea.id, text="Liian myöhään.")


def test_a_comment_takes_at_most_eight_queries(aino, idea, count_queries):
    with count_queries() as counted:
        write_comment(by=aino, idea_id=idea.id, text="Hyvä ajatus.", stance="for")
    assert counted() <= 8


def test_fifty_comments_with_replies_are_two_queries(aino, idea, count_queries):
    for number in range(10):
        write_comment(by=aino, idea_id=idea.id, text=f"Kommentti {number}")
    with count_queries() as counted:
        for comment in comments_on(idea.id)[:50]:
            assert comment.author.account.pseudonym
            assert list(comment.replies.all()) == []
    assert counted() == 2
