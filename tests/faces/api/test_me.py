# SPDX-License-Identifier: EUPL-1.2
"""One's own account and acts: for one's own eyes."""

import pytest

from backend.participation.discussion.services import withdraw_comment, write_comment
from backend.participation.supports.services import support_idea

pytestmark = pytest.mark.django_db


def test_aino_reads_what_her_account_says(call, aino):
    answer = call(aino).get("me/")
    assert {**answer.json(), "joined_at": ""} == {
        "email": "aino@example.org",
        "pseudonym": "Aino",
        "municipality": "porvoo",
        "birth_year": 1980,
        "language": "fi",
        "joined_at": "",
        "organises": [],
    }
    assert answer["Cache-Control"] == "private, no-cache"
    assert str(aino.person_number) not in answer.content.decode()


def test_an_organiser_reads_for_whom(call, porvoo_organiser):
    assert call(porvoo_organiser).get("me/").json()["organises"] == ["porvoo"]


def test_what_is_left_out_stays(call, aino):
    answer = call(aino).patch("me/", {"pseudonym": "Kuikka", "municipality": None})
    assert (answer.json()["pseudonym"], answer.json()["municipality"]) == ("Kuikka", None)
    assert call(aino).patch("me/", {"municipality": "sipoo"}).json()["municipality"] == "sipoo"
    assert call(aino).get("me/").json()["birth_year"] == 1980


def test_what_cannot_be_is_refused(call, aino, onni, refused):
    me = call(aino)
    refused(me.patch("me/", {"pseudonym": "Onni"}), 409, "pseudonym_taken")
    assert "pseudonym" in refused(me.patch("me/", {"pseudonym": "a@b.fi"}), 422, "invalid_input")["fields"]
    assert "birth_year" in refused(me.patch("me/", {"birth_year": 10**30}), 422, "invalid_input")["fields"]
    assert "municipality" in refused(me.patch("me/", {"municipality": "atlantis"}), 422, "invalid_input")["fields"]
    assert "language" in refused(me.patch("me/", {"language": "de"}), 400, "malformed")["fields"]


def test_nobody_sees_it_without_signing_in(anyone, refused):
    for path in ("me/", "me/supports/", "me/ideas/", "me/comments/"):
        refused(anyone.get(path), 403, "sign_in_first")
    refused(anyone.patch("me/", {}), 403, "sign_in_first")


def test_own_acts_are_listed(call, aino, campaign, make_idea):
    idea = make_idea(campaign, "Laituri", by=aino)
    support_idea(by=aino, idea_id=idea.id)
    write_comment(by=aino, idea_id=idea.id, text="Kannatan")
    withdraw_comment(by=aino, comment_id=write_comment(by=aino, idea_id=idea.id, text="Höpö").id)
    named = {"id": idea.id, "title": "Laituri", "campaign": "joki"}
    me = call(aino)
    assert [one["idea"] for one in me.get("me/supports/").json()["results"]] == [named]
    assert [one["id"] for one in me.get("me/ideas/").json()["results"]] == [idea.id]
    assert [(one["idea"], one["text"]) for one in me.get("me/comments/").json()["results"]] == [(named, "Kannatan")]


def test_others_acts_are_not(call, aino, onni, idea):
    support_idea(by=aino, idea_id=idea.id)
    assert call(onni).get("me/supports/").json() == {"next": None, "results": []}
