# SPDX-License-Identifier: EUPL-1.2
"""What an issuer says of a person is kept as far as it may speak."""

import datetime

import pytest

from backend.region.accounts.claims import ClaimsRefused, read_claims
from backend.region.accounts.issuers import Issuer
from backend.region.accounts.models import Assertion, Role
from backend.region.accounts.selectors import asserted_facts, rights_of
from backend.region.accounts.services import give_role, note_assertion
from backend.region.places.models import Municipality

NAME = {"fi": "Tunnistus", "sv": "Identifiering", "en": "Identification"}
CLAIMS = {
    "subject": ("sub",),
    "national_identifier": ("hetu",),
    "birth_date": ("birthdate",),
    "birth_year": ("born",),
    "municipality": ("kuntakoodi",),
    "email": ("email",),
    "roles": ("realm", "roles"),
}
PORVOO = Issuer(
    key="porvoo",
    name=NAME,
    url="https://porvoo.example",
    client_id="parvi",
    client_secret="",
    municipality="638",
    claims=CLAIMS,
    assurance={"amr": {"pwd": "account", "bank": "strong"}, "loa": {"0": "none", "high": "strong"}},
    roles={"staff": "organiser", "watch": "evaluator"},
)
REGION = Issuer(
    key="region",
    name=NAME,
    url="https://region.example",
    client_id="parvi",
    client_secret="",
    municipality="",
    claims=CLAIMS,
    assurance={"acr": {"loa3": "strong"}},
)


def note(account, issuer, **claims):
    return note_assertion(account=account, issuer=issuer, asserted=read_claims(issuer, {"sub": "1", **claims}))


def porvoo() -> Municipality:
    return Municipality.objects.get(code="638")


def test_residence_and_age_of_the_issuers_own_resident(make_person):
    eeva = make_person("Eeva", municipality="")
    note(eeva, PORVOO, kuntakoodi="638", birthdate="1981-02-03", amr=["pwd", "bank"])
    facts = asserted_facts(eeva)
    assert facts.municipality_id == eeva.municipality_id == porvoo().id
    assert (facts.birth_date, facts.birth_year, facts.assurance) == (datetime.date(1981, 2, 3), 1981, "strong")


def test_an_issuer_does_not_speak_for_another_municipality(make_person):
    eeva = make_person("Eeva", municipality="")
    note(eeva, PORVOO, kuntakoodi="753")
    assert (asserted_facts(eeva).municipality_id, eeva.municipality_id) == (None, None)
    note(eeva, REGION, kuntakoodi="753")
    assert asserted_facts(eeva).municipality_id == Municipality.objects.get(code="753").id


def test_moving_away_ends_the_asserted_residence_and_silence_does_not(aino):
    note(aino, PORVOO, kuntakoodi=638, birthdate="1981-02-03")
    note(aino, PORVOO)
    assert asserted_facts(aino).municipality_id == porvoo().id
    assert asserted_facts(aino).birth_year == 1981
    note(aino, PORVOO, kuntakoodi="091")
    assert asserted_facts(aino).municipality_id is None
    assert Assertion.objects.count() == 1


def test_what_the_person_said_of_their_home_stays(onni):
    before = onni.municipality_id
    note(onni, PORVOO, kuntakoodi="638")
    assert onni.municipality_id == before


def test_identification_lasts(aino):
    note(aino, PORVOO, amr=["bank"])
    note(aino, PORVOO, amr=["pwd"])
    note(aino, REGION, acr="loa1")
    assert asserted_facts(aino).assurance == "strong"


@pytest.mark.parametrize(
    ("claims", "assurance"),
    [
        ({}, "account"),
        ({"loa": 0}, "none"),
        ({"loa": "high", "amr": "pwd"}, "strong"),
        ({"amr": [{"a": 1}]}, "account"),
    ],
)
def test_assurance_is_the_strongest_that_the_map_knows(claims, assurance):
    assert read_claims(PORVOO, {"sub": "1", **claims}).assurance == assurance


def test_the_national_identifier_counts_only_where_the_person_was_strongly_identified():
    hetu = " 131052-308t "
    assert read_claims(PORVOO, {"sub": "1", "hetu": hetu, "amr": ["pwd"]}).identifier == ""
    assert read_claims(PORVOO, {"sub": "1", "hetu": hetu, "loa": "high"}).identifier == "131052-308T"


def test_an_address_counts_only_where_the_issuer_has_confirmed_it():
    assert read_claims(PORVOO, {"sub": "1", "email": "eeva@porvoo.example"}).email == ""
    assert read_claims(PORVOO, {"sub": "1", "email": "e@p.example", "email_verified": "true"}).email == ""
    assert read_claims(PORVOO, {"sub": "1", "email": "e@p.example", "email_verified": True}).email == "e@p.example"


@pytest.mark.parametrize("sub", [None, "", " ", [], {"a": 1}, True, "x" * 192, "a\x00b", "\ud800"])
def test_without_a_subject_nobody_signed_in(sub):
    with pytest.raises(ClaimsRefused):
        read_claims(PORVOO, {"sub": sub})


def test_odd_values_are_no_facts():
    read = read_claims(PORVOO, {"sub": 7, "birthdate": "yesterday", "born": "81", "kuntakoodi": "Porvoo", "realm": 1})
    assert (read.subject, read.birth_date, read.birth_year, read.municipality, read.roles) == (
        "7",
        None,
        None,
        "",
        None,
    )


def test_roles_are_of_the_issuers_own_municipality_and_end_with_the_claim(aino):
    give_role(account=aino, kind="moderator", municipality=porvoo())
    give_role(account=aino, kind="organiser", municipality=Municipality.objects.get(code="753"))
    note(aino, PORVOO, realm={"roles": ["staff", "watch", "unknown"]})
    assert rights_of(aino).held == {
        ("moderator", porvoo().id),
        ("organiser", porvoo().id),
        ("evaluator", porvoo().id),
        ("organiser", Municipality.objects.get(code="753").id),
    }
    note(aino, PORVOO, realm={"roles": ["watch"]})
    assert not Role.objects.filter(account=aino, kind="organiser", municipality=porvoo()).exists()
    note(aino, PORVOO)
    assert Role.objects.filter(account=aino, kind="evaluator").exists(), "a token without the claim says nothing"
    note(aino, PORVOO, realm={"roles": []})
    assert set(Role.objects.filter(account=aino).values_list("kind", "issuer")) == {
        ("moderator", ""),
        ("organiser", ""),
    }


def test_a_region_wide_issuer_gives_no_roles(aino):
    note(aino, REGION, realm={"roles": ["staff"]})
    assert not Role.objects.filter(account=aino).exists()


def test_many_accounts_have_no_address(make_person):
    first, second = (make_person(name) for name in ("Eeva", "Ida"))
    for account in (first, second):
        account.email = ""
        account.save()
        account.refresh_from_db()
        assert account.email is None
