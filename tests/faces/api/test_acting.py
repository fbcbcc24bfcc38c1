# SPDX-License-Identifier: EUPL-1.2
"""Identify and act in one call, and take part as a device where everyone may."""

import pytest
from django.test import Client

from backend.participation.discussion.models import Comment
from backend.participation.ideas.models import Idea
from backend.participation.participants.codes import identify_with_code, make_codes
from backend.participation.supports.models import Support
from backend.region.accounts.models import Account
from tests.faces.api.conftest import Caller

pytestmark = pytest.mark.django_db
WRONG = {"identification": {"code": "ABCD-EFGH-JKLM"}}
IDEA = {"title": "Uusi laituri", "text": "Laituri rantaan uimareille ja soutajille.", "category": "luonto"}


@pytest.fixture
def coded(make_campaign):
    return make_campaign("koodi", identifier="code")


@pytest.fixture
def new_code(porvoo_organiser):
    def make(campaign) -> str:
        return make_codes(by=porvoo_organiser, campaign_slug=campaign.slug, count=1, channel="letter").codes[0]

    return make


@pytest.fixture
def idea(coded, new_code, make_idea, make_person):
    author = make_person("Kirjoittaja")
    identify_with_code(account=author, campaign=coded, code=new_code(coded))
    return make_idea(coded, by=author)


@pytest.fixture
def open_to_all(make_campaign):
    return make_campaign("kaikki", identifier="device")


def device(call) -> dict[str, str]:
    answer = call().post("device/")
    assert answer.status_code == 201
    return {"X_Device": answer.json()["device"]}


def test_somebody_unknown_supports_with_a_code_and_is_signed_in_by_it(call, coded, idea, new_code, refused):
    code = new_code(coded)
    answer = call().post(f"ideas/{idea.id}/support/", {"identification": {"code": code}})
    assert (answer.status_code, answer.json()["supported"]) == (201, True)
    assert Support.objects.get().participant.kind == "code"
    session = {"X_Session_Token": answer["X-Session-Token"]}
    comment = Caller().post(f"ideas/{idea.id}/comments/", {"text": "Hyvä idea!"}, **session)
    assert comment.status_code == 201, comment.content
    assert Comment.objects.get().author_id == Support.objects.get().participant_id
    refused(call().post(f"ideas/{idea.id}/support/", {"identification": {"code": code}}), 409, "code_used")


def test_aino_supports_comments_and_proposes_each_with_her_code(call, aino, make_campaign, new_code, idea, coded):
    sent = {"identification": {"code": new_code(coded)}}
    assert call(aino).post(f"ideas/{idea.id}/support/", sent).status_code == 201
    assert call(aino).post(f"ideas/{idea.id}/comments/", {"text": "Hyvä!", **sent}).status_code == 201
    collecting = make_campaign("keraa", identifier="code", open_phase="collect")
    answer = call(aino).post("campaigns/keraa/ideas/", {**IDEA, "identification": {"code": new_code(collecting)}})
    assert answer.status_code == 201, answer.content
    assert Idea.objects.get(title="Uusi laituri").author.account == aino
    assert "X-Session-Token" not in answer


@pytest.mark.parametrize("act", ["support/", "comments/"])
def test_a_wrong_code_does_neither(call, aino, idea, refused, act):
    for asker in (call(), call(aino)):
        refused(asker.post(f"ideas/{idea.id}/{act}", {"text": "Hyvä!", **WRONG}), 422, "code_not_valid")
    assert (Support.objects.count(), Comment.objects.count()) == (0, 0)
    assert not Account.objects.filter(email=None).exists()


def test_what_the_act_refuses_leaves_the_code_unused(call, coded, idea, new_code, refused):
    sent = {"identification": {"code": new_code(coded)}}
    refused(call().post(f"ideas/{idea.id}/comments/", {"text": "", **sent}), 422, "invalid_input")
    assert call().post(f"ideas/{idea.id}/comments/", {"text": "Hyvä!", **sent}).status_code == 201


