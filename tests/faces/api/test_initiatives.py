# SPDX-License-Identifier: EUPL-1.2
"""Formal initiatives through the API: made, signed, handed over, decided and reported."""

import pytest

from backend.common.clock import database_now, local_day
from tests.participation.initiatives.people import TEXT, people_live_in, strongly

pytestmark = pytest.mark.django_db
MAKER = {"name": "Onni Onnila", "contact": "onni@example.org", "name_is_public": False}


def test_from_the_idea_to_the_councils_report(call, aino, onni, porvoo_organiser, campaign, make_idea, settle):
    people_live_in("porvoo", 100)
    idea = make_idea(campaign, by=onni)
    maker, officer, nobody = call(strongly(onni, "010180-123A")), call(porvoo_organiser), call()
    made = maker.post(f"ideas/{idea.pk}/initiative/", MAKER).json()
    assert (made["state"], made["signatures"], made["threshold"], made["maker"]) == ("collecting", 1, 2, "")
    path = f"initiatives/{made['id']}/"
    signed = call(strongly(aino, "020280-123B")).put(f"{path}signature/", {}).json()
    assert (signed["signed"], signed["signatures"], signed["residents"]) == (True, 2, 2)
    settle()
    listed = nobody.get("initiatives/?municipality=porvoo&state=collecting").json()
    assert [one["residents"] for one in listed["results"]] == [2]
    over = maker.post(f"{path}hand-over/").json()
    assert (over["state"], over["threshold_reached"]) == ("handed_over", True)
    assert officer.get(f"{path}maker/").json() == MAKER
    today = local_day(database_now())
    decided = officer.put(f"{path}decision/", {"handled_on": today.isoformat(), "text": TEXT}).json()
    assert (decided["state"], decided["decision"]) == ("decided", TEXT)
    report = nobody.get(f"municipalities/porvoo/initiatives/{today.year}/").json()
    assert (report["made"], report["decided"], report["rows"][0]["id"]) == (1, 1, made["id"])


def test_a_signature_is_taken_back(call, aino, onni, campaign, make_idea):
    idea = make_idea(campaign, by=onni)
    made = call(strongly(onni, "010180-123A")).post(f"ideas/{idea.pk}/initiative/", MAKER).json()
    signer = call(strongly(aino, "020280-123B"))
    signer.put(f"initiatives/{made['id']}/signature/", {})
    taken = signer.delete(f"initiatives/{made['id']}/signature/").json()
    assert (taken["signed"], taken["signatures"], taken["changed_now"]) == (False, 1, True)


def test_the_report_as_a_file_says_nothing_of_what_is_not_known_and_holds_no_formula(client, onni, campaign, make_idea):
    idea = make_idea(campaign, "=SUMMA(A1)", by=onni)
    strongly(onni, "010180-123A")
    client.force_login(onni)
    made = client.post(f"/api/v1/ideas/{idea.pk}/initiative/", MAKER, content_type="application/json").json()
    client.post(f"/api/v1/initiatives/{made['id']}/hand-over/", {}, content_type="application/json")
    year = local_day(database_now()).year
    file = client.get(f"/api/v1/municipalities/porvoo/initiatives/{year}.csv")
    head, row = file.content.decode().splitlines()
    assert head.startswith("id,title,state,handed_over_on,signatures,residents,threshold,threshold_reached,population")
    assert row.startswith(f"{made['id']},'=SUMMA(A1),handed_over,")
    assert ",1,1,,,,,,,,," in row


def test_of_a_municipality_that_is_none_or_a_year_to_come_nothing_is_found(client):
    for path in ("porvoo/initiatives/2199/", "tampere/initiatives/2026/", "porvoo/initiatives/2199.csv"):
        assert client.get(f"/api/v1/municipalities/{path}").status_code == 404
