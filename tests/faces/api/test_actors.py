# SPDX-License-Identifier: EUPL-1.2
"""Organisations through the API: brought in, confirmed, acted for, ended."""

import pytest

from backend.region.accounts.services import give_role
from backend.region.places.models import Municipality
from backend.region.programme.services import confirm_claim, propose_actor
from tests.region.programme.data import MESSAGE, association

pytestmark = pytest.mark.django_db
NEW = {
    "name": {"fi": "Melonta ja retket ry", "sv": "Paddling och utflykter rf"},
    "kind": "association",
    "municipality": "porvoo",
    "business_id": "1234567-1",
    "message": MESSAGE,
}


@pytest.fixture
def sipoo_organiser(make_person):
    """Sirpa organises for Sipoo."""
    account = make_person("Sirpa", municipality="sipoo")
    give_role(account=account, kind="organiser", municipality=Municipality.objects.get(slug="sipoo"))
    return account


def test_from_the_request_to_an_idea_in_its_name(call, aino, anyone, porvoo_organiser, make_campaign):
    asked = call(aino).post("actors/", NEW)
    assert (asked.status_code, asked.json()["state"]) == (201, "pending")
    claim, actor = asked.json()["id"], asked.json()["actor"]["id"]
    assert anyone.get("actors/").json()["results"] == []
    waiting = call(porvoo_organiser).get("claims/").json()["results"]
    assert [(one["claimant"], one["message"], one["municipality"]) for one in waiting] == [("Aino", MESSAGE, "porvoo")]
    assert call(porvoo_organiser).post(f"claims/{claim}/confirm/").json()["state"] == "confirmed"
    assert anyone.get("actors/", {"q": "paddling"}).json()["results"][0]["name"]["fi"] == "Melonta ja retket ry"
    campaign = make_campaign("ideointi", open_phase="collect")
    idea = {"title": "Melontalaituri", "text": "Laituriin matala kohta kanooteille.", "category": "luonto"}
    made = call(aino).post(f"campaigns/{campaign.slug}/ideas/", {**idea, "actor": actor}).json()
    assert (made["author"], made["actor"]["id"], made["own"]) == (None, actor, True)
    assert call(aino).post(f"claims/{claim}/end/").json()["state"] == "ended"
    assert anyone.get(f"ideas/{made['id']}/").json()["actor"]["name"]["sv"] == "Paddling och utflykter rf"
    assert [one["state"] for one in call(aino).get("me/claims/").json()["results"]] == ["ended"]


def test_refusals_name_their_fields(call, aino, anyone, refused):
    wrong = {**NEW, "name": {}, "business_id": "1234567-2", "municipality": "tukholma", "website": "ftp://x"}
    fields = refused(call(aino).post("actors/", wrong), 422, "invalid_input")["fields"]
    assert set(fields) == {"name_fi", "business_id", "municipality", "website"}
    refused(call(aino).post("actors/", {**NEW, "message": ""}), 422, "invalid_input")
    refused(call(aino).post("actors/", {**NEW, "kind": "club"}), 400, "malformed")
    refused(anyone.post("actors/", NEW), 403, "sign_in_first")


def test_staff_elsewhere_find_nothing(call, aino, sipoo_organiser, refused):
    claim = propose_actor(by=aino, draft=association(), message=MESSAGE)
    assert call(sipoo_organiser).get("claims/").json()["results"] == []
    refused(call(sipoo_organiser).post(f"claims/{claim.id}/confirm/"), 404, "not_found")
    refused(call(sipoo_organiser).post(f"claims/{claim.id}/decline/", {"reason": "Ei meille"}), 404, "not_found")
    refused(call(sipoo_organiser).post(f"claims/{claim.id}/end/", {"reason": "Ei meille"}), 404, "not_found")
    refused(call(sipoo_organiser).get(f"actors/{claim.actor_id}/"), 404, "not_found")


def test_declined_with_a_reason_and_decided_once(call, aino, porvoo_organiser, refused):
    claim = propose_actor(by=aino, draft=association(), message=MESSAGE)
    path = f"claims/{claim.id}/decline/"
    refused(call(porvoo_organiser).post(path, {"reason": "ei"}), 422, "invalid_input")
    assert call(porvoo_organiser).post(path, {"reason": "Emme löydä."}).json()["reason"] == "Emme löydä."
    refused(call(porvoo_organiser).post(path, {"reason": "Emme löydä."}), 409, "claim_decided")
    assert call(aino).get("me/claims/").json()["results"][0]["reason"] == "Emme löydä."


def test_members_change_what_is_said_of_it(call, aino, onni, porvoo_organiser, refused):
    claim = propose_actor(by=aino, draft=association(), message=MESSAGE)
    confirm_claim(by=porvoo_organiser, claim_id=claim.id)
    body = {**NEW, "website": "https://uusi.example/", "description": {"fi": "Melomme."}}
    body.pop("message")
    changed = call(aino).put(f"actors/{claim.actor_id}/", body).json()
    assert (changed["website"], changed["description"]) == ("https://uusi.example/", {"fi": "Melomme."})
    refused(call(onni).put(f"actors/{claim.actor_id}/", body), 403, "not_your_actor")
    again = call(onni).post(f"actors/{claim.actor_id}/claims/", {"message": MESSAGE})
    assert again.status_code == 201
    refused(call(onni).post(f"actors/{claim.actor_id}/claims/", {"message": MESSAGE}), 409, "actor_claimed")


def test_lists_take_few_queries(call, anyone, make_person, porvoo_organiser, count_queries):
    for number in range(5):
        person = make_person(f"Puhuja{number}")
        draft = association(name={"fi": f"Yhdistys {number} ry"}, business_id="")
        confirm_claim(by=porvoo_organiser, claim_id=propose_actor(by=person, draft=draft, message=MESSAGE).id)
    with count_queries() as counted:
        assert len(anyone.get("actors/").json()["results"]) == 5
    assert counted() <= 2
    staff = call(porvoo_organiser)
    with count_queries() as counted:
        assert len(staff.get("claims/").json()["results"]) == 5
    assert counted() <= 2 + 2 + 1  # the audit log
