# SPDX-License-Identifier: EUPL-1.2
"""R10 and R11: describing oneself, and what one has done."""

import pytest

from backend.participation.discussion.services import write_comment
from backend.participation.supports.services import support_idea

pytestmark = pytest.mark.django_db
TYPED = {"pseudonym": "Aino", "municipality": "sipoo", "birth_year": "1981", "language": "sv"}


def test_aino_describes_herself_and_is_spoken_to_in_swedish(signed_in, aino):
    answer = signed_in.post("/you/", TYPED)
    assert answer.url == "/you/"
    aino.refresh_from_db()
    assert (aino.municipality.slug, aino.birth_year, aino.language) == ("sipoo", 1981, "sv")
    page = signed_in.get("/you/").content.decode()
    assert '<html lang="sv"' in page
    assert "Sparat." in page


def test_a_name_that_is_taken_is_said(signed_in, onni):
    answer = signed_in.post("/you/", {**TYPED, "pseudonym": "Onni"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Jollakin toisella on jo tämä nimi." in page
    assert 'value="Onni"' in page


def test_a_year_that_is_none_is_said(signed_in):
    answer = signed_in.post("/you/", {**TYPED, "birth_year": "yksi"})
    assert answer.status_code == 422


def test_one_sees_what_one_has_done_and_nobody_else_does(signed_in, idea, aino, client, onni):
    support_idea(by=aino, idea_id=idea.id)
    write_comment(by=aino, idea_id=idea.id, text="Hyvä ajatus.")
    page = signed_in.get("/you/").content.decode()
    assert page.count(">Laituri rantaan</a>") == 2
    client.force_login(onni)
    assert "Laituri rantaan" not in client.get("/you/").content.decode()


def test_signed_out_one_signs_in_first(client):
    assert client.get("/you/").url == "/accounts/login/?next=/you/"
