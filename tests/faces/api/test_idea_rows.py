# SPDX-License-Identifier: EUPL-1.2
"""What lists write by plain functions is what the described shapes of ideas and comments give."""

import json

import pytest
from rest_framework.renderers import JSONRenderer

from backend.faces.api.shapes.discussion import CommentShape
from backend.participation.discussion.models import Comment
from backend.participation.discussion.selectors import comments_on
from backend.participation.discussion.services import thank_for_comment, withdraw_comment, write_comment
from backend.participation.ideas.models import Answer, Idea
from backend.participation.participants.selectors import participant_id_of
from backend.participation.supports.services import support_idea

pytestmark = pytest.mark.django_db


@pytest.fixture
def some(campaign, make_idea, aino, onni):
    full = make_idea(campaign, "Laituri", by=onni)
    Idea.objects.filter(pk=full.pk).update(latitude=60.25, longitude=25.5, cost="1234.5", place="Ranta")
    Answer.objects.create(idea=full, status="done", office={"fi": "Virasto"}, text={"fi": "Tehty.", "sv": "Gjort."})
    make_idea(campaign, "Penkki", by=aino)
    Idea.objects.create(campaign=campaign, title="Tuotu")
    Idea.objects.create(campaign=campaign, title="", state="erased", author_id=full.author_id)
    support_idea(by=aino, idea_id=full.id)
    return full


def test_a_list_and_the_idea_itself_say_the_same(call, anyone, aino, onni, some):
    for caller in (anyone, call(aino), call(onni)):
        for order in ("varied", "newest", "most"):
            listed = caller.get("campaigns/joki/ideas/", {"order": order}).json()["results"]
            assert len(listed) == 4
            for row in listed:
                assert row == caller.get(f"ideas/{row['id']}/").json()


def test_one_statement_serves_everybody(call, anyone, aino, onni, campaign, make_campaign, make_idea, some):
    other = make_campaign("toinen")
    make_idea(other, "Muualla", by=aino)
    for _ in range(2):
        assert [one["title"] for one in anyone.get("campaigns/toinen/ideas/").json()["results"]] == ["Muualla"]
        mine = {one["id"]: one for one in call(aino).get("campaigns/joki/ideas/").json()["results"]}
        theirs = {one["id"]: one for one in call(onni).get("campaigns/joki/ideas/").json()["results"]}
        assert (mine[some.id]["supported"], mine[some.id]["own"]) == (True, False)
        assert (theirs[some.id]["supported"], theirs[some.id]["own"]) == (False, True)


def test_comments_are_written_as_their_shape_says(call, anyone, aino, onni, campaign, some):
    first = write_comment(by=aino, idea_id=some.id, text="Hyvä!", stance="for")
    write_comment(by=onni, idea_id=some.id, text="Kiitos @Aino.", parent_id=first.id)
    withdraw_comment(by=onni, comment_id=write_comment(by=onni, idea_id=some.id, text="Turha.").id)
    thank_for_comment(by=onni, comment_id=first.id)
    Comment.objects.filter(pk=first.pk).update(official=campaign.municipality)
    for caller, person in ((anyone, None), (call(aino), aino), (call(onni), onni)):
        participant_id = participant_id_of(person, campaign.id)
        context = {"participant_id": participant_id, "pseudonym": getattr(person, "pseudonym", "")}
        listed = caller.get(f"ideas/{some.id}/comments/").json()["results"]
        shown = CommentShape(comments_on(some.id, participant_id=participant_id), many=True, context=context)
        assert json.loads(JSONRenderer().render(shown.data)) == listed
        assert [len(one["replies"]) for one in listed] == [0, 1]
    assert listed[1]["thanked"]
