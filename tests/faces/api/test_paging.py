# SPDX-License-Identifier: EUPL-1.2
"""Pages by cursor: every row once, in any order, whatever comes in between."""

import datetime

import pytest
import time_machine

from backend.common.clock import now
from backend.participation.supports.services import support_idea, withdraw_support

pytestmark = pytest.mark.django_db


def all_pages(caller, path: str, **query: object) -> list[list[int]]:
    """The ids of every page."""
    answer = caller.get(path, {"page_size": 3, **query}).json()
    pages = [[row["id"] for row in answer["results"]]]
    while answer["next"]:
        answer = caller.follow(answer["next"]).json()
        pages.append([row["id"] for row in answer["results"]])
    return pages


@pytest.fixture
def ten_ideas(campaign, make_idea, onni):
    return [make_idea(campaign, f"Idea {n}", by=onni) for n in range(10)]


@pytest.mark.parametrize("order", ["varied", "newest", "most"])
def test_every_idea_comes_once(anyone, aino, ten_ideas, settle, order):
    for idea in ten_ideas[:4]:
        support_idea(by=aino, idea_id=idea.id)
    settle()
    pages = all_pages(anyone, "campaigns/joki/ideas/", order=order, seed="7")
    ids = [one for page in pages for one in page]
    assert [len(page) for page in pages] == [3, 3, 3, 1]
    assert sorted(ids) == sorted(idea.id for idea in ten_ideas)
    assert ids == [
        one["id"] for one in anyone.get("campaigns/joki/ideas/", {"order": order, "seed": "7"}).json()["results"]
    ]


@pytest.mark.parametrize("order", ["varied", "newest", "most"])
def test_who_has_a_page_is_not_sent_it_again_a_minute_later(anyone, ten_ideas, settle, order):
    settle()
    asked = {"order": order, "page_size": 4, "seed": "7"}
    first = anyone.get("campaigns/joki/ideas/", asked)
    assert first.json()["next"]
    with time_machine.travel(now() + datetime.timedelta(minutes=1), tick=True):
        assert anyone.get("campaigns/joki/ideas/", asked, If_None_Match=first["ETag"]).status_code == 304


def test_a_page_is_not_moved_by_what_comes_meanwhile(anyone, campaign, make_idea, ten_ideas, onni):
    first = anyone.get("campaigns/joki/ideas/", {"order": "newest", "page_size": 4}).json()
    make_idea(campaign, "Uusi idea", by=onni)
    second = anyone.follow(first["next"]).json()
    assert [one["title"] for one in second["results"]] == ["Idea 5", "Idea 4", "Idea 3", "Idea 2"]


def test_ones_own_acts_do_not_repeat_a_row_under_most(call, aino, ten_ideas, settle):
    for idea in ten_ideas[:5]:
        support_idea(by=aino, idea_id=idea.id)
    settle()
    withdraw_support(by=aino, idea_id=ten_ideas[0].id)  # not folded yet
    ids = [one for page in all_pages(call(aino), "campaigns/joki/ideas/", order="most") for one in page]
    assert len(ids) == len(set(ids)) == 10


def test_a_page_has_at_most_a_hundred_rows(anyone, campaign, make_idea, onni):
    for n in range(101):
        make_idea(campaign, f"Idea {n}", by=onni)
    answer = anyone.get("campaigns/joki/ideas/", {"page_size": 5000}).json()
    assert len(answer["results"]) == 100
    assert len(anyone.follow(answer["next"]).json()["results"]) == 1


def test_a_cursor_is_good_for_its_own_order_only(anyone, ten_ideas, refused):
    newest = anyone.get("campaigns/joki/ideas/", {"order": "newest", "page_size": 3}).json()["next"]
    cursor = newest.split("cursor=")[1].split("&")[0]
    answer = anyone.follow(f"/api/v1/campaigns/joki/ideas/?order=varied&cursor={cursor}")
    assert "cursor" in refused(answer, 400, "malformed")["fields"]


def test_campaigns_and_own_acts_have_pages_too(call, anyone, aino, make_campaign, ten_ideas):
    for n in range(4):
        make_campaign(f"toinen-{n}")
    slugs = []
    answer = anyone.get("campaigns/", {"page_size": 2}).json()
    while True:
        slugs += [one["slug"] for one in answer["results"]]
        if not answer["next"]:
            break
        answer = anyone.follow(answer["next"]).json()
    assert slugs == ["toinen-3", "toinen-2", "toinen-1", "toinen-0", "joki"]
    for idea in ten_ideas[:5]:
        support_idea(by=aino, idea_id=idea.id)
    answer = call(aino).get("me/supports/", {"page_size": 4}).json()
    assert len(answer["results"]) == 4
    assert len(call(aino).follow(answer["next"]).json()["results"]) == 1
