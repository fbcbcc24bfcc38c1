# SPDX-License-Identifier: EUPL-1.2
"""Municipalities and spearheads, and asking again with an ETag."""

import pytest

pytestmark = pytest.mark.django_db


def test_all_26_municipalities_in_three_languages(anyone):
    answer = anyone.get("municipalities/")
    found = {one["slug"]: one for one in answer.json()}
    assert len(found) == 26
    assert found["porvoo"]["name"] == {"fi": "Porvoo", "sv": "Borgå", "en": "Porvoo"}
    assert found["porvoo"]["bilingual"] is True
    assert answer["Cache-Control"] == "public, max-age=3600"


def test_spearheads_are_language_objects(anyone, spearhead):
    found = anyone.get("spearheads/").json()
    assert [one["position"] for one in found] == sorted(one["position"] for one in found)
    assert {
        "slug": "citizen-city",
        "position": 4,
        "name": spearhead.name,
        "description": spearhead.description,
    } in found


def test_who_has_the_answer_already_gets_304_and_no_body(anyone):
    first = anyone.get("municipalities/")
    again = anyone.get("municipalities/", If_None_Match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert anyone.get("municipalities/", If_None_Match='"another"').status_code == 200


def test_an_answer_to_somebody_signed_in_is_theirs_alone(call, aino):
    answer = call(aino).get("municipalities/")
    assert answer["Cache-Control"] == "private, no-cache"
    assert {"Cookie", "X-Session-Token", "Accept-Language"} <= set(answer["Vary"].split(", "))
