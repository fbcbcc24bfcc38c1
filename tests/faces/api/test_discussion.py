# SPDX-License-Identifier: EUPL-1.2
"""Comments through the API: two levels, taken back without losing the conversation."""

import pytest

from backend.participation.discussion.services import thank_for_comment, write_comment
from backend.region.programme.services import confirm_claim, propose_actor
from tests.region.programme.data import MESSAGE, association

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


def test_thanks_through_the_api(call, aino, onni, anyone, idea, settle, refused):
    comment = write_comment(by=onni, idea_id=idea.id, text="Kiitos ideasta")
    path = f"comments/{comment.id}/thanks/"
    assert call(aino).post(path).json() == {"comment": comment.id, "thanked": True, "thanks": 1}
    assert call(aino).post(path).json()["thanks"] == 1
    assert call(aino).get(f"comments/{comment.id}/").json()["thanked"] is True
    refused(call(onni).post(path), 422, "own_comment")
    refused(anyone.post(path), 403, "sign_in_first")
    settle()
    assert anyone.get(f"ideas/{idea.id}/comments/").json()["results"][0]["thanks"] == 1
    assert call(aino).delete(path).json() == {"comment": comment.id, "thanked": False, "thanks": 0}
    refused(call(aino).post(f"comments/{10**19}/thanks/"), 404, "not_found")


def test_a_change_and_its_versions_through_the_api(call, aino, onni, anyone, idea, refused):
    comment = write_comment(by=aino, idea_id=idea.id, text="Virhe")
    path = f"comments/{comment.id}/"
    changed = call(aino).put(path, {"text": "Oikein", "version": 1}).json()
    assert (changed["text"], changed["version"], changed["own"]) == ("Oikein", 2, True)
    refused(call(aino).put(path, {"text": "Taas", "version": 1}), 409, "comment_changed")
    refused(call(onni).put(path, {"text": "Minä", "version": 2}), 403, "not_your_comment")
    versions = anyone.get(f"{path}versions/").json()["results"]
    assert [(one["number"], one["text"]) for one in versions] == [(1, "Virhe")]


def test_order_and_stance_through_the_api(call, aino, onni, anyone, idea, settle):
    texts = []
    for number, stance in enumerate(["for", "against", "for"]):
        comment = write_comment(by=onni, idea_id=idea.id, text=f"Sana {number}", stance=stance)
        if number == 1:
            thank_for_comment(by=aino, comment_id=comment.id)
    settle()

    def found(**query) -> list[str]:
        texts.clear()
        page = anyone.get(f"ideas/{idea.id}/comments/", {**query, "page_size": 1}).json()
        texts.extend(one["text"] for one in page["results"])
        while page["next"]:
            page = anyone.follow(page["next"]).json()
            texts.extend(one["text"] for one in page["results"])
        return list(texts)

    assert found() == ["Sana 2", "Sana 1", "Sana 0"]
    assert found(order="oldest") == ["Sana 0", "Sana 1", "Sana 2"]
    assert found(order="thanked") == ["Sana 1", "Sana 2", "Sana 0"]
    assert found(stance="for", order="oldest") == ["Sana 0", "Sana 2"]


def test_mentions_and_names_through_the_api(call, aino, onni, porvoo_organiser, idea, refused):
    path = f"ideas/{idea.id}/comments/"
    write_comment(by=onni, idea_id=idea.id, text="Missä?")
    said = call(aino).post(path, {"text": "Hei @Onni!"}).json()
    assert said["mentions"] == [{"start": 4, "length": 5}]
    claim = propose_actor(by=aino, draft=association(), message=MESSAGE)
    refused(call(aino).post(path, {"text": "Me autamme", "actor": claim.actor_id}), 403, "not_your_actor")
    confirm_claim(by=porvoo_organiser, claim_id=claim.id)
    ours = call(aino).post(path, {"text": "Me autamme", "actor": claim.actor_id}).json()
    assert (ours["author"], ours["actor"]) == (None, {"id": claim.actor_id, "name": {"fi": "Melonta ja retket ry"}})
    theirs = call(porvoo_organiser).post(path, {"text": "Mittaamme", "as_official": True}).json()
    assert (theirs["author"], theirs["official"]) == (None, "porvoo")
    refused(call(aino).post(path, {"text": "Mittaamme", "as_official": True}), 403, "not_official")
