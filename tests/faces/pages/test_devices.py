# SPDX-License-Identifier: EUPL-1.2
"""A campaign open to everyone, in the browser: at once, without sign-in, apart as unverified, and taken over later."""

import pytest
from django.test import Client

from backend.common.clock import database_now
from backend.participation.assistance.models import KeptAct
from backend.participation.discussion.models import Comment
from backend.participation.ideas.models import Idea
from backend.participation.participants.models import AddressAllowance, Participant
from backend.participation.supports.models import Support
from backend.participation.supports.services import support_idea
from backend.region.accounts.models import Account
from tests.conftest import HOUR, move_window

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
SENTENCE = "Tänne voi osallistua kuka tahansa kirjautumatta."


@pytest.fixture
def open_to_all(make_campaign):
    return make_campaign("kaikki", identifier="device")


@pytest.fixture
def idea(open_to_all, make_idea):
    return make_idea(open_to_all)


def tap(client: Client, idea: Idea, action: str = "give", **options):
    headers = {"Referer": f"http://testserver/ideas/{idea.id}/"} | options.pop("headers", {})
    return client.post(f"/ideas/{idea.id}/support/", {"action": action, "shape": "page"}, headers=headers, **options)


def test_a_tap_counts_at_once_and_is_undone_without_any_sign_in(client, idea):
    page = client.get(f"/ideas/{idea.id}/")
    assert SENTENCE in page.content.decode()
    assert "device" not in client.cookies
    answer = tap(client, idea)
    assert answer.url == f"/ideas/{idea.id}/#idea-{idea.id}"
    cookie = client.cookies["device"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 34_560_000)
    assert (Support.objects.count(), KeptAct.objects.count()) == (1, 0)
    shown = client.get(f"/ideas/{idea.id}/").content.decode()
    assert "Kannatat" in shown
    assert "Vahvistettuja 0, vahvistamattomia 1" in shown
    tap(client, idea)
    assert Support.objects.count() == 1
    tap(client, idea, "withdraw")
    assert Support.objects.count() == 0


def test_through_htmx_the_control_alone_comes_back(client, idea):
    answer = tap(client, idea, headers=HTMX)
    assert answer.status_code == 200
    assert "Vahvistettuja 0, vahvistamattomia 1" in answer.content.decode()
    assert "Kannatuksesi on laskettu" in answer.content.decode()


def test_verified_supports_stand_beside_the_others(client, idea, aino, settle):
    support_idea(by=aino, idea_id=idea.id)
    tap(client, idea)
    settle()
    assert "Vahvistettuja 1, vahvistamattomia 1" in Client().get(f"/ideas/{idea.id}/").content.decode()


def test_a_comment_and_an_idea_stand_there_marked(client, open_to_all, idea):
    client.post(f"/ideas/{idea.id}/comments/", {"text": "Hyvä idea!", "stance": "for"})
    assert Comment.objects.get().author.kind == "device"
    assert '<span class="tag">vahvistamaton</span>' in client.get(f"/ideas/{idea.id}/").content.decode()


def test_an_idea_is_proposed_changed_and_withdrawn_by_the_browser_that_wrote_it(client, make_campaign):
    campaign = make_campaign("kaikki", identifier="device", open_phase="collect")
    typed = {
        "title": "Penkki rantaan",
        "text": "Rantaan penkki, jolla istua iltaisin.",
        "category": "luonto",
        "similar_seen": "1",
    }
    assert client.post(f"/campaigns/{campaign.slug}/propose/", typed).status_code == 302
    idea = Idea.objects.get(title="Penkki rantaan")
    assert idea.author.kind == "device"
    changed = {**typed, "title": "Kaksi penkkiä rantaan", "version": "1"}
    assert client.post(f"/ideas/{idea.id}/edit/", changed).status_code == 302
    assert Client().post(f"/ideas/{idea.id}/edit/", changed).status_code in {302, 403}
    assert Idea.objects.get(pk=idea.id).version == 2
    client.post(f"/ideas/{idea.id}/withdraw/")
    assert Idea.objects.get(pk=idea.id).state == "withdrawn"


def test_a_double_tap_of_a_browser_without_a_cookie_is_one_device(idea):
    first = Client()
    secret = first.get(f"/ideas/{idea.id}/").cookies["csrftoken"].value
    for client in (Client(), Client()):
        client.cookies["csrftoken"] = secret
        tap(client, idea)
    assert Participant.objects.filter(kind="device").count() == 1


