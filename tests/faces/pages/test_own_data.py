# SPDX-License-Identifier: EUPL-1.2
"""R11: downloading everything, and being forgotten: both after showing once more who one is, without a script."""

import io
import json
import zipfile

import pytest
from django.core import mail
from django.test import AsyncRequestFactory, Client

from backend.faces.pages.erasure_words import consequences_of
from backend.faces.pages.own_data import as_file
from backend.participation.assistance.kiosks import start_kiosk
from backend.participation.supports.services import support_idea
from backend.records.privacy.labels import OF_OFFICE, SECTIONS
from backend.records.privacy.services import Erasure
from backend.region.accounts.models import Account, Session
from backend.region.accounts.services import give_role

pytestmark = pytest.mark.django_db
PASSWORD = "a long password"


def content(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def shown_again(signed_in):
    """Aino has followed the page's link, written her password, and is back."""

    def show(path: str):
        assert "/accounts/reauthenticate/?next=" in content(signed_in.get(path))
        answer = signed_in.post(f"/accounts/reauthenticate/?next={path}", {"password": PASSWORD, "next": path})
        assert answer.url == path
        return signed_in

    return show


def test_the_file_comes_after_the_password(shown_again, aino, idea):
    support_idea(by=aino, idea_id=idea.id)
    client = shown_again("/you/download/")
    assert 'action="' not in content(client.get("/you/download/")).split("<main")[1].split("</main")[0]
    answer = client.post("/you/download/")
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="parvi-')
    assert "no-store" in answer.headers["Cache-Control"]
    package = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    told = {one["section"]: one["rows"] for one in json.loads(package.read("data.json"))}
    assert told["account"][0]["email"] == aino.email
    assert [row["idea_id"] for row in told["supports"]] == [idea.id]


def test_without_it_nothing_comes(signed_in):
    for path in ("/you/download/", "/you/erase/"):
        answer = signed_in.post(path, {"confirmation": "Aino"})
        assert answer.url == path
        assert "Vahvista ensin, että se olet sinä." in content(signed_in.get(path))
    assert Account.objects.filter(pseudonym="Aino").exists()


def test_another_site_cannot_ask_for_it(aino):
    client = Client(enforce_csrf_checks=True)
    client.force_login(aino)
    for path in ("/you/download/", "/you/erase/"):
        assert client.post(path, {"confirmation": "Aino"}).status_code == 403


def test_who_has_nothing_to_show_gets_it_at_once(client):
    client.force_login(Account.objects.create_user(None, pseudonym="Kuikka"))
    assert client.post("/you/download/").headers["Content-Type"] == "application/zip"


async def test_the_other_server_gets_it_piece_by_piece_too():
    answer = as_file(AsyncRequestFactory().post("/you/download/"), iter([b"PK", b"rest"]))
    assert [piece async for piece in answer.streaming_content] == [b"PK", b"rest"]


def test_the_check_page_says_in_numbers_what_an_erasure_does(signed_in, aino, onni, campaign, make_idea):
    own = make_idea(campaign, "Ainon laituri", by=aino)
    support_idea(by=aino, idea_id=own.id)
    give_role(account=aino, kind="moderator", municipality=aino.municipality)
    page = content(signed_in.get("/you/erase/"))
    assert "<dt>Kannatukset avoimissa äänestyksissä</dt><dd>1</dd>" in page
    assert "1 idea: sen nimi, teksti, kuva ja sijainti häviävät" in page
    assert "1 ideoistasi on mukana avoimessa äänestyksessä." in page
    assert "1 kampanjassa pysyt yhtenä osallistujista" in page
    assert "Oikeutesi henkilökunnan jäsenenä päättyvät heti." in page
    assert Account.objects.filter(pk=aino.pk).exists()


def test_aino_is_erased_and_signed_out_everywhere(shown_again, aino, idea):
    support_idea(by=aino, idea_id=idea.id)
    elsewhere = Client()
    elsewhere.force_login(aino)
    client = shown_again("/you/erase/")
    answer = client.post("/you/erase/", {"confirmation": "aino"})
    assert answer.status_code == 200
    assert "Tietosi on poistettu" in content(answer)
    assert "Viimeinen sähköposti on matkalla sinulle." in content(answer)
    assert "Aino" not in content(answer)
    assert "no-store" in answer.headers["Cache-Control"]
    assert '"storage"' in answer.headers["Clear-Site-Data"]
    assert not Account.objects.filter(pk=aino.pk).exists()
    assert not Session.objects.filter(account_id=aino.pk).exists()
    assert [letter.to for letter in mail.outbox] == [["aino@example.org"]]
    for browser in (client, elsewhere):
        assert browser.get("/you/").url.startswith("/accounts/login/")


def test_another_name_erases_nothing_and_is_kept(shown_again, aino):
    client = shown_again("/you/erase/")
    answer = client.post("/you/erase/", {"confirmation": "Onni"})
    assert answer.status_code == 422
    assert "Kirjoita julkinen nimesi juuri näin: Aino." in content(answer)
    assert 'value="Onni"' in content(answer)
    assert Account.objects.filter(pk=aino.pk).exists()
    assert mail.outbox == []


def test_the_check_page_costs_some_queries_a_room(signed_in, aino, idea, django_assert_max_num_queries):
    support_idea(by=aino, idea_id=idea.id)
    with django_assert_max_num_queries(260):
        signed_in.get("/you/erase/")


def test_at_a_kiosk_nothing_is_downloaded(client, porvoo_organiser, campaign):
    client.cookies["kiosk"] = start_kiosk(by=porvoo_organiser, campaign_slug=campaign.slug)
    client.force_login(Account.objects.create_user(None, pseudonym="Kuikka"))
    answer = client.post("/you/download/")
    assert "Tämä on yhteiskäyttöinen laite." in content(answer)


def test_what_was_done_in_office_is_not_said_to_be_erased():
    done = Erasure(rows=dict.fromkeys(OF_OFFICE, 2), supports_withdrawn=0, supports_kept=0, contexts_blurred=0)
    told = consequences_of(done, in_open_votes=0)
    assert (told.gone, told.empty, told.counted, len(told.office)) == ([], [], [], 1)
    assert set(OF_OFFICE) <= set(SECTIONS)
