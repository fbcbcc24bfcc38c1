# SPDX-License-Identifier: EUPL-1.2
"""Comments through the API: two levels, taken back without losing the conversation."""

import pytest

from backend.participation.discussion.services import write_comment

pytestmark = pytest.mark.django_db


def test_aino_comments_and_onni_replies(call, aino, onni, anyone, idea):
    path = f"ideas/{idea.id}/comments/"
    said = call(aino).post(path, {"text": "Hyvä ajatus!", "stance": "for"})
    assert said.status_code == 201
    assert (said.json()["author"], said.json()["own"], said.json()["stance"]) == ("Aino", True, "for")
    reply = call(onni).post(path, {"text": "Samaa mieltä.", "parent": said.json()["id"]})
    assert (reply.status_code, reply.json()["parent"]) == (201, said.json()["id"])
    found = anyone.get(path).json()["results"]
    assert [(one["author"], one["text"]) for one in found] == [("Aino", "Hyvä ajatus!")]
    assert [(one["author"], one["text"]) for one in found[0]["replies"]] == [("Onni", "Samaa mieltä.")]


def test_there_are_two_levels_only(call, aino, idea, refused):
    first = write_comment(by=aino, idea_id=idea.id, text="Ensin")
    reply = write_comment(by=aino, idea_id=idea.id, text="Sitten", parent_id=first.id)
    path = f"ideas/{idea.id}/comments/"
    refused(call(aino).post(path, {"text": "Vielä", "parent": reply.id}), 422, "reply_too_deep")
    refused(call(aino).post(path, {"text": "Vielä", "parent": 10**30}), 404, "not_found")


def test_an_empty_comment_is_refused_by_its_field(call, aino, anyone, idea, refused):
    path = f"ideas/{idea.id}/comments/"
    assert "text" in refused(call(aino).post(path, {"text": " "}), 422, "invalid_input")["fields"]
    assert "stance" in refused(call(aino).post(path, {"text": "Hei!", "stance": "ehkä"}), 400, "malformed")["fields"]
    assert "text" in refused(call(aino).post(path, {}), 400, "malformed")["fields"]
    refused(anyone.post(path, {"text": "Hei!"}), 403, "sign_in_first")


def test_a_comment_taken_back_keeps_its_place(call, aino, onni, anyone, idea, refused):
    comment = write_comment(by=aino, idea_id=idea.id, text="Kiukussa sanottu")
    write_comment(by=onni, idea_id=idea.id, text="No höh", parent_id=comment.id)
    path = f"comments/{comment.id}/withdraw/"
    refused(anyone.post(path), 403, "sign_in_first")
    refused(call(onni).post(path), 403, "not_your_comment")
    assert call(aino).post(path).json()["text"] == ""
    refused(call(aino).post(path), 409, "comment_withdrawn")
    refused(call(aino).post(f"comments/{10**19}/withdraw/"), 404, "not_found")
    found = anyone.get(f"ideas/{idea.id}/comments/").json()["results"][0]
    assert (found["text"], bool(found["withdrawn_at"]), len(found["replies"])) == ("", True, 1)


def test_queries_of_a_comment(call, aino, idea, count_queries):
    aino_calls, authentication = call(aino), 2
    path = f"ideas/{idea.id}/comments/"
    with count_queries() as first:
        said = aino_calls.post(path, {"text": "Ensimmäinen"}).json()
    assert first() <= 8 + authentication
    with count_queries() as reply:
        aino_calls.post(path, {"text": "Vastaus", "parent": said["id"]})
    assert reply() <= 8 + authentication


def test_a_page_of_fifty_comments_takes_as_many_queries_as_one_of_two(call, aino, onni, idea, count_queries):
    aino_calls, authentication = call(aino), 2
    path = f"ideas/{idea.id}/comments/"
    for n in range(51):
        said = write_comment(by=onni, idea_id=idea.id, text=f"Kommentti {n}")
        write_comment(by=aino, idea_id=idea.id, text="Vastaus", parent_id=said.id)
    with count_queries() as counted:
        page = aino_calls.get(path, {"page_size": 50}).json()
    assert (len(page["results"]), bool(page["next"])) == (50, True)
    assert counted() <= 4 + authentication
