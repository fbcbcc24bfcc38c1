# SPDX-License-Identifier: EUPL-1.2
"""Connecting an issuer to one's account, and taking it off again."""

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount

from backend.participation.participants.models import Identification
from backend.region.accounts.models import Account, Assertion, Role

pytestmark = pytest.mark.django_db
PAGE = "/accounts/issuers/"


@pytest.fixture
def issuers(identity_provider, settings):
    settings.ISSUERS = (identity_provider.issuer(), identity_provider.issuer("region", ""))
    return settings.ISSUERS


@pytest.fixture
def signed_in(client, aino):
    EmailAddress.objects.create(user=aino, email=aino.email, verified=True, primary=True)
    client.force_login(aino)
    return client


def test_an_identity_joins_the_account_and_signs_it_in_later(identity_provider, issuers, signed_in, aino):
    identity_provider.person("eeva", kuntakoodi="638", hetu="030281-999X", loa="high")
    answer = identity_provider.sign_in(signed_in, "eeva", process="connect")
    assert answer["Location"] == PAGE
    page = signed_in.get(PAGE).content.decode()
    assert page.count("Tunnistus porvoo") == 2, "on the account, and to connect"
    assert Identification.objects.get().account == aino
    signed_in.logout()
    identity_provider.sign_in(signed_in, "eeva")
    assert signed_in.session["_auth_user_id"] == str(aino.pk)
    assert Account.objects.count() == 1


def test_an_identity_of_another_account_is_refused_clearly(identity_provider, issuers, client, signed_in, aino):
    identity_provider.person("eeva", hetu="030281-999X", loa="high")
    identity_provider.sign_in(type(client)(), "eeva")
    identity_provider.sign_in(signed_in, "eeva", process="connect")
    assert "toiseen tiliin" in signed_in.get(PAGE).content.decode()
    assert not SocialAccount.objects.filter(user=aino).exists()
    assert not Assertion.objects.filter(account=aino).exists()
    assert not Identification.objects.filter(account=aino).exists()


def test_another_persons_identity_is_refused(identity_provider, issuers, signed_in, aino):
    identity_provider.person("eeva", hetu="030281-999X", loa="high")
    identity_provider.person("ida", hetu="010190-999Y", loa="high")
    identity_provider.sign_in(signed_in, "eeva", process="connect")
    identity_provider.sign_in(signed_in, "ida", "region", process="connect")
    assert list(SocialAccount.objects.filter(user=aino).values_list("provider", flat=True)) == ["porvoo"]
    assert Assertion.objects.get().issuer == "porvoo"
    identity_provider.person("oiva")
    identity_provider.sign_in(signed_in, "oiva", process="connect")
    assert SocialAccount.objects.count() == 1, "one identity of an issuer"


def test_the_same_person_may_connect_two_issuers(identity_provider, issuers, signed_in, aino):
    identity_provider.person("eeva", hetu="030281-999x ", loa="high")
    identity_provider.sign_in(signed_in, "eeva", process="connect")
    identity_provider.sign_in(signed_in, "eeva", "region", process="connect")
    assert SocialAccount.objects.filter(user=aino).count() == 2
    assert Identification.objects.count() == 1


def test_what_is_taken_off_takes_its_facts_and_roles_along(identity_provider, issuers, signed_in, aino):
    identity_provider.person("eeva", realm_access={"roles": ["staff"]})
    identity_provider.sign_in(signed_in, "eeva", process="connect")
    assert Role.objects.filter(account=aino).exists()
    identity = SocialAccount.objects.get()
    answer = signed_in.post(PAGE, {"account": identity.pk}, follow=True)
    assert "Poistettu tililtäsi." in answer.content.decode()
    assert not SocialAccount.objects.exists()
    assert not Assertion.objects.exists()
    assert not Role.objects.exists()


def test_an_issuer_that_is_gone_can_be_taken_off(identity_provider, issuers, signed_in, aino, settings):
    identity_provider.person("eeva")
    identity_provider.sign_in(signed_in, "eeva", process="connect")
    settings.ISSUERS = ()
    assert "porvoo" in signed_in.get(PAGE).content.decode()
    signed_in.post(PAGE, {"account": SocialAccount.objects.get().pk})
    assert not SocialAccount.objects.exists()


def test_the_last_way_in_stays(identity_provider, issuers, client):
    identity_provider.person("eeva")
    identity_provider.sign_in(client, "eeva")
    answer = client.post(PAGE, {"account": SocialAccount.objects.get().pk})
    assert "error_1_id_account" in answer.content.decode() or "errs" in answer.content.decode()
    assert SocialAccount.objects.exists()


def test_nobody_takes_off_somebody_elses(identity_provider, issuers, client, signed_in):
    identity_provider.person("eeva")
    identity_provider.sign_in(type(client)(), "eeva")
    signed_in.post(PAGE, {"account": SocialAccount.objects.get().pk})
    assert SocialAccount.objects.exists()


def test_the_sign_in_page_names_the_issuers_the_regions_first(issuers, client):
    page = client.get("/accounts/login/?next=/campaigns/").content.decode()
    assert page.index("Tunnistus region") < page.index("Tunnistus porvoo")
    assert "/accounts/oidc/region/login/?next=%2Fcampaigns%2F" in page


def test_an_account_without_an_address_has_its_pages(identity_provider, issuers, client):
    identity_provider.person("eeva")
    identity_provider.sign_in(client, "eeva")
    for page in ("/you/", "/accounts/email/", PAGE, "/accounts/password/change/", "/api/v1/me/"):
        answer = client.get(page, follow=True)
        assert answer.status_code == 200, page
        assert "None" not in answer.content.decode().replace('"None"', ""), page
    assert client.get("/api/v1/me/").json()["email"] is None