def test_a_copied_cookie_is_the_same_browser_and_a_forged_one_a_new_one(client, idea):
    tap(client, idea)
    copy = Client()
    copy.cookies["device"] = client.cookies["device"].value
    tap(copy, idea)
    assert Support.objects.count() == 1
    forged = Client()
    forged.cookies["device"] = "0" * 32 + ":forged"
    tap(forged, idea)
    assert Support.objects.count() == 2


def test_where_sign_in_is_asked_the_cookie_counts_for_nothing(client, idea, campaign, make_idea):
    other = make_idea(campaign, "Sauna rantaan")
    tap(client, idea)
    assert tap(client, other).url.startswith("/accounts/login/")
    assert Support.objects.count() == 1


def test_who_has_signed_in_counts_as_themselves_whatever_cookie_there_is(client, idea, aino):
    tap(client, idea)
    client.force_login(aino)
    tap(client, idea)
    assert set(Support.objects.values_list("participant__kind", flat=True)) == {"device", "account"}
    page = client.get(f"/ideas/{idea.id}/").content.decode()
    assert "Tällä selaimella tehtiin täällä 1 asia ennen kuin kirjauduit." in page
    answer = client.post("/device/take-over/", {"action": "take"}, follow=True)
    assert "lasketaan vain kerran" in answer.content.decode()
    assert Support.objects.get().participant.account == aino
    assert client.cookies["device"].value == ""
    assert not Account.objects.filter(kind="device").exists()


def test_who_it_was_not_leaves_it_and_is_not_asked_again(client, idea, aino):
    tap(client, idea)
    client.force_login(aino)
    client.post("/device/take-over/", {"action": "leave"})
    assert "ennen kuin kirjauduit" not in client.get("/").content.decode()
    assert Support.objects.get().participant.kind == "device"


def test_an_address_lets_in_only_so_many_whatever_it_says_it_is(idea, settings):
    settings.DEVICES_AN_HOUR = 2
    answers = [tap(Client(), idea, headers={"X-Forwarded-For": f"192.0.2.{n}"}) for n in range(3)]
    assert [one.status_code for one in answers] == [302, 302, 429]
    assert tap(Client(), idea, REMOTE_ADDR="198.51.100.9").status_code == 302


def test_behind_our_proxy_the_address_is_what_the_proxy_wrote(idea, settings):
    settings.DEVICES_AN_HOUR, settings.NUM_PROXIES = 1, 1
    assert tap(Client(), idea, headers={"X-Forwarded-For": "192.0.2.1, 198.51.100.1"}).status_code == 302
    assert tap(Client(), idea, headers={"X-Forwarded-For": "192.0.2.2, 198.51.100.1"}).status_code == 429
    assert tap(Client(), idea, headers={"X-Forwarded-For": "192.0.2.1, 198.51.100.2"}).status_code == 302


def test_after_the_close_nothing_is_taken(client, idea, open_to_all):
    move_window(open_to_all, closes=database_now() - HOUR)
    assert tap(client, idea).status_code == 422
    assert Support.objects.count() == 0


def test_for_a_device_the_pages_take_one_query_more_than_for_a_visitor(client, idea, count_queries):
    tap(client, idea)
    for address in (f"/ideas/{idea.id}/", f"/campaigns/{idea.campaign.slug}/"):
        client.get(address)
        with count_queries() as counted:
            client.get(address)
        assert counted() <= 6


def test_an_officer_allows_a_school_more_and_takes_it_away(client, open_to_all, porvoo_organiser, aino):
    client.force_login(porvoo_organiser)
    address = "/manage/campaigns/kaikki/people/networks/"
    assert address in client.get("/manage/campaigns/kaikki/people/").content.decode()
    wrong = client.post(address, {"address": "koulu", "an_hour": "400", "note": "Keskuskoulu"})
    assert wrong.status_code == 422
    assert 'value="koulu"' in wrong.content.decode()
    client.post(address, {"address": "192.0.2.0/24", "an_hour": "400", "note": "Keskuskoulu"})
    page = client.get(address).content.decode()
    assert "192.0.2.0/24" in page
    assert "400 selainta tunnissa" in page
    allowance = AddressAllowance.objects.get()
    client.post(f"{address}{allowance.pk}/end/")
    assert not AddressAllowance.objects.exists()
    client.force_login(aino)
    assert client.get(address).status_code == 403
