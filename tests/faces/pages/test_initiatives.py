# SPDX-License-Identifier: EUPL-1.2
"""Formal initiatives on pages without JavaScript: each legal act has a page to check it on."""

import pytest
from django.test import Client

from backend.common.clock import database_now, local_day
from backend.ledger.audit.models import AuditEntry
from backend.participation.initiatives.models import Initiative, Signature
from backend.participation.initiatives.services import hand_over_initiative, sign_initiative
from tests.participation.campaigns.joint import joint, organiser_of
from tests.participation.initiatives.people import TEXT, made_by, people_live_in, strongly

pytestmark = pytest.mark.django_db
TYPED = {"name": "Onni Onnila", "contact": "onni@example.org"}


def browser_of(account) -> Client:
    browser = Client()
    browser.force_login(account)
    return browser


@pytest.fixture
def idea_of_onni(campaign, make_idea, onni):
    return make_idea(campaign, by=onni)


def test_onni_makes_his_idea_an_initiative_and_its_page_says_what_is_missing(onni, idea_of_onni, settle):
    people_live_in("porvoo", 50_000)
    browser = browser_of(strongly(onni, "010180-123A"))
    assert "Tee ideasta kuntalain mukainen aloite" in browser.get(f"/ideas/{idea_of_onni.pk}/").content.decode()
    page = browser.get(f"/ideas/{idea_of_onni.pk}/initiative/").content.decode()
    assert "50\xa0000 asukasta" in page
    answer = browser.post(f"/ideas/{idea_of_onni.pk}/initiative/", TYPED, follow=True)
    assert "Aloitteesi on tehty." in answer.content.decode()
    settle()
    page = Client().get(f"/initiatives/{Initiative.objects.get().pk}/").content.decode()
    assert 'max="1000"' in page
    assert "Vielä 999" in page
    assert "Onni Onnila" not in page
    assert "Vielä 999" in Client().get(f"/ideas/{idea_of_onni.pk}/").content.decode()


def test_what_was_typed_stays_when_something_is_missing(onni, idea_of_onni):
    browser = browser_of(strongly(onni, "010180-123A"))
    answer = browser.post(f"/ideas/{idea_of_onni.pk}/initiative/", {"name": "Onni Onnila", "contact": ""})
    page = answer.content.decode()
    assert (answer.status_code, 'value="Onni Onnila"' in page) == (422, True)
    assert "josta kunta tavoittaa sinut" in page


def test_in_a_joint_campaign_he_chooses_the_municipality(onni, make_campaign, make_person, make_idea):
    idea = make_idea(joint(make_campaign, make_person, "sipoo"), by=onni)
    browser = browser_of(strongly(onni, "010180-123A"))
    assert "Mille kunnalle?" in browser.get(f"/ideas/{idea.pk}/initiative/").content.decode()
    browser.post(f"/ideas/{idea.pk}/initiative/", {**TYPED, "municipality": "sipoo"})
    assert Initiative.objects.get().municipality.slug == "sipoo"


def test_aino_checks_signs_and_takes_it_back(aino, onni, idea_of_onni):
    initiative = made_by(onni, idea_of_onni)
    browser = browser_of(strongly(aino, "020280-123B"))
    page = browser.get(f"/initiatives/{initiative.pk}/sign/").content.decode()
    assert "Rantaan pieni laituri uimareille." in page
    assert "Sinut lasketaan asukkaaksi (Porvoo)" in page
    answer = browser.post(f"/initiatives/{initiative.pk}/sign/", follow=True).content.decode()
    assert "Allekirjoituksesi on laskettu." in answer
    assert Signature.objects.count() == 2
    answer = browser.post(f"/initiatives/{initiative.pk}/sign/undo/", follow=True).content.decode()
    assert "Allekirjoituksesi on peruttu." in answer
    assert Signature.objects.count() == 1


def test_signed_out_she_is_led_to_sign_in_and_without_strong_identification_told_what_is_missing(
    aino, onni, idea_of_onni
):
    path = f"/initiatives/{made_by(onni, idea_of_onni).pk}/sign/"
    assert Client().get(path).url.startswith("/accounts/login/?next=/initiatives/")
    page = browser_of(aino).get(path).content.decode()
    assert "Tunnistaudu vahvasti" in page
    assert '<button class="btn primary big"' not in page
    assert browser_of(aino).post(path).status_code == 403


