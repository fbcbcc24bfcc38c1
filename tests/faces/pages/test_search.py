# SPDX-License-Identifier: EUPL-1.2
"""Searching on pages: a campaign's list, and the whole region."""

import pytest

from backend.participation.ideas.exposure import remake
from backend.participation.ideas.models import Answer, Idea

pytestmark = pytest.mark.django_db


@pytest.fixture
def saunas(campaign):
    made = Idea.objects.bulk_create(Idea(campaign=campaign, title=f"Sauna numero {number}") for number in range(25))
    remake(campaign.id)
    return made


def test_words_are_found_in_any_form_the_best_match_first(client, campaign, saunas):
    found = client.get("/campaigns/joki/?q=saunojen numero 7&order=")
    assert [idea.title for idea in found.context["found"].ideas] == ["Sauna numero 7"]
    assert '<option value="" selected>Paras osuma</option>' in found.content.decode()


def test_mistyped_words_show_what_comes_near_and_say_so(client, campaign, saunas):
    page = client.get("/campaigns/joki/?q=suana")
    assert page.context["found"].count == 25
    assert "Missään ideassa ei ole juuri näitä sanoja." in page.content.decode()
    assert "Missään ideassa" not in client.get("/campaigns/joki/?q=sauna").content.decode()


def test_more_choices(client, signed_in, campaign, saunas, make_idea, aino):
    Answer.objects.create(idea=saunas[0], status="done", text={"fi": "Valmis."})
    own = make_idea(campaign, "Oma laituri", by=aino)

    def titles(query: str) -> list[str]:
        return [idea.title for idea in signed_in.get(f"/campaigns/joki/?{query}").context["found"].ideas]

    assert titles("show=answered") == ["Sauna numero 0"]
    assert len(titles("show=unanswered&page=2")) == 5
    assert titles("show=mine") == [own.title]
    assert titles("language=sv") == []
    assert "Omat ideani" in signed_in.get("/campaigns/joki/").content.decode()
    signed_in.logout()
    assert "Omat ideani" not in client.get("/campaigns/joki/").content.decode()


@pytest.mark.parametrize(
    "query", ["q=%00", "q='", "language=xx", "show=xx", "order=xx", "q=sauna&order=varied&page=99"]
)
def test_any_address_is_answered(client, campaign, saunas, query):
    assert client.get(f"/campaigns/joki/?{query}").status_code == 200


def test_it_takes_few_queries(signed_in, campaign, saunas, count_queries):
    signed_in.get("/campaigns/joki/")  # the process knows the edition for some seconds
    for query in ("q=sauna", "q=sauna&order=varied", "show=mine", "language=fi&order=newest"):
        with count_queries() as counted:
            signed_in.get(f"/campaigns/joki/?{query}")
        assert counted() <= 8, query


def test_the_whole_region(client, campaign, saunas, make_campaign):
    make_campaign("luonnos", published=False)
    page = client.get("/search/?q=saunoja").content.decode()
    assert "Sauna numero 3" in page
    page = client.get("/search/?q=joki").content.decode()
    assert 'href="/campaigns/joki/"' in page
    assert "luonnos" not in page


def test_nothing_found_has_one_next_step(client, campaign):
    page = client.get("/search/?q=helikopteri%00").content.decode()
    assert "Haku ei löytänyt mitään" in page
    assert "Kaikki kampanjat" in page
    assert "Haku ei löytänyt" not in client.get("/search/").content.decode()
