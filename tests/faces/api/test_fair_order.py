# SPDX-License-Identifier: EUPL-1.2
"""Exposure through the real list: fair to every idea, and steady for every visitor."""

import datetime
import secrets

import pytest
import time_machine

from backend.common.clock import now
from backend.methods.exposure.plan import gini
from backend.participation.ideas import exposure, fair
from backend.participation.ideas.exposure import remake, store_impressions
from backend.participation.ideas.models import Edition, Exposure, Idea

pytestmark = pytest.mark.django_db
PATH = "campaigns/joki/ideas/"
IDEAS, VISITORS, IN_AN_EDITION = 200, 3000, 300


@pytest.fixture(autouse=True)
def _nothing_shown_yet():
    exposure._shown.clear()


@pytest.fixture
def two_hundred(campaign):
    return Idea.objects.bulk_create(Idea(campaign=campaign, title=f"Idea {number}") for number in range(IDEAS))


@pytest.fixture
def unlimited(settings):
    """Every visitor of the simulation asks from the same address."""
    rates = {**settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"], "anonymous": "1000000/min"}
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "DEFAULT_THROTTLE_RATES": rates}


@pytest.mark.usefixtures("unlimited")
def test_three_thousand_visitors_of_one_page_see_every_idea_about_as_often(anyone, campaign, two_hundred):
    for visitor in range(VISITORS):
        if visitor % IN_AN_EDITION == 0:
            store_impressions()
            remake(campaign.id)
        assert anyone.get(PATH, {"seed": secrets.token_hex(8)}).status_code == 200
    store_impressions()
    shown = list(Exposure.objects.values_list("shown", flat=True))
    print(f"Gini {gini(shown):.4f}, shown {min(shown)} to {max(shown)} times")
    assert len(shown) == IDEAS  # none unseen
    assert sum(shown) == VISITORS * 20
    assert gini(shown) <= 0.10


def ids(answer) -> list[int]:
    return [one["id"] for one in answer.json()["results"]]


def test_a_new_edition_in_the_middle_moves_no_page(anyone, campaign, two_hundred):
    remake(campaign.id)
    answer = anyone.get(PATH, {"seed": "Aino"})
    seen = ids(answer)
    while answer.json()["next"]:
        store_impressions()
        remake(campaign.id)
        answer = anyone.follow(answer.json()["next"])
        seen += ids(answer)
    assert Edition.objects.count() > 9
    assert sorted(seen) == sorted(idea.id for idea in two_hundred)


def test_ideas_that_come_later_stand_at_the_end(anyone, campaign, make_idea, onni, two_hundred):
    remake(campaign.id)
    answer = anyone.get(PATH, {"seed": "Aino", "page_size": 100})
    late = make_idea(campaign, "Uusi idea", by=onni)
    second = anyone.follow(answer.json()["next"])
    assert len(ids(second)) == 100
    assert ids(anyone.follow(second.json()["next"])) == [late.id]


def test_a_list_begun_before_the_first_edition_goes_on_as_it_began(anyone, campaign, two_hundred):
    answer = anyone.get(PATH, {"seed": "Aino", "page_size": 100})
    seen = ids(answer)
    remake(campaign.id)
    answer = anyone.follow(answer.json()["next"])
    assert sorted(seen + ids(answer)) == sorted(idea.id for idea in two_hundred)
    assert answer.json()["next"] is None


def test_a_page_of_an_edition_that_is_gone_is_refused(anyone, campaign, two_hundred, refused):
    edition = remake(campaign.id)
    address = anyone.get(PATH, {"seed": "Aino"}).json()["next"]
    remake(campaign.id)
    assert anyone.follow(address).status_code == 200
    Edition.objects.filter(pk=edition.pk).delete()
    fair._kept.clear()
    refused(anyone.follow(address), 400, "malformed")
    assert len(ids(anyone.get(PATH, {"seed": f"{edition.number}-5"}))) == 20  # an address, not a page: the latest


def test_a_filter_keeps_the_order(anyone, campaign, two_hundred):
    category = campaign.categories.get(slug="luonto")
    some = [idea.id for idea in two_hundred[::4]]
    Idea.objects.filter(pk__in=some).update(category=category)
    remake(campaign.id)
    everything = anyone.get(PATH, {"seed": "Aino", "page_size": 100})
    whole = ids(everything) + ids(anyone.follow(everything.json()["next"]))
    answer = anyone.get(PATH, {"seed": "Aino", "category": "luonto", "page_size": 30})
    found = ids(answer) + ids(anyone.follow(answer.json()["next"]))
    assert found == [one for one in whole if one in set(some)]


def test_the_same_seed_is_the_same_list_and_can_be_kept(anyone, campaign, two_hundred):
    remake(campaign.id)
    first = anyone.get(PATH, {"seed": "Aino"})
    assert first.json()["next"]
    with time_machine.travel(now() + datetime.timedelta(minutes=1), tick=True):
        assert anyone.get(PATH, {"seed": "Aino"}, If_None_Match=first["ETag"]).status_code == 304


def test_somebody_without_a_seed_has_an_order_of_their_own(call, anyone, aino, onni, campaign, two_hundred):
    remake(campaign.id)
    assert ids(anyone.get(PATH)) == ids(anyone.get(PATH))
    assert ids(call(aino).get(PATH)) == ids(call(aino).get(PATH))


@pytest.mark.parametrize("query", [{}, {"category": "luonto"}])
def test_few_queries(anyone, call, aino, campaign, two_hundred, count_queries, query):
    remake(campaign.id)
    for caller, most in ((anyone, 4), (call(aino), 8)):  # two of them say who asks
        with count_queries() as counted:
            caller.get(PATH, query)
        assert counted() <= most
