# SPDX-License-Identifier: EUPL-1.2
"""Writing an idea through the API: drafts, photos, authors, changes, and undoing a withdrawal."""

import pytest
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from backend.participation.ideas.models import Photo
from tests.participation.ideas.photographs import SVG, photograph, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]
TYPED = {"title": "Laituri rantaan", "text": "Rantaan pieni laituri uimareille ja soutajille.", "category": "luonto"}


@pytest.fixture
def idea(make_campaign, make_idea, onni):
    """An idea that Onni may still change."""
    return make_idea(make_campaign("keruu", open_phase="collect"), by=onni)


def multipart(caller, method: str, path: str, **fields):
    """A request as a form with a file sends it."""
    body = encode_multipart(BOUNDARY, fields)
    return caller.client.generic(method, f"/api/v1/{path}", body, content_type=MULTIPART_CONTENT)


def test_a_photo_is_sent_first_and_named_in_the_proposal(call, onni, idea, anyone):
    onni_calls = call(onni)
    kept = multipart(onni_calls, "POST", "photos/", photo=sent(photograph()))
    assert kept.status_code == 201
    assert set(kept.json()) == {"key", "width", "height"}
    body = {**TYPED, "photo": kept.json()["key"], "photo_alt": "Ranta"}
    made = onni_calls.post("campaigns/keruu/ideas/", body).json()
    photo = anyone.get(f"ideas/{made['id']}/").json()["photo"]
    assert (photo["alt"], photo["width"], photo["height"]) == ("Ranta", 1440, 1080)
    assert anyone.client.get(photo["small"])["Content-Type"] == "image/webp"


def test_a_photo_is_put_on_an_idea_described_and_taken_off(call, onni, idea, refused):
    onni_calls, path = call(onni), f"ideas/{idea.id}/photo/"
    put = multipart(onni_calls, "PUT", path, photo=sent(photograph()), alt="Ranta")
    assert put.json()["photo"]["alt"] == "Ranta"
    refused(multipart(onni_calls, "PUT", path, photo=sent(photograph()), alt=""), 422, "invalid_input")
    refused(multipart(onni_calls, "PUT", path, photo=sent(SVG), alt="Ranta"), 422, "photo_unreadable")
    refused(onni_calls.put(path, {"alt": "Ranta", "key": "made-up"}), 422, "invalid_input")
    assert onni_calls.delete(path).json()["photo"] is None
    assert not Photo.objects.filter(idea=idea).exists()


def test_a_photo_beyond_ten_megabytes_is_refused(call, onni, idea, refused):
    large = sent(photograph() + b"\0" * 10_500_000)
    refused(multipart(call(onni), "PUT", f"ideas/{idea.id}/photo/", photo=large, alt="Ranta"), 413, "photo_too_large")
    larger = sent(photograph() + b"\0" * 13_000_000)
    refused(multipart(call(onni), "PUT", f"ideas/{idea.id}/photo/", photo=larger, alt="Ranta"), 413, "body_too_large")


def test_a_draft_is_kept_and_not_overwritten_unseen(call, aino, idea, refused):
    aino_calls, path = call(aino), "campaigns/keruu/draft/"
    refused(aino_calls.get(path), 404, "not_found")
    first = aino_calls.put(path, {"fields": {"title": "Lai"}}).json()
    assert (first["campaign"], first["fields"], first["revision"]) == ("keruu", {"title": "Lai"}, 1)
    refused(aino_calls.put(path, {"fields": {"title": "Muu"}}), 409, "draft_changed_elsewhere")
    assert aino_calls.put(path, {"fields": {"title": "Laituri"}, "revision": 1}).json()["revision"] == 2
    assert aino_calls.get(path).json()["fields"] == {"title": "Laituri"}
    assert aino_calls.delete(path).status_code == 204
    refused(aino_calls.get(path), 404, "not_found")


def test_two_write_an_idea_together(call, onni, aino, idea, anyone, refused):
    onni_calls, aino_calls = call(onni), call(aino)
    made = onni_calls.post(f"ideas/{idea.id}/invitations/").json()
    assert [one["id"] for one in onni_calls.get(f"ideas/{idea.id}/invitations/").json()] == [made["id"]]
    token = made["link"].rstrip("/").rpartition("/")[2]
    joined = aino_calls.post(f"invitations/{token}/").json()
    assert (joined["coauthors"], joined["own"]) == (["Aino"], True)
    assert anyone.get("campaigns/keruu/ideas/").json()["results"][0]["coauthors"] == ["Aino"]
    refused(aino_calls.post(f"invitations/{token}/"), 409, "invitation_over")
    changed = aino_calls.put(f"ideas/{idea.id}/", {**TYPED, "text": "Rantaan iso laituri uimareille.", "version": 1})
    assert changed.json()["version"] == 2
    refused(aino_calls.post(f"ideas/{idea.id}/withdraw/"), 403, "not_your_idea")
    assert aino_calls.post(f"ideas/{idea.id}/leave/").json()["coauthors"] == []


def test_an_invitation_is_revoked(call, onni, aino, idea, refused):
    made = call(onni).post(f"ideas/{idea.id}/invitations/").json()
    assert call(onni).delete(f"ideas/{idea.id}/invitations/{made['id']}/").status_code == 204
    token = made["link"].rstrip("/").rpartition("/")[2]
    refused(call(aino).post(f"invitations/{token}/"), 409, "invitation_over")


def test_what_a_change_took_out_and_put_in(call, onni, idea, anyone, refused):
    call(onni).put(f"ideas/{idea.id}/", {**TYPED, "text": "Rantaan iso laituri uimareille.", "version": 1})
    change = anyone.get(f"ideas/{idea.id}/versions/2/").json()
    assert change["text"][:3] == [
        {"kind": "same", "text": "Rantaan "},
        {"kind": "removed", "text": "pieni"},
        {"kind": "added", "text": "iso"},
    ]
    assert [part["kind"] for part in change["title"]] == ["same"]
    refused(anyone.get(f"ideas/{idea.id}/versions/1/"), 404, "not_found")


def test_a_withdrawal_is_undone(call, onni, idea, refused):
    onni_calls = call(onni)
    refused(onni_calls.post(f"ideas/{idea.id}/restore/"), 409, "idea_stands")
    onni_calls.post(f"ideas/{idea.id}/withdraw/")
    assert onni_calls.post(f"ideas/{idea.id}/restore/").json()["state"] == "published"
