# SPDX-License-Identifier: EUPL-1.2
"""Saying who one is."""

import pytest

from backend.common.errors import InvalidInput
from backend.region.accounts.errors import PseudonymTaken
from backend.region.accounts.selectors import rights_of
from backend.region.accounts.services import describe_yourself, give_role
from backend.region.places.models import Municipality

pytestmark = pytest.mark.django_db


def test_aino_chooses_her_name_home_and_language(aino):
    sipoo = Municipality.objects.get(slug="sipoo")
    describe_yourself(account=aino, pseudonym=" Kuikka ", municipality=sipoo, birth_year=1990, language="sv")
    aino.refresh_from_db()
    assert (aino.pseudonym, aino.municipality, aino.birth_year, aino.language) == ("Kuikka", sipoo, 1990, "sv")


def test_a_name_belongs_to_one_person(aino, onni):
    with pytest.raises(PseudonymTaken):
        describe_yourself(account=aino, pseudonym="Onni", municipality=None, birth_year=None, language="fi")


def test_an_address_is_no_public_name_and_the_future_no_birth_year(aino):
    with pytest.raises(InvalidInput) as refusal:
        describe_yourself(account=aino, pseudonym="a@b.fi", municipality=None, birth_year=2999, language="xx")
    assert set(refusal.value.fields) == {"pseudonym", "birth_year", "language"}


def test_roles_of_a_municipality_and_of_the_region(aino, onni):
    porvoo = Municipality.objects.get(slug="porvoo")
    give_role(account=aino, kind="organiser", municipality=porvoo)
    give_role(account=onni, kind="admin", municipality=None)
    assert rights_of(aino).has("organiser", porvoo.id)
    assert not rights_of(aino).has("evaluator", porvoo.id)
    assert not rights_of(aino).has("organiser", porvoo.id + 1)
    assert rights_of(onni).has("evaluator", porvoo.id)
    assert not rights_of(None).is_staff
