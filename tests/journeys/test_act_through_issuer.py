# SPDX-License-Identifier: EUPL-1.2
"""An act first, a real OpenID Connect provider last: what was kept survives the way there and back, and counts once."""

import pytest

from backend.participation.assistance.models import KeptAct
from backend.participation.participants.models import Participant
from backend.participation.supports.models import Support
from backend.region.accounts.models import Account

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(identity_provider, settings):
    """The provider as Porvoo's issuer; Eeva has a bank code there."""
    settings.ISSUERS = (identity_provider.issuer(),)
    identity_provider.person("eeva", kuntakoodi="638", birthdate="1981-02-03", hetu="030281-999X", loa="high")
    return identity_provider


@pytest.fixture
def idea(make_idea, campaign):
    """An idea whose author has been made already."""
    return make_idea(campaign)


def support(client, idea) -> str:
    """Tap the button; where the page leads."""
    return client.post(f"/ideas/{idea.id}/support/")["Location"]


def follow(client, answer):
    """Go where the answer leads, to the end."""
    return client.get(answer["Location"], follow=True)


def test_a_support_survives_the_way_and_counts_once(client, idea, provider):
    page = client.get(support(client, idea)).content.decode()
    assert "/accounts/oidc/porvoo/login/?next=" in page
    assert (Support.objects.count(), KeptAct.objects.count()) == (0, 1)
    shown = follow(client, provider.sign_in(client, "eeva", next=f"/ideas/{idea.id}/"))
    assert shown.status_code == 200
    assert (Support.objects.count(), KeptAct.objects.count()) == (1, 0)
    follow(client, provider.sign_in(client, "eeva", next=f"/ideas/{idea.id}/"))
    client.get("/kept/", follow=True)
    assert Support.objects.count() == 1


def test_a_wrong_way_a_back_button_and_a_second_try(client, idea, provider):
    support(client, idea)
    begun = client.get("/accounts/oidc/porvoo/login/")["Location"]
    state = begun.partition("state=")[2].partition("&")[0]
    client.get("/accounts/oidc/porvoo/login/callback/", {"error": "access_denied", "state": state})
    assert client.get("/accounts/oidc/porvoo/login/callback/", {"code": "x", "state": "made-up"}).status_code == 401
    for fault, status in (("tampered", 401), ("away", 503)):
        provider.tell(fault=fault)
        assert provider.sign_in(client, "eeva").status_code == status
    provider.tell(fault="")
    assert (Support.objects.count(), KeptAct.objects.count()) == (0, 1)
    support(client, idea)  # back, and the same tap again
    back = provider.consent(client.get("/accounts/oidc/porvoo/login/")["Location"], "eeva")
    follow(client, client.get(back.removeprefix("http://testserver")))
    assert client.get(back.removeprefix("http://testserver")).status_code == 401, "a callback works once"
    assert (Support.objects.count(), KeptAct.objects.count()) == (1, 0)


@pytest.fixture
def strong_idea(make_idea, make_campaign):
    """An idea of a campaign that counts people by strong identification."""
    strong = make_campaign("vahva", identifier="strong", conditions={"propose": {"who": "signed_in"}})
    return make_idea(strong, "Silta joen yli")


def test_a_campaign_that_asks_for_strong_identification(client, strong_idea, provider, aino):
    idea = strong_idea
    client.force_login(aino)
    leads = support(client, idea)
    assert "identify" in leads
    assert Support.objects.count() == 0
    shown = follow(client, provider.sign_in(client, "eeva", process="connect", next=f"/ideas/{idea.id}/"))
    assert shown.status_code == 200
    assert (Support.objects.count(), KeptAct.objects.count()) == (1, 0)
    assert Participant.objects.get(account=aino).kind == "strong"
    assert not Account.objects.filter(email__isnull=True).exists(), "no second account was made"


def test_one_person_with_two_accounts_counts_once(client, strong_idea, provider, settings):
    idea = strong_idea
    settings.ISSUERS = (*settings.ISSUERS, provider.issuer("region", ""))
    for key in ("porvoo", "region"):
        browser = type(client)()
        support(browser, idea)
        follow(browser, provider.sign_in(browser, "eeva", key))
    assert Support.objects.count() == 1
