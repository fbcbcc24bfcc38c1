# SPDX-License-Identifier: EUPL-1.2
"""Mentioning somebody of the same idea by `@` and their public name."""

import pytest

from backend.participation.discussion.forgetting import forget_person, personal_data_of
from backend.participation.discussion.models import Comment, Mention
from backend.participation.discussion.rules import names_in
from backend.participation.discussion.selectors import comments_on, mentioned_in
from backend.participation.discussion.services import edit_comment, withdraw_comment, write_comment
from backend.participation.participants.selectors import participant_id_of

pytestmark = pytest.mark.django_db
PEOPLE = {"Aino": 1, "Aino Meri": 2, "Kuikka-482913": 3}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@Aino: kiitos", [(1, 0, 5)]),
        ("Kiitos, @aino!", [(1, 8, 5)]),
        ("Kysy: @Aino Meri tietää", [(2, 6, 10)]),
        ("@Kuikka-482913, tule @Aino", [(3, 0, 14), (1, 21, 5)]),
        ("(@Aino)", [(1, 1, 5)]),
        ("@Ainolle ja @Kuikka-48291", []),
        ("@Aino-Maija on toinen", []),
        ("aino@Aino.fi on osoite", []),
        ("@ @@ @", []),
    ],
)
def test_a_whole_name_after_an_at_sign_is_a_mention(text, expected):
    assert [(one.participant_id, one.start, one.length) for one in names_in(text, PEOPLE)] == expected


def test_ten_names_are_enough():
    assert len(names_in("@Aino " * 50, PEOPLE)) == 10


def test_who_is_on_the_idea_can_be_mentioned_and_nobody_else(aino, onni, make_person, campaign, make_idea):
    idea = make_idea(campaign, by=onni)
    make_person("Piilo")
    write_comment(by=aino, idea_id=idea.id, text="Hyvä idea!")
    comment = write_comment(by=aino, idea_id=idea.id, text="@Onni, mitä @Piilo ja @Aino sanovat?")
    assert mentioned_in(comment.id) == sorted(participant_id_of(person, campaign.id) for person in (onni, aino))
    shown = comments_on(idea.id)[0]
    assert [comment.text[m["start"] : m["start"] + m["length"]] for m in shown.marks] == ["@Onni", "@Aino"]


def test_changing_the_text_changes_whom_it_mentions(aino, onni, campaign, make_idea):
    idea = make_idea(campaign, by=onni)
    comment = write_comment(by=aino, idea_id=idea.id, text="@Onni, kiitos")
    edit_comment(by=aino, comment_id=comment.id, text="Kiitos kaikille", version=1)
    assert not Mention.objects.exists()
    comment = write_comment(by=aino, idea_id=idea.id, text="@Onni, kiitos")
    withdraw_comment(by=aino, comment_id=comment.id)
    assert not Mention.objects.exists()


def test_a_mention_takes_two_queries_more(aino, onni, campaign, make_idea, count_queries):
    idea = make_idea(campaign, by=onni)
    first = write_comment(by=onni, idea_id=idea.id, text="Kysykää.")
    with count_queries() as counted:  # a first act, a reply and a mention at once
        write_comment(by=aino, idea_id=idea.id, text="@Onni, milloin?", parent_id=first.id)
    assert counted() <= 8


def test_whoever_is_forgotten_is_in_no_text_any_more(aino, onni, campaign, make_idea, settle):
    idea = make_idea(campaign, by=onni)
    first = write_comment(by=onni, idea_id=idea.id, text="Onnin oma salaisuus.", stance="for")
    reply = write_comment(by=aino, idea_id=idea.id, text="@Onni ja @Onni, kiitos", parent_id=first.id)
    edit_comment(by=aino, comment_id=reply.id, text="@Onni ja @Onni, kiitos vielä", version=1)
    assert personal_data_of(onni)["comments"][0]["text"] == "Onnin oma salaisuus."
    assert personal_data_of(onni)["mentioned_in_comments"] == [{"comment": reply.id}]
    forget_person(account=onni)
    texts = set(Comment.objects.values_list("text", flat=True)) | set(
        Comment.objects.filter(versions__isnull=False).values_list("versions__text", flat=True)
    )
    assert texts == {"", "@…… ja @……, kiitos vielä".replace("……", "…" * 4), "@…… ja @……, kiitos".replace("……", "…" * 4)}
    assert personal_data_of(onni)["comments"][0]["text"] == ""
