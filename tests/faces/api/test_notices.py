# SPDX-License-Identifier: EUPL-1.2
"""Notices, follows and letters through the API."""

import pytest

from backend.participation.discussion.services import write_comment
from backend.region.places.services import name_district

pytestmark = pytest.mark.django_db


def test_aino_follows_an_idea_reads_her_notice_and_marks_it_read(call, aino, onni, idea, settle):
    me = call(aino)
    assert me.put(f"ideas/{idea.id}/follow/", {}).json() == {"follows": True}
    comment = write_comment(by=onni, idea_id=idea.id, text="Hyvä paikka laiturille.")
    settle()
    (notice,) = me.get("me/notices/", {"unread": "true"}).json()["results"]
    assert notice["sentence"] == "Onni kommentoi ideaa ”Laituri rantaan”."
    assert notice["excerpt"] == "Hyvä paikka laiturille."
    assert notice["path"] == f"/ideas/{idea.id}/#comment-{comment.id}"
    assert (notice["kind"], notice["reason"], notice["read_at"]) == ("comment_written", "follower", None)
    assert me.post("me/notices/read/", {"ids": [notice["id"]]}).json() == {"read": 1, "unread": 0}
    assert me.get("me/notices/", {"unread": "true"}).json()["results"] == []
    assert me.get("me/notices/").json()["results"][0]["read_at"]


def test_nobody_reads_or_marks_anothers_notices(call, aino, onni, idea, settle):
    call(aino).put(f"ideas/{idea.id}/follow/", {})
    write_comment(by=onni, idea_id=idea.id, text="Hyvä paikka laiturille.")
    settle()
    (notice,) = call(aino).get("me/notices/").json()["results"]
    assert call(onni).get("me/notices/").json()["results"] == []
    assert call(onni).post("me/notices/read/", {"ids": [notice["id"]]}).json()["read"] == 0


def test_follows_are_listed_and_taken_back(call, aino, campaign, idea):
    name_district(municipality=campaign.municipality, slug="keskusta", name={"fi": "Keskusta"})
    me = call(aino)
    addresses = (f"ideas/{idea.id}/", "campaigns/joki/", "municipalities/porvoo/districts/keskusta/")
    for address in addresses:
        assert me.put(f"{address}follow/", {}).status_code == 200
        assert me.put(f"{address}follow/", {}).status_code == 200  # twice is once
    shown = me.get("me/follows/").json()["results"]
    assert [(one["campaign"], one["idea"]) for one in shown] == [(None, None), ("joki", None), (None, idea.id)]
    assert shown[0]["district"] == {"municipality": "porvoo", "slug": "keskusta", "name": {"fi": "Keskusta"}}
    for address in addresses:
        assert me.delete(f"{address}follow/").json() == {"follows": False}
    assert me.get("me/follows/").json()["results"] == []


def test_letters_are_chosen(call, aino, refused):
    me = call(aino)
    assert me.get("me/letters/").json() == {"frequency": "daily", "newsletter": False, "paused": False}
    changed = me.patch("me/letters/", {"frequency": "weekly", "newsletter": True}).json()
    assert changed == {"frequency": "weekly", "newsletter": True, "paused": False}
    refused(me.patch("me/letters/", {"frequency": "hourly"}), 400, "malformed")


def test_what_is_not_there_cannot_be_followed(call, aino, refused):
    for address in ("ideas/987/", "campaigns/ei/", "municipalities/porvoo/districts/ei/"):
        refused(call(aino).put(f"{address}follow/", {}), 404, "not_found")


def test_an_inbox_of_twenty_takes_few_queries(call, aino, onni, idea, settle, count_queries):
    me = call(aino)
    me.put(f"ideas/{idea.id}/follow/", {})
    for number in range(20):
        write_comment(by=onni, idea_id=idea.id, text=f"Kommentti {number}")
    settle()
    with count_queries() as counted:
        assert len(me.get("me/notices/").json()["results"]) == 20
    assert counted() <= 3  # session, account, the notices
