# SPDX-License-Identifier: EUPL-1.2
"""The showcase's contact form, the officer's list of messages, and platforms that are edited."""

import pytest
from django.core.cache import cache
from django.test import Client

from backend.region.accounts.models import OfficeLetter
from backend.region.programme.contacts_shown import token_of
from backend.region.programme.models import PilotContact, Platform
from tests.region.programme.data import contact_to, pilot_of_porvoo

pytestmark = pytest.mark.django_db
TYPED = {
    "wish": "learn", "name": "Saara", "organisation": "", "email": "saara@example.org",
    "message": "Kertoisitteko lisää kokeilusta?", "consent": "on",
}  # fmt: skip
WORDS = {f"{name}_{code}": "Satama" for name in ("name", "description") for code in ("fi", "sv", "en")}


@pytest.fixture
def things(porvoo_organiser, spearhead):
    made = pilot_of_porvoo(porvoo_organiser)
    PilotContact.objects.all().delete()
    OfficeLetter.objects.all().delete()
    return made


@pytest.fixture
def office(porvoo_organiser) -> Client:
    browser = Client()
    browser.force_login(porvoo_organiser)
    return browser


def test_saara_writes_without_an_account_and_confirms(client, things):
    page = client.get(f"/showcase/{things['pilot_id']}/").content.decode()
    assert f'href="/showcase/{things["pilot_id"]}/contact/"' in page
    sent = client.post(f"/showcase/{things['pilot_id']}/contact/", TYPED, follow=True)
    assert "Avaa linkki" in sent.content.decode()
    path = f"/showcase/messages/{token_of(PilotContact.objects.get())}/"
    assert "saara@example.org" in client.get(path).content.decode()
    assert client.post(path).status_code == 302
    assert PilotContact.objects.get().due_at is not None


def test_what_is_typed_stays_with_its_errors(client, things):
    answer = client.post(f"/showcase/{things['pilot_id']}/contact/", {**TYPED, "consent": "", "email": "nobody"})
    assert answer.status_code == 422
    words = answer.content.decode()
    assert "Kertoisitteko lisää kokeilusta?" in words
    assert words.count('class="err"') == 2


def test_the_officer_answers_and_closes(office, client, things):
    contact = contact_to(things["pilot_id"])
    assert "Saara Sahlberg" in office.get("/manage/contacts/").content.decode()
    wrong = office.post(f"/manage/contacts/{contact.pk}/close/", {"outcome": "answered"})
    assert (wrong.status_code, "Lähetä vastaus ensin" in wrong.content.decode()) == (422, True)
    assert office.post(f"/manage/contacts/{contact.pk}/answer/", {"answer": ""}).status_code == 422
    office.post(f"/manage/contacts/{contact.pk}/answer/", {"answer": "Tervetuloa!"})
    office.post(f"/manage/contacts/{contact.pk}/close/", {"outcome": "answered"})
    assert "Tervetuloa!" in office.get("/manage/contacts/").content.decode()
    assert "1/1" in client.get(f"/showcase/{things['pilot_id']}/").content.decode()
    told = client.get(f"/api/v1/pilots/{things['pilot_id']}/contacts/").json()
    assert told == {"in_time": 1, "of": 1}


def test_one_network_writes_ten_times_an_hour(client, things):
    path = f"/showcase/{things['pilot_id']}/contact/"
    cache.clear()
    assert {client.post(path, TYPED).status_code for _ in range(11)} == {302, 429}


def test_a_platform_is_edited_in_three_languages(office, client, things):
    path = f"/manage/platforms/{things['platform_id']}/"
    assert "Laituri kokeeksi" in office.get(path).content.decode()
    wrong = office.post(path, {**WORDS, "name_sv": "", "spearhead": "citizen-city"})
    assert wrong.status_code == 422
    assert office.post(path, {**WORDS, "spearhead": "citizen-city"}).status_code == 302
    assert Platform.objects.get().name == {"fi": "Satama", "sv": "Satama", "en": "Satama"}
    assert client.get(f"/api/v1/platforms/{things['platform_id']}/").json()["name"]["en"] == "Satama"
