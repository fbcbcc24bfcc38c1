# SPDX-License-Identifier: EUPL-1.2
"""Programs that bring an access token of an issuer."""

import time

import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa

from backend.region.accounts.models import Account, Assertion
from backend.region.accounts.selectors import asserted_facts
from tests.identity_provider.forgery import token_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def issuers(identity_provider, settings):
    settings.ISSUERS = (identity_provider.issuer(),)
    return settings.ISSUERS


def with_token(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_an_access_token_of_the_real_provider_acts(identity_provider, issuers, anyone, idea):
    identity_provider.person("eeva", kuntakoodi="638", birthdate="1981-02-03", loa="high")
    token = identity_provider.access_token("eeva")["access_token"]
    answer = anyone.post(f"ideas/{idea.id}/support/", **with_token(token))
    assert (answer.status_code, answer.json()["supports"]) == (201, 1)
    me = anyone.get("me/", **with_token(token)).json()
    assert (me["email"], me["municipality"]) == (None, "porvoo")
    account = SocialAccount.objects.get().user
    assert asserted_facts(account).assurance == "strong"


def test_page_and_token_are_one_account(identity_provider, issuers, anyone, client):
    identity_provider.person("eeva")
    identity_provider.sign_in(client, "eeva")
    token = identity_provider.access_token("eeva")["access_token"]
    me = anyone.get("me/", **with_token(token)).json()
    assert me["pseudonym"] == Account.objects.get(pk=client.session["_auth_user_id"]).pseudonym
    assert Account.objects.count() == 1


def test_an_identity_token_does_not_open_the_api(identity_provider, issuers, anyone, refused):
    identity_provider.person("eeva")
    token = identity_provider.access_token("eeva")["id_token"]
    refused(anyone.get("me/", **with_token(token)), 401, "token_invalid")


def test_the_first_use_makes_the_account_and_an_hour_later_it_is_told_again(
    identity_provider, issuers, anyone, count_queries
):
    anyone.get("me/", **with_token(token_of(identity_provider)))
    with count_queries() as counted:
        assert anyone.get("me/", **with_token(token_of(identity_provider))).status_code == 200
    assert counted() <= 5, "identity, the database's clock, and what the page asks"
    said = Assertion.objects.get().asserted_at
    Assertion.objects.update(asserted_at=said.replace(year=2020))
    anyone.get("me/", **with_token(token_of(identity_provider)))
    assert Assertion.objects.get().asserted_at > said
    assert Account.objects.count() == 1


OTHER = rsa.generate_private_key(65537, 2048)


@pytest.mark.parametrize(
    "change",
    [
        {"aud": "somebody-else"},
        {"aud": None},
        {"aud": ["parvi-api", "other"], "azp": "other"},
        {"iss": "https://evil.example"},
        {"iss": None},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "a\x00b"},
        {"exp": None},
        {"exp": "soon"},
        {"exp": 1e400},
        {"nbf": 4_000_000_000},
        {"iat": 4_000_000_000},
        {"key": OTHER},
        {"key": "x" * 32, "algorithm": "HS256"},
        {"key": "", "algorithm": "none"},
        {"algorithm": "RS512"},
        {"algorithm": "PS256"},
        {"header": {"kid": "unknown"}},
        {"header": {"typ": "logout+jwt"}},
        {"padding": "x" * 20_000},
    ],
    ids="-".join,
)
def test_a_token_that_is_not_for_us_is_refused(identity_provider, issuers, anyone, refused, change):
    answer = anyone.get("me/", **with_token(token_of(identity_provider, **change)))
    refused(answer, 401, "token_invalid")
    assert answer["WWW-Authenticate"].startswith('Bearer realm="api", error="invalid_token"')
    assert answer["Cache-Control"] == "no-store"
    assert not Account.objects.exists()


@pytest.mark.parametrize(
    "header",
    ["Bearer", "Bearer ", "Bearer x", "bearer a.b.c", "Bearer \u00e4", "Bearer eyJhbGciOiJub25lIn0.e30.", "Bearer a b"],
)
def test_what_is_no_token_is_refused(issuers, anyone, refused, header):
    refused(anyone.get("campaigns/", Authorization=header), 401, "token_invalid")


def test_deep_json_is_refused(issuers, anyone, refused):
    import base64  # noqa: PLC0415

    deep = base64.urlsafe_b64encode(b"[" * 8000).rstrip(b"=").decode()
    refused(anyone.get("me/", **with_token(f"eyJhbGciOiJub25lIn0.{deep}.")), 401, "token_invalid")


def test_a_token_is_valid_half_a_minute_longer_than_it_says(identity_provider, issuers, anyone, refused):
    late = token_of(identity_provider, exp=int(time.time()) - 20)
    assert anyone.get("me/", **with_token(late)).status_code == 200
    refused(
        anyone.get("me/", **with_token(token_of(identity_provider, exp=int(time.time()) - 100))), 401, "token_expired"
    )


def test_a_bad_token_beside_a_good_session_is_refused(issuers, call, aino, refused):
    refused(call(aino).get("me/", **with_token("x")), 401, "token_invalid")


def test_an_issuer_without_api_audience_opens_nothing(identity_provider, settings, anyone, refused):
    settings.ISSUERS = (identity_provider.issuer(api_audiences=()),)
    refused(anyone.get("me/", **with_token(token_of(identity_provider))), 401, "token_invalid")


def test_an_issuer_that_is_away_means_try_later(identity_provider, settings, anyone, refused):
    settings.ISSUERS = (identity_provider.issuer(key="gone", url="http://127.0.0.1:9"),)
    answer = anyone.get("me/", **with_token(token_of(identity_provider, iss="http://127.0.0.1:9")))
    refused(answer, 503, "try_later")
    assert answer["Retry-After"]


def test_a_closed_account_stays_closed(identity_provider, issuers, anyone, refused):
    anyone.get("me/", **with_token(token_of(identity_provider)))
    Account.objects.update(is_active=False)
    refused(anyone.get("me/", **with_token(token_of(identity_provider))), 401, "token_invalid")


def test_other_ways_are_untouched(issuers, anyone, call, aino, refused):
    assert anyone.get("campaigns/", Authorization="Basic YTpi").status_code == 200
    assert call(aino).get("me/").status_code == 200
    refused(anyone.get("me/"), 403, "sign_in_first")
