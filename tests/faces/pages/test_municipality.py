# SPDX-License-Identifier: EUPL-1.2
"""A municipality's own page and look, its statement, feedback, and M8's page of look and texts."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, get_resolver

from backend.faces.pages.places import MunicipalityConverter
from backend.ledger.audit.models import AuditEntry
from backend.region.accounts.services import give_role
from backend.region.municipalities.models import Feedback, Look
from backend.region.places.models import Municipality
from tests.region.municipalities.test_look import picture

pytestmark = pytest.mark.django_db
LOOK = "/manage/look/porvoo/"
COLOUR = "#0b5563"
TYPED = {"brand_colour": COLOUR, "name_fi": "Porvoon kaupunki", "welcome_fi": "Tervetuloa!", "contact_fi": "Soita."}


@pytest.fixture
def office(client, make_person) -> Client:
    account = make_person("Anneli")
    give_role(account=account, kind="admin", municipality=Municipality.objects.get(slug="porvoo"))
    client.force_login(account)
    return client


def test_every_municipality_has_its_address_and_no_other_route_has_it():
    assert set(MunicipalityConverter.regex.split("|")) == set(Municipality.objects.values_list("slug", flat=True))
    firsts = {str(pattern.pattern).split("/")[0] for pattern in get_resolver().url_patterns}
    for pattern in get_resolver("backend.faces.pages.urls").url_patterns:
        assert isinstance(pattern, URLPattern)
        firsts.add(str(pattern.pattern).split("/")[0])
    assert not firsts & set(MunicipalityConverter.regex.split("|"))


def test_its_own_page_has_campaigns_and_texts(client, office, campaign, count_queries):
    office.post(LOOK, TYPED)
    with count_queries() as counted:
        page = Client().get("/porvoo/").content.decode()
    assert counted() <= 8
    assert "Porvoon kaupunki" in page
    assert "Tervetuloa!" in page
    assert f"/campaigns/{campaign.slug}/" in page
    assert "/municipalities/porvoo/feed/" in page
    assert Client().get("/sipoo/").status_code == 200
    assert Client().get("/atlantis/").status_code == 404


def test_its_colours_are_a_file_on_its_own_page_and_its_campaigns(office, campaign, idea):
    office.post(LOOK, TYPED)
    for path in ("/porvoo/", f"/campaigns/{campaign.slug}/", f"/ideas/{idea.id}/"):
        page = Client().get(path)
        assert '<link rel="stylesheet" href="/porvoo/look.css?1">' in page.content.decode()
        assert "style=" not in page.content.decode().split("<svg")[0]
    sheet = Client().get("/porvoo/look.css?1")
    assert sheet["Content-Type"].startswith("text/css")
    assert f"--accent:light-dark({COLOUR}," in sheet.content.decode()
    again = Client().get("/porvoo/look.css?1", headers={"if-none-match": sheet["ETag"]})
    assert again.status_code == 304
    assert b"--accent" not in Client().get("/sipoo/look.css").content


def test_a_colour_that_cannot_be_read_is_said_with_figure_and_nearest(office):
    office.cookies["language"] = "en"
    answer = office.post(LOOK, {**TYPED, "brand_colour": "#ffcc00"})
    assert answer.status_code == 422
    assert "4.5 to 1" in answer.content.decode()
    assert 'value="#ffcc00"' in answer.content.decode()
    assert not Look.objects.exists()


def test_a_logo_is_shown_with_its_words(office):
    logo = SimpleUploadedFile("logo.png", picture(), "image/png")
    office.post(LOOK, {**TYPED, "logo": logo, "logo_alt_fi": "Vaakuna", "logo_alt_sv": "Vapen"})
    page = Client().get("/porvoo/").content.decode()
    assert 'alt="Vaakuna"' in page
    served = Client().get("/porvoo/logo.webp")
    assert served["Content-Type"] == "image/webp"
    assert Client().get("/sipoo/logo.webp").status_code == 404


def test_the_preview_shows_the_figures(office):
    office.post(LOOK, TYPED)
    page = office.get(LOOK).content.decode()
    assert COLOUR in page
    assert office.get("/manage/look/").url == LOOK


def test_the_statement_is_the_municipalitys_own(office):
    office.post(f"{LOOK}statement/", {"assessed_on": "2026-03-01", "lacking_fi": "Kartta ilman hiirtä."})
    page = Client().get("/porvoo/accessibility/").content.decode()
    assert "Kartta ilman hiirtä." in page
    assert "/porvoo/feedback/" in page
    assert Client().get("/sipoo/accessibility/").status_code == 200
    assert office.post(f"{LOOK}statement/", {"assessed_on": "2999-01-01"}).status_code == 422


def test_feedback_from_form_to_answer(office):
    typed = {"kind": "accessibility", "text": "Karttaa ei voi lukea.", "email": "kalle@example.org"}
    anybody = Client()
    receipt = anybody.post("/porvoo/feedback/", typed)
    given = Feedback.objects.get()
    assert receipt.url == f"/porvoo/feedback/{given.number}/"
    assert given.number in anybody.get(receipt.url).content.decode()
    assert Client().get(f"/sipoo/feedback/{given.number}/").status_code == 404
    listed = office.get(f"{LOOK}feedback/").content.decode()
    assert "Karttaa ei voi lukea." in listed
    assert AuditEntry.objects.filter(operation="read_feedback").exists()
    assert office.post(f"{LOOK}feedback/{given.pk}/", {"answer": ""}).status_code == 422
    office.post(f"{LOOK}feedback/{given.pk}/", {"answer": "Korjasimme kartan."})
    assert "Korjasimme kartan." in anybody.get(receipt.url).content.decode()


def test_a_form_keeps_what_was_typed(client):
    answer = client.post("/porvoo/feedback/", {"kind": "other", "text": "Ei", "email": "kalle@example.org"})
    assert answer.status_code == 422
    assert "kalle@example.org" in answer.content.decode()


def test_nobody_of_elsewhere_sees_or_changes_it(office, client, porvoo_organiser, aino):
    assert office.get("/manage/look/sipoo/").status_code == 403
    assert office.post("/manage/look/sipoo/", TYPED).status_code == 403
    assert office.get("/manage/look/region/").status_code == 404
    client.force_login(aino)
    assert client.get(f"{LOOK}feedback/").status_code == 403
    client.force_login(porvoo_organiser)
    assert client.get(LOOK).status_code == 403
    assert client.get(f"{LOOK}feedback/").status_code == 200