def test_tries_of_one_person_are_limited(call, aino, idea, refused):
    for _ in range(10):
        refused(call(aino).post(f"ideas/{idea.id}/support/", WRONG), 422, "code_not_valid")
    refused(call(aino).post(f"ideas/{idea.id}/support/", WRONG), 429, "too_many_tries")


def test_a_device_supports_comments_thanks_and_takes_back_where_everyone_may(call, onni, open_to_all, make_idea):
    idea, header = make_idea(open_to_all), device(call)
    answer = call().post(f"ideas/{idea.id}/support/", **header)
    assert (answer.status_code, answer.json()["supports"], answer.json()["unverified"]) == (201, 1, 1)
    assert call().post(f"ideas/{idea.id}/support/", **header).status_code == 200
    assert call().get(f"ideas/{idea.id}/", **header).json()["supported"] is True
    (listed,) = call().get("campaigns/kaikki/ideas/", **header).json()["results"]
    assert (listed["supported"], listed["unverified"]) == (True, 1)
    assert call().get(f"ideas/{idea.id}/").json()["supported"] is False
    comment = call(onni).post(f"ideas/{idea.id}/comments/", {"text": "Hei"}).json()
    assert call().post(f"comments/{comment['id']}/thanks/", **header).json()["thanks"] == 1
    assert call().post(f"ideas/{idea.id}/comments/", {"text": "Hyvä idea!"}, **header).status_code == 201
    assert call().delete(f"ideas/{idea.id}/support/", **header).json()["supports"] == 0
    assert Account.objects.filter(kind="device").count() == 1


def test_where_sign_in_is_asked_a_device_has_to_sign_in(call, campaign, make_idea, refused):
    idea = make_idea(campaign)
    refused(call().post(f"ideas/{idea.id}/support/", **device(call)), 403, "sign_in_first")
    refused(call().post(f"ideas/{idea.id}/support/"), 403, "sign_in_first")
    refused(call().post(f"ideas/{idea.id}/support/", X_Device="made-up"), 403, "sign_in_first")


def test_an_address_lets_in_only_so_many(call, open_to_all, make_idea, settings, refused):
    settings.DEVICES_AN_HOUR = 1
    idea = make_idea(open_to_all)
    assert call().post(f"ideas/{idea.id}/support/", **device(call)).status_code == 201
    spoofed = {**device(call), "X_Forwarded_For": "192.0.2.77"}
    refused(call().post(f"ideas/{idea.id}/support/", **spoofed), 429, "too_many_devices")


def test_the_cookie_of_a_browser_acts_only_with_the_token_against_forged_requests(open_to_all, make_idea):
    idea, browser = make_idea(open_to_all), Client(enforce_csrf_checks=True)
    page = browser.get(f"/ideas/{idea.id}/")
    secret = page.cookies["csrftoken"].value
    browser.post(f"/ideas/{idea.id}/support/", {"action": "give"}, headers={"X-CSRFToken": secret})
    assert Support.objects.count() == 1
    address = f"/api/v1/ideas/{idea.id}/support/"
    assert browser.delete(address).json()["code"] == "csrf_failed"
    assert Support.objects.count() == 1
    assert browser.delete(address, headers={"X-CSRFToken": secret}).status_code == 200
    assert Support.objects.count() == 0


def test_aino_takes_over_what_her_program_did(call, aino, open_to_all, make_idea, refused):
    idea, header = make_idea(open_to_all), device(call)
    call().post(f"ideas/{idea.id}/support/", **header)
    assert call(aino).post("me/device/", **header).json()["supports"] == 1
    assert Support.objects.get().participant.account == aino
    refused(call(aino).post("me/device/", **header), 404, "not_found")
    refused(call().post("me/device/", **header), 403, "sign_in_first")