def test_onni_hands_it_over_after_a_check_and_nobody_else_does(aino, onni, idea_of_onni):
    people_live_in("porvoo", 50)
    path = f"/initiatives/{made_by(onni, idea_of_onni).pk}/hand-over/"
    assert browser_of(aino).get(path).status_code == 403
    browser = browser_of(onni)
    assert "Tätä ei voi perua." in browser.get(path).content.decode()
    assert "Aloite on luovutettu." in browser.post(path, follow=True).content.decode()
    assert browser.get(path).status_code == 422


def test_onni_withdraws_it_after_a_check(onni, idea_of_onni):
    path = f"/initiatives/{made_by(onni, idea_of_onni).pk}/withdraw/"
    browser = browser_of(onni)
    assert "1 allekirjoitus raukeaa" in browser.get(path).content.decode()
    assert "Aloitteesi on peruttu." in browser.post(path, follow=True).content.decode()


def test_pirkko_sees_what_waits_reads_the_maker_and_publishes_the_decision(onni, porvoo_organiser, idea_of_onni):
    people_live_in("porvoo", 50)
    initiative = hand_over_initiative(by=onni, initiative_id=made_by(onni, idea_of_onni).pk)
    browser, path = browser_of(porvoo_organiser), f"/manage/initiatives/{initiative.pk}/"
    assert "Laituri rantaan" in browser.get("/manage/initiatives/").content.decode()
    page = browser.get(path).content.decode()
    assert "Kirsi Kirjoittaja" not in page
    assert not AuditEntry.objects.filter(operation="read_maker").exists()
    assert "Kirsi Kirjoittaja" in browser.get(f"{path}?maker=show").content.decode()
    assert AuditEntry.objects.filter(operation="read_maker").count() == 1
    today = local_day(database_now()).isoformat()
    wrong = browser.post(path, {"handled_on": today, "text_fi": "Lyhyt."})
    assert (wrong.status_code, "Lyhyt." in wrong.content.decode()) == (422, True)
    typed = {f"text_{language}": words for language, words in TEXT.items()}
    assert browser.post(path, {"handled_on": today, **typed}).status_code == 302
    assert "Laituri rakennetaan" in Client().get(f"/initiatives/{initiative.pk}/").content.decode()


def test_sipoo_sees_nothing_of_the_work_of_porvoo(onni, make_person, idea_of_onni):
    initiative = made_by(onni, idea_of_onni)
    browser = browser_of(organiser_of(make_person, "Sirpa", "sipoo"))
    assert browser.get(f"/manage/initiatives/{initiative.pk}/").status_code == 403
    assert "Laituri rantaan" not in browser.get("/manage/initiatives/?show=all").content.decode()


def test_the_report_says_that_there_were_none(client):
    year = local_day(database_now()).year
    page = client.get(f"/porvoo/initiatives/{year}/").content.decode()
    assert f"Vuonna {year} ei luovutettu yhtään aloitetta" in page
    assert client.get(f"/porvoo/initiatives/{year}.csv").content.decode().startswith("id,title")
    assert client.get("/porvoo/initiatives/2199/").status_code == 404


def test_the_list_is_by_municipality_and_state(client, onni, idea_of_onni):
    made_by(onni, idea_of_onni)
    assert "Laituri rantaan" in client.get("/initiatives/?municipality=porvoo&state=collecting").content.decode()
    for query in ("?municipality=sipoo", "?state=decided", "?state=lapsed"):
        assert "Laituri rantaan" not in client.get(f"/initiatives/{query}").content.decode()


def test_an_initiatives_page_takes_few_queries(aino, onni, idea_of_onni, settle, count_queries):
    initiative = made_by(onni, idea_of_onni)
    sign_initiative(by=strongly(aino, "020280-123B"), initiative_id=initiative.pk)
    settle()
    browser = Client()
    browser.get(f"/initiatives/{initiative.pk}/")
    with count_queries() as counted:
        browser.get(f"/initiatives/{initiative.pk}/")
    assert counted() <= 4
    with count_queries() as counted:
        browser.get("/initiatives/")
    assert counted() <= 4
