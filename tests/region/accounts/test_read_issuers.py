# SPDX-License-Identifier: EUPL-1.2
"""The list of issuers is checked before anything starts."""

import json

import pytest
from django.core.exceptions import ImproperlyConfigured

from backend.region.accounts.issuers import Issuer, read_issuers
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


def read(*rows, production: bool = True) -> tuple[Issuer, ...]:
    return read_issuers(json.dumps(rows), secret_of=lambda _name: "s" * 16, production=production)


def test_an_issuer_of_a_municipality_is_read():
    (issuer,) = read(PORVOO)
    assert issuer.claims["roles"] == ("realm_access", "roles")
    assert (issuer.municipality, issuer.scopes, issuer.client_secret) == ("638", ("openid",), "s" * 16)
    assert issuer.all_hosts == {"tunnistus.porvoo.example"}


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
