# SPDX-License-Identifier: EUPL-1.2
"""Who takes part, through the API: decided, uploaded, made, voided, identified, served at a desk."""

import pytest

from backend.participation.participants.models import Code
from backend.participation.supports.models import Support

pytestmark = pytest.mark.django_db
SIGNED_IN = {"propose": {"who": "signed_in"}}


@pytest.fixture
def coded(make_campaign):
    return make_campaign("koodi", identifier="code", conditions=SIGNED_IN)


def test_pirkko_decides_who_takes_part_in_a_draft(call, anyone, porvoo_organiser, make_campaign, refused):
    make_campaign("luonnos", published=False)
    decided = {
        "identifier": "strong",
        "conditions": {
            "support": {"who": "strong", "minimum_age": 16, "municipalities": ["porvoo", "sipoo"]},
            "comment": {"who": "signed_in"},
        },
    }
    answer = call(porvoo_organiser).put("campaigns/luonnos/participation/", decided)
    assert answer.status_code == 200, answer.content
    support = answer.json()["conditions"]["support"]
    assert (support["who"], support["minimum_age"], set(support["municipalities"])) == (
        "strong",
        16,
        {"porvoo", "sipoo"},
    )
    call(porvoo_organiser).post("campaigns/luonnos/publish/")
    shown = anyone.get("campaigns/luonnos/participation/").json()
    assert (shown["identifier"], shown["conditions"]["propose"]["who"]) == ("strong", "strong")
    assert anyone.get("campaigns/luonnos/").json()["identifier"] == "strong"
    refused(call(porvoo_organiser).put("campaigns/luonnos/participation/", decided), 409, "already_published")


def test_a_place_that_is_not_there_is_named(call, porvoo_organiser, make_campaign, refused):
    make_campaign("luonnos", published=False)
    sent = {"identifier": "account", "conditions": {"support": {"who": "signed_in", "municipalities": ["atlantis"]}}}
    body = refused(call(porvoo_organiser).put("campaigns/luonnos/participation/", sent), 422, "invalid_input")
    assert list(body["fields"]) == ["conditions.support.municipalities"]


def test_a_register_is_uploaded_and_its_bad_lines_are_named(call, porvoo_organiser, make_campaign, refused, aino):
    make_campaign("rekisteri", identifier="register", conditions=SIGNED_IN)
    client = call(porvoo_organiser).client
    path = "/api/v1/campaigns/rekisteri/register/"
    answer = client.put(path, "tunniste;syntymävuosi\nA1;1980\nA2;\n".encode("latin-1"), content_type="text/csv")
    assert answer.json() == {"rows": 2, "added": 2, "changed": 0, "removed": 0}
    body = refused(client.put(path, b"identifier\nA1\nA1\n", content_type="text/csv"), 422, "register_not_valid")
    assert list(body["fields"]) == ["line.3"]
    assert body["fields"]["line.3"].startswith("identifier_twice")
    sent = {"code": "a1", "birth_year": 1980}
    assert call(aino).post("campaigns/rekisteri/identification/", sent).json() == {"claimed": None}


def test_codes_are_made_told_once_used_and_voided(call, porvoo_organiser, aino, coded, make_idea, refused):
    idea = make_idea(coded)
    made = call(porvoo_organiser).post("campaigns/koodi/codes/", {"count": 2, "channel": "letter", "note": "Kirjeet"})
    assert made.status_code == 201
    first, second = made.json()["codes"]
    needed = refused(call(aino).post(f"ideas/{idea.id}/support/"), 403, "identification_needed")
    assert "koodi" in needed["message"]
    assert call(aino).post("campaigns/koodi/identification/", {"code": first}).status_code == 200
    assert call(aino).post(f"ideas/{idea.id}/support/").status_code == 201
    (batch,) = call(porvoo_organiser).get("campaigns/koodi/codes/").json()["results"]
    assert (batch["count"], batch["used"], batch["voided_at"]) == (2, 1, None)
    assert second not in str(batch)
    voided = call(porvoo_organiser).post(f"code-batches/{batch['id']}/void/")
    assert voided.json() == {"voided": 1}


def test_a_school_is_allowed_more(call, porvoo_organiser, make_campaign, refused):
    make_campaign("kaikki", identifier="device")
    officer, sent = call(porvoo_organiser), {"address": "192.0.2.0/24", "an_hour": 400, "note": "Keskuskoulu"}
    made = officer.post("campaigns/kaikki/allowances/", sent)
    assert made.status_code == 201
    assert officer.get("campaigns/kaikki/allowances/").json()["results"] == [{"id": made.json()["id"], **sent}]
    wrong = refused(officer.post("campaigns/kaikki/allowances/", {**sent, "address": "koulu"}), 422, "invalid_input")
    assert list(wrong["fields"]) == ["address"]
    assert officer.delete(f"allowances/{made.json()['id']}/").status_code == 204
    assert officer.get("campaigns/kaikki/allowances/").json()["results"] == []


def test_too_many_tries_are_answered_429(call, aino, coded, refused):
    for _ in range(10):
        refused(call(aino).post("campaigns/koodi/identification/", {"code": "ABCD-EFGH"}), 422, "code_not_valid")
    answer = call(aino).post("campaigns/koodi/identification/", {"code": "ABCD-EFGH"})
    refused(answer, 429, "too_many_tries")
    assert answer["Retry-After"]


def test_an_officer_serves_a_resident_who_claims_it_with_the_slip(call, porvoo_organiser, aino, campaign, idea):
    sent = {"act": "support", "idea": idea.id, "reason": "Ei omaa laitetta"}
    answer = call(porvoo_organiser).post(f"campaigns/{campaign.slug}/desk/", sent)
    assert answer.status_code == 201, answer.content
    slip = answer.json()["slip"]
    sent = {"act": "comment", "idea": idea.id, "text": "Hyvä idea!", "reason": "Ei omaa laitetta", "code": slip}
    assert call(porvoo_organiser).post(f"campaigns/{campaign.slug}/desk/", sent).json()["slip"] == ""
    claimed = call(aino).post(f"campaigns/{campaign.slug}/identification/", {"code": slip}).json()["claimed"]
    assert (claimed["supports"], claimed["comments"]) == (1, 1)
    assert Support.objects.get().participant.account == aino
    assert Code.objects.get().used_by == aino


def test_what_is_missing_at_the_desk_is_named(call, porvoo_organiser, campaign, refused):
    for sent, field in (({"act": "support"}, "idea"), ({"act": "propose"}, "draft")):
        answer = call(porvoo_organiser).post(f"campaigns/{campaign.slug}/desk/", {**sent, "reason": "Syy"})
        assert list(refused(answer, 422, "invalid_input")["fields"]) == [field]


def test_who_is_too_young_or_lives_elsewhere_reads_why(call, onni, make_campaign, make_idea, refused):
    idea = make_idea(make_campaign("rajattu", conditions={"support": {"who": "signed_in", "minimum_age": 30}}))
    body = refused(call(onni).post(f"ideas/{idea.id}/support/"), 422, "not_eligible")
    assert list(body["fields"]) == ["birth_year"]
