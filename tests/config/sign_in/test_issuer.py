# SPDX-License-Identifier: EUPL-1.2
"""Signing in at an issuer: a real provider, real tokens, over HTTP."""

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken

from backend.region.accounts.models import Account, Assertion
from backend.region.accounts.selectors import asserted_facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def issuers(identity_provider, settings):
    """Porvoo's issuer and one for the whole region."""
    settings.ISSUERS = (identity_provider.issuer(), identity_provider.issuer("region", ""))
    return settings.ISSUERS


def signed_in(client) -> Account | None:
    return Account.objects.filter(pk=client.session.get("_auth_user_id")).first()


def test_signing_in_makes_an_account_and_the_next_time_finds_it(identity_provider, issuers, client):
    eeva = identity_provider.person(
        "eeva",
        email="eeva@porvoo.example",
        email_verified=True,
        name="Eeva Esimerkki",
        birthdate="1981-02-03",
        kuntakoodi="638",
        amr=["bank"],
        hetu="030281-999X",
    )
    answer = identity_provider.sign_in(client, eeva, next="/campaigns/")
    assert (answer.status_code, answer["Location"]) == (302, "/campaigns/")
    account = signed_in(client)
    assert (account.email, account.municipality.slug) == ("eeva@porvoo.example", "porvoo")
    facts = asserted_facts(account)
    assert (str(facts.birth_date), facts.assurance) == ("1981-02-03", "strong")
    client.logout()
    identity_provider.sign_in(client, eeva)
    assert signed_in(client) == account
    assert Account.objects.count() == SocialAccount.objects.count() == Assertion.objects.count() == 1


def test_neither_name_nor_identifier_nor_token_is_kept(identity_provider, issuers, client):
    identity_provider.person("eeva", name="Eeva Esimerkki", hetu="030281-999X", loa="high")
    identity_provider.sign_in(client, "eeva")
    kept = SocialAccount.objects.get()
    assert (kept.extra_data, SocialToken.objects.exists()) == ({}, False)
    assert "Eeva" not in str(vars(signed_in(client)))
    assert not [value for value in client.session.values() if "030281" in str(value) or "Esimerkki" in str(value)]


def test_the_same_address_does_not_join_accounts(identity_provider, issuers, client, aino):
    EmailAddress.objects.create(user=aino, email=aino.email, verified=True, primary=True)
    identity_provider.person("eeva", email="AINO@example.org", email_verified=True)
    identity_provider.sign_in(client, "eeva")
    made = signed_in(client)
    assert made is not None
    assert made != aino
    assert made.email is None
    assert not EmailAddress.objects.filter(user=made).exists()
    client.logout()
    identity_provider.sign_in(client, "eeva", "region")
    assert signed_in(client) not in {made, aino, None}, "nor does the same subject at another issuer"


def test_a_municipalitys_issuer_does_not_speak_for_another(identity_provider, issuers, client):
    identity_provider.person("eeva", kuntakoodi="753")
    identity_provider.sign_in(client, "eeva")
    assert asserted_facts(signed_in(client)).municipality_id is None
    client.logout()
    identity_provider.sign_in(client, "eeva", "region")
    assert signed_in(client).municipality.slug == "sipoo"


def test_roles_come_and_go_with_the_claim(identity_provider, issuers, client):
    identity_provider.person("eeva", realm_access={"roles": ["staff"]})
    identity_provider.sign_in(client, "eeva")
    assert client.get("/manage/").status_code == 200
    client.logout()
    identity_provider.person("eeva")
    identity_provider.sign_in(client, "eeva")
    assert client.get("/manage/").status_code == 403


@pytest.mark.parametrize(
    "fault",
    ["none", "hmac", "tampered", "foreign_key", "audience", "expired", "issuer", "no_subject", "somebody_else"],
)
def test_a_bad_token_signs_nobody_in(identity_provider, issuers, client, fault):
    identity_provider.person("eeva")
    identity_provider.tell(fault=fault)
    answer = identity_provider.sign_in(client, "eeva")
    assert answer.status_code == 401
    assert signed_in(client) is None
    assert not Account.objects.exists()


@pytest.mark.parametrize("fault", ["away", "redirect"])
def test_an_issuer_that_does_not_answer_is_said(identity_provider, issuers, client, fault):
    identity_provider.person("eeva")
    identity_provider.tell(fault=fault)
    answer = identity_provider.sign_in(client, "eeva")
    assert answer.status_code == 503
    assert answer["Retry-After"]


def test_an_issuer_that_is_away_is_said_before_the_person_leaves(identity_provider, settings, client):
    settings.ISSUERS = (identity_provider.issuer(url="http://127.0.0.1:9"),)
    answer = client.get("/accounts/oidc/porvoo/login/")
    assert answer.status_code == 503
    assert "Tunnistus porvoo" in answer.content.decode()


def test_an_unknown_issuer_is_not_found(issuers, client):
    assert client.get("/accounts/oidc/nobody/login/").status_code == 404
    assert client.get("/accounts/oidc/nobody/login/callback/").status_code == 404


def test_a_callback_that_nobody_began_signs_nobody_in(issuers, client):
    answer = client.get("/accounts/oidc/porvoo/login/callback/", {"code": "x", "state": "y"})
    assert (answer.status_code, signed_in(client)) == (401, None)


def test_a_callback_belongs_to_the_browser_that_began(identity_provider, issuers, client):
    identity_provider.person("eeva")
    begun = client.get("/accounts/oidc/porvoo/login/")
    back = identity_provider.consent(begun["Location"], "eeva").removeprefix("http://testserver")
    stranger = type(client)()
    assert stranger.get(back).status_code == 401
    assert signed_in(stranger) is None


def test_whoever_changes_their_mind_is_told_so(identity_provider, issuers, client):
    begun = client.get("/accounts/oidc/porvoo/login/")
    state = begun["Location"].partition("state=")[2].partition("&")[0]
    answer = client.get(
        "/accounts/oidc/porvoo/login/callback/", {"error": "access_denied", "state": state}, follow=True
    )
    assert answer.redirect_chain
    assert signed_in(client) is None


@pytest.mark.parametrize(
    ("headers", "query", "goes"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, {}, False),
        ({"Sec-Fetch-Site": "same-site"}, {}, False),
        ({"Sec-Fetch-Site": "none"}, {}, True),
        ({}, {}, True),
        ({}, {"process": "connect"}, False),
        ({"Referer": "https://evil.example/"}, {}, False),
        ({"Referer": "http://testserver/accounts/issuers/"}, {"process": "connect"}, True),
    ],
)
def test_another_site_cannot_send_somebody_to_the_issuer(issuers, client, headers, query, goes):
    answer = client.get("/accounts/oidc/porvoo/login/", query, headers=headers)
    assert answer.status_code == (302 if goes else 200)


def test_what_an_address_says_is_not_passed_on(issuers, client):
    address = client.get("/accounts/oidc/porvoo/login/?scope=admin&auth_params=prompt%3Dnone")["Location"]
    assert "admin" not in address
    assert "prompt" not in address
    assert "code_challenge_method=S256" in address


def test_signing_in_changes_the_session(identity_provider, issuers, client):
    identity_provider.person("eeva")
    client.get("/accounts/oidc/porvoo/login/")
    before = client.session.session_key
    identity_provider.sign_in(client, "eeva")
    assert client.session.session_key != before


def test_a_closed_account_stays_closed(identity_provider, issuers, client):
    identity_provider.person("eeva")
    identity_provider.sign_in(client, "eeva")
    Account.objects.update(is_active=False)
    client.logout()
    identity_provider.sign_in(client, "eeva")
    assert signed_in(client) is None
