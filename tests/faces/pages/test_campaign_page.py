# SPDX-License-Identifier: EUPL-1.2
"""R2: a campaign's page."""

import html
import re

import pytest

from backend.participation.ideas.exposure import remake, store_impressions
from backend.participation.ideas.models import Exposure, Idea
from backend.participation.supports.services import support_idea

pytestmark = pytest.mark.django_db


def test_it_says_what_is_asked_until_when_and_what_follows(client, campaign, idea):
    page = client.get("/campaigns/joki/").content.decode()
    assert "<h1>Joki kaikille</h1>" in page
    assert "Mitä joelle?" in page
    assert "Kannata nyt" in page
    assert "päivää jäljellä" in page
    assert "Laituri rantaan" in page


def test_the_name_in_another_language_says_so(client, make_campaign):
    campaign = make_campaign("vain-suomeksi")
    campaign.title = {"fi": "Vain suomeksi"}
    campaign.save()
    page = client.get("/campaigns/vain-suomeksi/", headers={"Accept-Language": "sv"}).content.decode()
    assert '<h1 lang="fi">Vain suomeksi</h1>' in page


def test_search_category_and_order_are_in_the_address(client, campaign, make_idea):
    make_idea(campaign, "Laituri rantaan")
    make_idea(campaign, "Penkki polulle", category="liikkuminen")
    page = client.get("/campaigns/joki/?q=polulle").content.decode()
    assert ("Laituri rantaan" in page, "Penkki polulle" in page) == (False, True)
    assert "1 idea" in page
    page = client.get("/campaigns/joki/?category=liikkuminen&order=newest").content.decode()
    assert ("Laituri rantaan" in page, "Penkki polulle" in page) == (False, True)


def test_most_supported_come_first(client, campaign, make_idea, aino, settle):
    make_idea(campaign, "Ensimmäinen")
    supported = make_idea(campaign, "Toinen")
    support_idea(by=aino, idea_id=supported.id)
    settle()
    page = client.get("/campaigns/joki/?order=most").content.decode()
    assert page.index("Toinen") < page.index("Ensimmäinen")


def test_a_search_without_finds_offers_the_next_step(client, campaign, idea):
    page = client.get("/campaigns/joki/?q=helikopteri").content.decode()
    assert "Haulla ei löytynyt ideoita" in page
    assert "Näytä kaikki ideat" in page


def test_the_varied_order_stays_for_a_visitor(client, campaign, make_idea):
    for number in range(8):
        make_idea(campaign, f"Idea numero {number}")

    def order() -> list[str]:
        return [idea.title for idea in client.get("/campaigns/joki/").context["found"].ideas]

    assert order() == order()


def test_pages_keep_the_order_of_a_visitor_though_a_new_edition_comes(client, campaign):
    Idea.objects.bulk_create(Idea(campaign=campaign, title=f"Idea {number}") for number in range(50))
    remake(campaign.id)
    address, seen = "/campaigns/joki/", []
    for _ in range(3):
        answer = client.get(address)
        seen += [idea.id for idea in answer.context["found"].ideas]
        store_impressions()
        remake(campaign.id)
        link = re.search(r'rel="next" href="(.+?)#', answer.content.decode())
        address = f"/campaigns/joki/{html.unescape(link[1])}" if link else ""
    assert address == ""
    assert len(seen) == len(set(seen)) == 50
    assert sum(Exposure.objects.values_list("shown", flat=True)) == 50


@pytest.mark.parametrize("seed", ["1-5", "77-5", "x%00", "1-99"])
@pytest.mark.parametrize("query", ["", "&category=luonto&page=9"])
def test_any_seed_is_an_order(client, campaign, idea, seed, query):
    remake(campaign.id)
    assert len(client.get(f"/campaigns/joki/?seed={seed}{query}").context["found"].ideas) == 1


def test_nothing_of_a_draft_is_shown(client, make_campaign, porvoo_organiser):
    make_campaign("luonnos", published=False)
    assert client.get("/campaigns/luonnos/").status_code == 404
    client.force_login(porvoo_organiser)
    assert "esikatselu" in client.get("/campaigns/luonnos/").content.decode()


@pytest.mark.parametrize("who", ["anonymous", "signed in"])
def test_it_takes_few_queries(client, campaign, make_idea, aino, settle, count_queries, who):
    for number in range(12):
        make_idea(campaign, f"Idea numero {number}")
    settle()
    if who == "signed in":
        client.force_login(aino)
    client.get("/campaigns/joki/")
    with count_queries() as counted:
        assert client.get("/campaigns/joki/").status_code == 200
    assert counted() <= (4 if who == "anonymous" else 8)
