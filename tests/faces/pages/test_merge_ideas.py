# SPDX-License-Identifier: EUPL-1.2
"""M4: pairs that look alike, two side by side, merging and taking apart, and what residents read of it."""

import pytest

from backend.participation.ideas.models import Idea
from backend.participation.supports.merging import merge_ideas
from backend.participation.supports.services import support_idea

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_pirkko(client, porvoo_organiser):
    """A browser in which Porvoo's organiser is signed in."""
    client.force_login(porvoo_organiser)
    return client


@pytest.fixture
def pier(make_idea, campaign):
    return make_idea(campaign, "Uimalaituri jokirantaan")


@pytest.fixture
def jetty(make_idea, campaign):
    return make_idea(campaign, "Uimalaituri joen rantaan")


def test_pirkko_finds_a_pair_compares_it_merges_and_takes_it_apart(
    as_pirkko, campaign, pier, jetty, aino, onni, settle
):
    for by, idea in ((aino, pier), (aino, jetty), (onni, jetty)):
        support_idea(by=by, idea_id=idea.id)
    settle()
    here = f"/manage/campaigns/{campaign.slug}/merge/"
    assert f'href="?source={pier.id}&amp;target={jetty.id}"' in as_pirkko.get(here).content.decode()
    assert "Uimalaituri joen rantaan" in as_pirkko.get(f"{here}?source={pier.id}").content.decode()
    pair = f"{here}?source={pier.id}&target={jetty.id}"
    assert "2 + 1 − 1, jotka kannattavat molempia = 2" in as_pirkko.get(pair).content.decode()
    assert as_pirkko.post(pair, {"reason": ""}).status_code == 422
    assert as_pirkko.post(pair, {"reason": "Sama laituri."}).url == f"{here}#mergings-title"
    settle()
    page = as_pirkko.get(f"/ideas/{pier.id}/").content.decode()
    assert "Tämä idea on yhdistetty ideaan" in page
    assert "Sama laituri." in page
    assert f'action="/ideas/{pier.id}/support/"' not in page
    page = as_pirkko.get(f"/ideas/{jetty.id}/").content.decode()
    assert "Mukana on 1 muu idea" in page
    assert f'href="/ideas/{pier.id}/"' in page
    assert "Uimalaituri jokirantaan" not in as_pirkko.get(f"/campaigns/{campaign.slug}/").content.decode()
    wrong = as_pirkko.post(f"/manage/ideas/{pier.id}/unmerge/", {"reason": " "})
    assert (wrong.status_code, 'aria-invalid="true"' in wrong.content.decode()) == (422, True)
    as_pirkko.post(f"/manage/ideas/{pier.id}/unmerge/", {"reason": "Eri ranta."})
    assert Idea.objects.get(pk=pier.id).state == "published"
    assert "Eri ranta." in as_pirkko.get(here).content.decode()


def test_an_idea_that_the_page_did_not_think_of_is_named_by_its_address(as_pirkko, campaign, pier, make_idea):
    other = make_idea(campaign, "Aivan muuta")
    here = f"/manage/campaigns/{campaign.slug}/merge/?source={pier.id}&target="
    for typed in (other.id, f"/ideas/{other.id}/", f"https://parvi.invalid/ideas/{other.id}/"):
        assert "Aivan muuta" in as_pirkko.get(f"{here}{typed}").content.decode()
    assert as_pirkko.get(f"{here}999999").status_code == 404


def test_residents_and_organisers_elsewhere_have_no_such_page(signed_in, campaign, pier, jetty):
    here = f"/manage/campaigns/{campaign.slug}/merge/?source={pier.id}&target={jetty.id}"
    assert signed_in.get(here).status_code == 403
    assert signed_in.post(here, {"reason": "Sama laituri."}).status_code == 403
    assert signed_in.post(f"/manage/ideas/{pier.id}/unmerge/", {"reason": "Eri"}).status_code == 403
    assert "/merge/" not in signed_in.get(f"/ideas/{pier.id}/").content.decode()


def test_the_page_of_an_idea_takes_no_more_queries_for_its_lineage(
    client, porvoo_organiser, pier, jetty, count_queries, settle
):
    client.get(f"/ideas/{jetty.id}/")
    with count_queries() as counted:
        client.get(f"/ideas/{jetty.id}/")
    before = counted()
    merge_ideas(by=porvoo_organiser, source_id=pier.id, target_id=jetty.id, reason="Sama laituri.")
    settle()
    with count_queries() as counted:
        client.get(f"/ideas/{jetty.id}/")
    assert counted() == before <= 8
    with count_queries() as counted:
        client.get(f"/ideas/{pier.id}/")
    assert counted() <= 8
