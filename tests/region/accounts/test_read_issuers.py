# SPDX-License-Identifier: EUPL-1.2
"""The list of issuers is checked before anything starts."""

import json

import pytest
from django.core.exceptions import ImproperlyConfigured

from backend.region.accounts.issuers import DataRequests, Issuer, read_issuers
from backend.region.places.codes import MUNICIPALITY_CODES
from backend.region.places.models import Municipality

PORVOO = {
    "key": "porvoo",
    "name": {"fi": "Porvoon kaupunki", "sv": "Borgå stad", "en": "City of Porvoo"},
    "url": "https://tunnistus.porvoo.example/realms/asukas",
    "client_id": "parvi",
    "client_secret_env": "ISSUER_PORVOO_SECRET",
    "municipality": "638",
    "claims": {"subject": "sub", "municipality": "kuntakoodi", "roles": ["realm_access", "roles"]},
    "assurance": {"loa": {"substantial": "strong", "low": "account"}},
    "roles": {"parvi-organiser": "organiser"},
}

REQUESTS = {
    "query_scope": "gdprquery",
    "delete_scope": "gdprdelete",
    "scopes": ["authorization", "permissions", "scopes"],
}


def read(*rows, production: bool = True) -> tuple[Issuer, ...]:
    return read_issuers(json.dumps(rows), secret_of=lambda _name: "s" * 16, production=production)


def test_an_issuer_of_a_municipality_is_read():
    (issuer,) = read(PORVOO)
    assert issuer.claims["roles"] == ("realm_access", "roles")
    assert (issuer.municipality, issuer.scopes, issuer.client_secret) == ("638", ("openid",), "s" * 16)
    assert issuer.all_hosts == {"tunnistus.porvoo.example"}


def test_requests_for_a_persons_data_are_strong_unless_it_is_said():
    (issuer,) = read({**PORVOO, "api_audiences": ["parvi-api"], "data_requests": REQUESTS})
    assert issuer.data_requests == DataRequests(
        "gdprquery", "gdprdelete", ("authorization", "permissions", "scopes"), "strong"
    )
    weak = {**PORVOO, "assurance": {}, "api_audiences": ["parvi-api"]}
    (issuer,) = read({**weak, "data_requests": {**REQUESTS, "assurance": "account", "scopes": "scope"}})
    assert (issuer.data_requests.scopes, issuer.data_requests.assurance) == (("scope",), "account")
    assert read(PORVOO)[0].data_requests is None


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"url": "http://tunnistus.porvoo.example"}, "https"),
        ({"url": "http://127.0.0.1:8130"}, "https"),
        ({"url": "https://a@tunnistus.example"}, "url"),
        ({"municipality": "999"}, "not the code"),
        ({"claims": {}}, "claims.subject is missing"),
        ({"claims": {"subject": "sub"}}, "claims.roles is missing"),
        ({"claims": {"subject": "sub", "name": "name"}}, "no other is read"),
        ({"claims": {"subject": []}}, "claims.subject"),
        ({"municipality": ""}, "own issuer only"),
        ({"roles": {"boss": "king"}}, "roles must map"),
        ({"assurance": {"acr": {"high": "very"}}}, "assurance.acr"),
        ({"assurance": {"acr": "high"}}, "assurance.acr"),
        ({"name": {"fi": "Porvoo"}}, "fi, sv and en"),
        ({"key": "Porvoo!"}, "key"),
        ({"scopes": ["profile"]}, "openid"),
        ({"api_audiences": ["parvi"]}, "client_id"),
        ({"secret": "in the file"}, "not a field"),
        ({"internal": "yes"}, "true or false"),
        ({"client_id": ""}, "client_id is missing"),
        ({"data_requests": ["gdprquery"]}, "data_requests must be an object"),
        ({"data_requests": {**REQUESTS, "scope": "x"}}, "data_requests.scope is not a field"),
        ({"data_requests": {**REQUESTS, "query_scope": ""}}, "data_requests.query_scope must be one word"),
        ({"data_requests": {**REQUESTS, "delete_scope": "a b"}}, "data_requests.delete_scope must be one word"),
        ({"data_requests": {**REQUESTS, "delete_scope": "gdprquery"}}, "another one than query_scope"),
        ({"data_requests": {**REQUESTS, "scopes": []}}, "data_requests.scopes must be"),
        ({"data_requests": {**REQUESTS, "assurance": "none"}}, "must be account or strong"),
        ({"data_requests": REQUESTS, "assurance": {}}, "no value of assurance of this issuer gives"),
        ({"data_requests": REQUESTS}, "needs api_audiences"),
    ],
)
def test_a_weak_or_wrong_issuer_is_refused_by_name(change, says):
    with pytest.raises(ImproperlyConfigured, match=r"'porvoo'|'Porvoo!'") as refused:
        read(PORVOO | change)
    assert says in str(refused.value)


def test_the_loopback_address_is_for_development_only():
    (issuer,) = read(PORVOO | {"url": "http://127.0.0.1:8130"}, production=False)
    assert issuer.url == "http://127.0.0.1:8130"
    with pytest.raises(ImproperlyConfigured):
        read(PORVOO | {"url": "http://tunnistus.porvoo.example"}, production=False)


def test_a_secret_is_long_and_outside_the_file():
    with pytest.raises(ImproperlyConfigured, match="16 characters"):
        read_issuers(json.dumps([PORVOO]), secret_of=lambda _name: "short", production=True)


@pytest.mark.parametrize("text", ["{", "{}", "[1]"])
def test_what_is_no_list_is_refused(text):
    with pytest.raises(ImproperlyConfigured):
        read_issuers(text, secret_of=str, production=False)


def test_two_issuers_differ():
    with pytest.raises(ImproperlyConfigured, match="same key"):
        read(PORVOO, PORVOO | {"url": "https://other.example"})
    with pytest.raises(ImproperlyConfigured, match="same url"):
        read(PORVOO, PORVOO | {"key": "other"})


def test_the_codes_are_those_of_the_database(db):
    assert set(Municipality.objects.values_list("code", flat=True)) == MUNICIPALITY_CODES
