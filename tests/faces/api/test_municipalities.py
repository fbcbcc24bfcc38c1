# SPDX-License-Identifier: EUPL-1.2
"""A municipality's look, logo, statement and feedback through the API."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from backend.ledger.audit.models import AuditEntry
from backend.region.accounts.services import give_role
from backend.region.municipalities.models import Feedback
from backend.region.places.models import Municipality
from tests.faces.api.conftest import ROOT, Caller
from tests.region.municipalities.test_look import picture

pytestmark = pytest.mark.django_db
LOOK, LOGO = "municipalities/porvoo/look/", "municipalities/porvoo/look/logo/"
STATEMENT, FEEDBACK = "municipalities/porvoo/statement/", "municipalities/porvoo/feedback/"
COLOUR = "#0b5563"
TEXT = "Karttaa ei voi lukea näppäimistöllä."


@pytest.fixture
def admin(call, make_person) -> Caller:
    account = make_person("Anneli")
    give_role(account=account, kind="admin", municipality=Municipality.objects.get(slug="porvoo"))
    return call(account)


def send_logo(caller: Caller, **fields: str):
    content = encode_multipart(BOUNDARY, {"logo": SimpleUploadedFile("logo.png", picture(), "image/png"), **fields})
    return caller.client.put(ROOT + LOGO, content, content_type=MULTIPART_CONTENT)


def test_a_look_is_saved_and_the_pages_have_it_at_once(admin, anyone, django_capture_on_commit_callbacks):
    assert anyone.get(LOOK).json() == {
        "municipality": "porvoo", "brand_colour": "", "name": {}, "welcome": {}, "contact": {}, "logo": None,
        "edition": 0,
    }  # fmt: skip
    assert "look.css" not in Client().get("/porvoo/").content.decode()  # kept for a minute from here on
    with django_capture_on_commit_callbacks(execute=True):
        saved = admin.put(LOOK, {"brand_colour": COLOUR, "name": {"fi": "Porvoon kaupunki"}, "welcome": {"fi": "Hei!"}})
    assert saved.status_code == 200, saved.content
    assert (saved.json()["brand_colour"], saved.json()["edition"]) == (COLOUR, 1)
    assert anyone.get(LOOK).json() == saved.json()
    page = Client().get("/porvoo/").content.decode()
    assert "/porvoo/look.css?1" in page
    assert "Porvoon kaupunki" in page


def test_a_logo_is_put_kept_through_a_change_of_texts_and_taken_off(admin, anyone, refused):
    assert set(refused(send_logo(admin, alt_fi="Vaakuna"), 422, "invalid_input")["fields"]) == {"logo_alt_sv"}
    logo = send_logo(admin, alt_fi="Vaakuna", alt_sv="Vapen").json()["logo"]
    assert logo["alt"] == {"fi": "Vaakuna", "sv": "Vapen"}
    assert anyone.client.get(logo["address"])["Content-Type"] == "image/webp"
    assert admin.put(LOOK, {"name": {"fi": "Porvoo"}}).json()["logo"]["alt"] == {"fi": "Vaakuna", "sv": "Vapen"}
    anew = admin.put(LOGO, {"alt_fi": "Jokilaiva", "alt_sv": "Båt"}).json()["logo"]
    assert anew["alt"] == {"fi": "Jokilaiva", "sv": "Båt"}
    assert admin.delete(LOGO).json()["logo"] is None
    assert anyone.client.get(logo["address"]).status_code == 404


def test_a_colour_that_cannot_be_read_and_a_text_that_is_too_long_are_refused(admin, refused):
    fields = refused(admin.put(LOOK, {"brand_colour": "#ffcc00"}), 422, "invalid_input")["fields"]
    assert "#" in fields["brand_colour"]
    fields = refused(admin.put(LOOK, {"name": {"sv": "x" * 61}}), 422, "invalid_input")["fields"]
    assert set(fields) == {"name_sv"}


def test_a_statement_is_everybodys_to_read(admin, anyone, refused):
    assert anyone.get(STATEMENT).json()["assessed_on"] is None
    said = {"lacking": {"fi": "Kartta ilman hiirtä."}, "assessed_on": "2026-03-01", "by_outsider": True}
    assert admin.put(STATEMENT, said).status_code == 200
    read = anyone.get(STATEMENT).json()
    assert {key: read[key] for key in said} == said
    late = refused(admin.put(STATEMENT, {"assessed_on": "2999-01-01"}), 422, "invalid_input")
    assert set(late["fields"]) == {"assessed_on"}
    refused(anyone.get("municipalities/atlantis/statement/"), 404, "not_found")


def test_feedback_from_its_giving_to_the_answer(anyone, call, porvoo_organiser, refused):
    given = anyone.post(FEEDBACK, {"kind": "accessibility", "text": TEXT, "email": "kalle@example.org"})
    assert given.status_code == 201, given.content
    receipt = given.json()
    assert (receipt["municipality"], receipt["answer"], len(receipt["number"])) == ("porvoo", "", 8)
    organiser = call(porvoo_organiser)
    (row,) = organiser.get(FEEDBACK, {"waiting": "true"}).json()["results"]
    assert (row["text"], row["answers_by_letter"], row["language"]) == (TEXT, True, "fi")
    assert "kalle@example.org" not in str(row)
    assert AuditEntry.objects.filter(operation="read_feedback").count() == 1
    refused(organiser.post(f"feedback/{row['id']}/answer/", {"answer": ""}), 422, "invalid_input")
    answered = organiser.post(f"feedback/{row['id']}/answer/", {"answer": "Korjasimme kartan."})
    assert answered.json()["answer"] == "Korjasimme kartan."
    assert anyone.get(f"feedback/{receipt['number']}/").json()["answer"] == "Korjasimme kartan."
    assert organiser.get(FEEDBACK, {"waiting": "true"}).json()["results"] == []
    again = organiser.post(f"feedback/{row['id']}/answer/", {"answer": "Uudelleen."})
    refused(again, 409, "feedback_answered_already")


def test_what_is_wrong_with_feedback_is_said(anyone, refused):
    wrong = refused(anyone.post(FEEDBACK, {"kind": "praise", "text": "Ei", "email": "kalle"}), 422, "invalid_input")
    assert set(wrong["fields"]) == {"kind", "text", "email"}
    assert not Feedback.objects.exists()


def test_all_feedback_comes_in_pages(call, anyone, porvoo_organiser, count_queries):
    numbers = [anyone.post(FEEDBACK, {"kind": "other", "text": f"{TEXT} {n}"}).json()["number"] for n in range(5)]
    organiser = call(porvoo_organiser)
    with count_queries() as counted:
        page = organiser.get(FEEDBACK, {"page_size": 2}).json()
    assert counted() <= 7
    found = [row["number"] for row in page["results"]]
    while page["next"]:
        page = organiser.follow(page["next"]).json()
        found += [row["number"] for row in page["results"]]
    assert found == numbers


def test_who_does_not_administer_changes_nothing(call, porvoo_organiser, aino, refused):
    for person in (porvoo_organiser, aino):
        refused(call(person).put(LOOK, {"brand_colour": COLOUR}), 403, "may_not")
        refused(call(person).delete(LOGO), 403, "may_not")
    refused(call(aino).get(FEEDBACK), 403, "may_not")
