# SPDX-License-Identifier: EUPL-1.2
"""R1: what is open near me, and what came of it."""

import pytest

from backend.participation.ideas.services import answer_idea

pytestmark = pytest.mark.django_db


def test_what_is_near_comes_first(client, make_campaign):
    make_campaign("porvoon")
    make_campaign("hangon", municipality="hanko")
    rows = client.get("/?municipality=hanko").context["rows"]
    assert [row.campaign.slug for row in rows] == ["hangon", "porvoon"]
    assert "Auki Hangossa ja naapurissa" in client.get("/?municipality=hanko").content.decode()


def test_nothing_near_is_said(client, campaign):
    page = client.get("/?municipality=hanko").content.decode()
    assert "Juuri nyt mikään ei ole auki Hangossa." in page
    assert "Joki kaikille" in page


def test_what_came_of_it(client, idea, porvoo_organiser):
    answer_idea(
        by=porvoo_organiser,
        idea_id=idea.id,
        status="done",
        office={"fi": "Porvoo", "sv": "Borgå", "en": "Porvoo"},
        text={"fi": "Laituri on paikallaan.", "sv": "Bryggan är på plats.", "en": "The pier is there."},
    )
    page = client.get("/").content.decode()
    assert "Laituri on paikallaan." in page
    assert "Toteutettu" in page
    assert "Laituri on paikallaan." in client.get("/results/").content.decode()


def test_an_empty_region_offers_a_next_step(client, db):
    assert "Yhtään kampanjaa ei ole nyt auki" in client.get("/").content.decode()
    assert "Tuloksia ei ole vielä" in client.get("/results/").content.decode()


def test_campaigns_are_in_groups(client, make_campaign):
    make_campaign("auki")
    make_campaign("ohi", open_phase="results")
    groups = client.get("/campaigns/").context["groups"]
    assert {group.code: [row.campaign.slug for row in group.rows] for group in groups} == {
        "open": ["auki"],
        "coming": [],
        "over": ["ohi"],
    }


def test_more_campaigns_take_no_more_queries(client, make_campaign, count_queries):
    make_campaign("yksi")
    client.get("/")
    with count_queries() as one:
        client.get("/")
    make_campaign("kaksi")
    make_campaign("kolme")
    with count_queries() as three:
        client.get("/")
    assert three() == one()
    assert one() <= 8
