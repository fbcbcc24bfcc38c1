# SPDX-License-Identifier: EUPL-1.2
"""R11: what one has done, by section: ideas with their answers, supports, comments, drafts, follows, consents."""

import re

import pytest
from django.core.cache import cache

from backend.common.clock import database_now
from backend.participation.campaigns.models import VotingWindow
from backend.participation.discussion.services import write_comment
from backend.participation.ideas.drafts import drafts_of, save_draft
from backend.participation.ideas.models import Coauthor
from backend.participation.ideas.services import answer_idea
from backend.participation.notifications.selectors import wants_newsletter
from backend.participation.notifications.services import consent_to_newsletter, follow_campaign
from backend.participation.participants.selectors import participant_id_of
from backend.participation.supports.models import Support
from backend.participation.supports.services import close_window, support_idea
from backend.region.accounts.models import Account

pytestmark = pytest.mark.django_db
WORDS = {"fi": "Tehdään.", "sv": "Vi gör det.", "en": "We do it."}


def read(client, path="/you/") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def seven(aino, onni, campaign, make_idea):
    """Aino has proposed, supported and commented on seven ideas of her own."""
    ideas = [make_idea(campaign, f"Ainon ajatus {number}", by=aino) for number in range(7)]
    for idea in ideas:
        support_idea(by=aino, idea_id=idea.id)
        write_comment(by=aino, idea_id=idea.id, text=f"Sanottu ideasta {idea.id}.")
    return ideas


def test_five_of_each_are_shown_and_the_rest_is_a_page_away(signed_in, seven):
    page = read(signed_in)
    for path, word in (
        ("ideas", "Kaikki ideani"),
        ("supports", "Kaikki ideat, joita kannatan"),
        ("comments", "Kaikki kommenttini"),
    ):
        assert f'href="/you/{path}/">{word}' in page
        whole = read(signed_in, f"/you/{path}/")
        assert whole.count("<li><div><h3>") == 7
    assert page.count("<li><div><h3>") == 15


def test_long_lists_have_pages(signed_in, aino, onni, campaign, make_idea):
    for number in range(31):
        make_idea(campaign, f"Ajatus {number}", by=aino)
    assert read(signed_in, "/you/ideas/").count("<li><div><h3>") == 30
    assert "Ajatus 0<" in read(signed_in, "/you/ideas/?page=2")


def test_an_idea_says_what_became_of_it_also_to_who_wrote_it_together(
    signed_in, aino, onni, porvoo_organiser, campaign, make_idea
):
    own, shared = make_idea(campaign, "Ainon", by=aino), make_idea(campaign, "Yhteinen", by=onni)
    Coauthor.objects.create(idea=shared, participant_id=participant_id_of(aino, campaign.id))
    answer_idea(by=porvoo_organiser, idea_id=own.id, status="done", office=WORDS, text=WORDS)
    page = read(signed_in)
    assert "Yhteinen" in page
    assert "Toteutettu" in page


def test_a_support_is_taken_back_while_the_vote_is_open(signed_in, aino, idea, campaign):
    support_idea(by=aino, idea_id=idea.id)
    path = f"/you/supports/{idea.id}/take-back/"
    assert f'action="{path}"' in read(signed_in)
    assert signed_in.post(path, {"next": "/you/"}).url == "/you/"
    assert not Support.objects.exists()
    assert "Kannatuksesi on peruttu." in read(signed_in)


def test_a_vote_that_is_over_offers_no_way_back(signed_in, aino, idea, campaign):
    support_idea(by=aino, idea_id=idea.id)
    window = VotingWindow.objects.get(phase__campaign=campaign)
    VotingWindow.objects.filter(id=window.id).update(closes=database_now())
    close_window(window_id=window.id)
    page = read(signed_in)
    assert "take-back" not in page
    assert "pysyy ennallaan: äänestys ei ole auki" in page
    assert signed_in.post(f"/you/supports/{idea.id}/take-back/").status_code == 422


def test_a_draft_is_continued_or_thrown_away(signed_in, aino, make_campaign):
    campaign = make_campaign("keruu", open_phase="collect")
    save_draft(by=aino, campaign_slug="keruu", fields={"title": "Puolivalmis"})
    page = read(signed_in)
    assert re.search(r'href="/campaigns/keruu/propose/">Puolivalmis', page)
    assert signed_in.post(f"/campaigns/{campaign.slug}/propose/draft/drop/", {"next": "/you/"}).url == "/you/"
    assert not drafts_of(aino).exists()
    assert "Puolivalmis" not in read(signed_in)


def test_what_one_follows_can_be_left_from_here(signed_in, aino, campaign):
    follow_campaign(by=aino, slug=campaign.slug)
    assert f'action="/campaigns/{campaign.slug}/follow/"' in read(signed_in)


def test_a_consent_is_told_with_its_day_and_withdrawn(signed_in, aino):
    assert "etkä ole tilannut sitä" in read(signed_in)
    consent_to_newsletter(by=aino, given=True)
    assert "sanamuoto 2026-11" in read(signed_in)
    assert signed_in.post("/you/newsletter/stop/").url == "/you/"
    assert not wants_newsletter(aino)
    page = read(signed_in)
    assert "stop_newsletter" not in page
    assert "/you/newsletter/stop/" not in page
    assert "peruttu" in page


def test_an_account_that_only_this_browser_knows_is_told_so(client):
    client.force_login(Account.objects.create_user(None, pseudonym="Kuikka"))
    page = read(client)
    assert "Vain tämä selain tuntee sinut." in page
    assert "Salasanalla" not in page


def test_what_signs_one_in_is_named(signed_in, aino):
    page = read(signed_in)
    assert f"Viestillä osoitteeseen {aino.email}" in page
    assert "Salasanalla" in page


def test_another_person_sees_nothing_of_it(client, onni, seven):
    client.force_login(onni)
    for path in ("/you/", "/you/ideas/", "/you/supports/", "/you/comments/"):
        assert "Ainon ajatus" not in read(client, path)


def test_who_is_not_signed_in_signs_in_first(client, idea):
    for path in ("/you/ideas/", "/you/supports/", "/you/comments/", "/you/download/", "/you/erase/"):
        assert client.get(path).url == f"/accounts/login/?next={path}"
    for path in (f"/you/supports/{idea.id}/take-back/", "/you/newsletter/stop/", "/you/erase/", "/you/download/"):
        assert client.post(path).url.startswith("/accounts/login/")


def test_the_page_costs_the_same_however_much_one_has_done(signed_in, aino, seven, django_assert_max_num_queries):
    follow_campaign(by=aino, slug=seven[0].campaign.slug)
    consent_to_newsletter(by=aino, given=True)
    cache.clear()
    with django_assert_max_num_queries(20):
        read(signed_in)
    for path in ("/you/ideas/", "/you/supports/", "/you/comments/"):
        with django_assert_max_num_queries(8):
            read(signed_in, path)
