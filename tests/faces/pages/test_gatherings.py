# SPDX-License-Identifier: EUPL-1.2
"""M6: events with how many came, and the cost: noted by an officer, read by everybody beside who took part."""

import pytest

from backend.participation.campaigns.models import Cost, Gathering

pytestmark = pytest.mark.django_db
PAGE = "/manage/campaigns/joki/gatherings/"
TYPED = {
    "kind": "workshop",
    "title_fi": "Työpaja kirjastossa",
    "title_sv": "Verkstad på biblioteket",
    "title_en": "Workshop in the library",
    "held_on": "2026-09-12",
    "place": "Pääkirjasto",
    "attended": "24",
}


@pytest.fixture
def officer(client, porvoo_organiser):
    client.force_login(porvoo_organiser)
    return client


def test_pirkko_notes_a_workshop_that_everybody_reads_of(officer, campaign):
    assert officer.post(PAGE, TYPED).url == PAGE
    officer.post(PAGE, {**TYPED, "title_fi": "Tuleva", "held_on": "2099-01-01", "attended": ""})
    assert "Työpaja kirjastossa" in officer.get(PAGE).content.decode()
    officer.logout()
    page = officer.get("/campaigns/joki/").content.decode()
    assert "Työpaja kirjastossa" in page
    assert "24 ihmistä tuli" in page
    assert "tulossa" in page
    page = officer.get("/campaigns/joki/statistics/").content.decode()
    assert "Pääkirjasto" in page
    assert "eikä niitä koskaan lasketa" in page


def test_what_is_wrong_stands_in_the_form_with_what_was_typed(officer, campaign):
    answer = officer.post(PAGE, {**TYPED, "title_sv": "", "attended": "monta"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Pääkirjasto"' in page
    assert "aria-invalid" in page
    assert Gathering.objects.count() == 0


def test_a_number_is_corrected_with_history_and_an_event_is_taken_away(officer, campaign):
    officer.post(PAGE, TYPED)
    one = Gathering.objects.get()
    own = f"/manage/gatherings/{one.pk}/"
    assert 'value="2026-09-12"' in officer.get(own).content.decode()
    assert officer.post(own, {**TYPED, "attended": "30", "version": "1"}).status_code == 302
    assert "Mitä se sanoi ennen" in officer.get(own).content.decode()
    assert officer.post(own, {**TYPED, "attended": "31", "version": "1"}).status_code == 409
    assert officer.post(f"{own}drop/", {"reason": ""}).status_code == 422
    assert officer.post(f"{own}drop/", {"reason": "Kirjattu kahdesti"}).status_code == 302
    assert officer.get(own).status_code == 404
    assert "Työpaja" not in officer.get("/campaigns/joki/").content.decode()


def test_the_cost_in_finnish_numbers_is_shown_when_it_is_public(officer, campaign):
    own = "/manage/campaigns/joki/cost/"
    typed = {"staff_hours": "40,5", "hour_price": "38,20", "purchases": "350"}
    assert officer.post(own, typed).status_code == 302
    assert "1\N{NO-BREAK SPACE}897,10" in officer.get(own).content.decode()
    assert officer.post(own, {**typed, "purchases": "paljon"}).status_code == 422
    officer.post(own, {**typed, "is_public": "on"})
    assert Cost.objects.count() == 2
    officer.logout()
    assert "1\N{NO-BREAK SPACE}897,10" in officer.get("/campaigns/joki/statistics/").content.decode()
