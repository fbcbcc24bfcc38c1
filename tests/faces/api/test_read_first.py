# SPDX-License-Identifier: EUPL-1.2
"""Reading before showing in the API and on the pages: one's own waiting texts, the queue, the figures."""

import pytest
from django.db.models import F
from django.test import Client

from backend.participation.campaigns.models import Campaign
from backend.participation.ideas.models import Idea
from tests.participation.moderation.conftest import ten_seconds_go_by
from tests.participation.moderation.forms import words

pytestmark = pytest.mark.django_db
IDEA = {"title": "Penkki mäelle", "text": "Mäen päällä olisi hyvä levähtää hetki.", "category": "luonto"}
SECRET = "Mäen päällä"


@pytest.fixture
def read_first(make_campaign) -> Campaign:
    """A campaign in which everything is read first."""
    campaign = make_campaign("luettu", open_phase="collect", published=False)
    Campaign.objects.filter(pk=campaign.pk).update(ideas_read_first=True, comments_read_first=True)
    Campaign.objects.filter(pk=campaign.pk).update(published_at=F("created_at"))
    campaign.refresh_from_db()
    return campaign


def of(account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def test_an_idea_waits_is_changed_read_and_shown(read_first, aino, maija, settle, client):
    author, moderator = of(aino), of(maija)
    kept = author.post("/api/v1/campaigns/luettu/ideas/", IDEA, "application/json")
    assert (kept.status_code, kept.json()["state"]) == (202, "waiting")
    number = kept.json()["id"]
    settle()
    for address in (f"/api/v1/ideas/{number}/", f"/ideas/{number}/", f"/ideas/{number}/feed/"):
        assert client.get(address).status_code == 404
    for address in ("/campaigns/luettu/", "/api/v1/campaigns/luettu/ideas/", "/campaigns/luettu/feed/"):
        assert SECRET not in client.get(address).content.decode()
    own = author.get("/api/v1/waiting/").json()["results"]
    assert [(one["idea"], one["comment"], one["title"]) for one in own] == [(number, None, IDEA["title"])]
    changed = author.put(f"/api/v1/ideas/{number}/waiting/", {**IDEA, "title": "Kaksi penkkiä"}, "application/json")
    assert changed.json()["title"] == "Kaksi penkkiä"
    (case,) = moderator.get("/api/v1/moderation/cases/").json()["results"]
    assert (case["origin"], case["revision"], case["title"], case["overdue"]) == (
        "premoderation", 2, "Kaksi penkkiä", False
    )  # fmt: skip
    address = f"/api/v1/moderation/cases/{case['id']}/decision/"
    stale = moderator.post(address, {"outcome": "leave", "revision": 1}, "application/json")
    assert (stale.status_code, stale.json()["code"]) == (409, "text_changed")
    assert moderator.post(address, {"outcome": "leave", "revision": 2}, "application/json").status_code == 201
    ten_seconds_go_by()
    assert client.get(f"/api/v1/ideas/{number}/").json()["title"] == "Kaksi penkkiä"
    figures = client.get("/api/v1/campaigns/luettu/reading/").json()
    assert (figures["waited"], figures["shown"], figures["waiting"]) == (1, 1, 0)


def test_on_the_pages_its_author_sees_it_marked_and_takes_it_back(read_first, aino, onni, maija, settle, client):
    author = of(aino)
    sent = author.post("/campaigns/luettu/propose/", {**IDEA, "similar_seen": "1"}, follow=True)
    number = Idea.with_waiting.get().pk
    assert sent.redirect_chain[-1][0] == f"/ideas/{number}/"
    assert "Odottaa moderoijaa" in words(sent)
    assert IDEA["title"] in words(author.get("/you/ideas/"))
    assert of(onni).get(f"/ideas/{number}/").status_code == 404
    settle()
    assert SECRET in words(of(maija).get("/manage/moderation/"))
    form = author.get(f"/ideas/{number}/waiting/edit/")
    assert IDEA["title"] in form.content.decode()
    author.post(f"/ideas/{number}/waiting/edit/", {**IDEA, "title": "Kolme penkkiä"})
    assert "Kolme penkkiä" in words(author.get(f"/ideas/{number}/"))
    author.post(f"/ideas/{number}/waiting/withdraw/")
    assert author.get(f"/ideas/{number}/").status_code == 404
    settle()
    assert "Kolme penkkiä" not in words(of(maija).get("/manage/moderation/"))


def test_a_moderator_lets_be_shown_and_refuses_on_the_page(read_first, aino, onni, maija, settle, client):
    for title in ("Penkki mäelle", "Roskakori rantaan"):
        of(aino).post("/api/v1/campaigns/luettu/ideas/", {**IDEA, "title": title}, "application/json")
    settle()
    page, moderator = of(maija).get("/manage/moderation/").content.decode(), of(maija)
    assert "Luettava ennen näyttämistä" in page
    first, second = Idea.with_waiting.order_by("id")
    cases = [one["id"] for one in moderator.get("/api/v1/moderation/cases/").json()["results"]]
    moderator.post("/manage/moderation/", {"case": cases[0], "read": f"{cases[0]}:1", "outcome": "leave"})
    refusal = {"outcome": "hide", "ground": "off_topic", "facts": "Tämä ei koske kampanjan aihetta lainkaan."}
    moderator.post("/manage/moderation/", {"case": cases[1], "read": f"{cases[1]}:1", **refusal})
    ten_seconds_go_by()
    assert client.get(f"/ideas/{first.pk}/").status_code == 200
    assert client.get(f"/ideas/{second.pk}/").status_code == 404
    own = of(aino).get(f"/ideas/{second.pk}/")
    assert "Lue perustelut ja valita" in words(own)
    campaign = words(client.get("/campaigns/luettu/"))
    assert "Moderoija lukee ideat ja kommentit, ennen kuin ne näytetään." in campaign
    said = of(onni).post(f"/ideas/{first.pk}/comments/", {"text": "Hyvä paikka!", "stance": "for"}, follow=True)
    assert "Hyvä paikka!" in words(said)
    assert "Hyvä paikka!" not in words(client.get(f"/ideas/{first.pk}/"))
