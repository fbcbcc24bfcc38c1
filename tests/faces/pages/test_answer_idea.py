# SPDX-License-Identifier: EUPL-1.2
"""The officer's plain form for the official answer, and where the answer is read."""

import pytest

from backend.participation.ideas.models import Answer

pytestmark = pytest.mark.django_db
TYPED = {
    "status": "accepted",
    **{f"office_{language}": f"Puistot {language}" for language in ("fi", "sv", "en")},
    **{f"text_{language}": f"Teemme sen keväällä {language}." for language in ("fi", "sv", "en")},
}


@pytest.fixture
def as_pirkko(client, porvoo_organiser):
    """A browser in which Porvoo's organiser is signed in."""
    client.force_login(porvoo_organiser)
    return client


def test_pirkko_answers_and_it_is_read_on_the_idea_and_among_the_results(as_pirkko, idea):
    assert "Vastaa ideaan" in as_pirkko.get(f"/ideas/{idea.id}/").content.decode()
    answer = as_pirkko.post(f"/ideas/{idea.id}/answer/", TYPED)
    assert answer.url == f"/ideas/{idea.id}/"
    page = as_pirkko.get(f"/ideas/{idea.id}/").content.decode()
    assert "Teemme sen keväällä fi." in page
    assert "Työn alla" in page
    assert "Teemme sen keväällä fi." in as_pirkko.get("/results/").content.decode()


def test_every_language_that_the_campaign_needs_is_asked_for(as_pirkko, idea):
    answer = as_pirkko.post(f"/ideas/{idea.id}/answer/", {**TYPED, "text_sv": "", "status": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert '<a href="#id_text_sv">' in page
    assert '<a href="#id_status">' in page
    assert "Teemme sen keväällä fi." in page
    assert not Answer.objects.exists()


def test_an_answer_is_changed(as_pirkko, idea):
    as_pirkko.post(f"/ideas/{idea.id}/answer/", TYPED)
    assert "Teemme sen keväällä en." in as_pirkko.get(f"/ideas/{idea.id}/answer/").content.decode()
    as_pirkko.post(f"/ideas/{idea.id}/answer/", {**TYPED, "status": "done"})
    assert Answer.objects.get().status == "done"


def test_a_resident_has_no_such_form(signed_in, idea):
    assert signed_in.get(f"/ideas/{idea.id}/answer/").status_code == 403
    assert signed_in.post(f"/ideas/{idea.id}/answer/", TYPED).status_code == 403
    assert "/answer/" not in signed_in.get(f"/ideas/{idea.id}/").content.decode()
