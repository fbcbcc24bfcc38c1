# SPDX-License-Identifier: EUPL-1.2
"""Indicators as pages: what each means, and its figures divided as the reader asks."""

import pytest

from backend.methods.indicators.catalogue import catalogue
from backend.participation.supports.services import support_idea

pytestmark = pytest.mark.django_db


@pytest.fixture
def supported(idea, aino, onni, settle):
    """An idea of Porvoo with two supports, folded."""
    for person in (aino, onni):
        support_idea(by=person, idea_id=idea.id)
    settle()


def test_every_indicator_is_listed_with_its_definition(client):
    page = client.get("/statistics/indicators/").content.decode()
    for indicator in catalogue().indicators.values():
        assert f"/statistics/indicators/{indicator.code.lower()}/" in page


def test_every_indicator_has_a_page_however_it_is_divided(client, supported):
    for indicator in catalogue().indicators.values():
        for dimension in ("", *indicator.dimensions):
            answer = client.get(f"/statistics/indicators/{indicator.code.lower()}/", {"by": dimension})
            assert answer.status_code == 200, (indicator.code, dimension)
            assert str(indicator.name["fi"]) in answer.content.decode()


def test_a_municipality_is_written_by_its_name(client, supported):
    client.get("/?lang=sv")
    (row,) = client.get("/statistics/indicators/vote-n/", {"by": "municipality"}).context["rows"]
    assert (row.names, row.value, row.n) == (("Borgå",), "2", "2")


@pytest.mark.parametrize("code", list(catalogue().indicators))
def test_it_says_where_its_figures_come_from(client, db, code):
    answer = client.get(f"/statistics/indicators/{code.lower()}/")
    assert answer.context["source"] or answer.context["indicator"].source == "ledger"


def test_the_file_is_of_what_the_page_shows(client, supported):
    page = client.get("/statistics/indicators/vote-n/", {"by": "campaign"}).content.decode()
    assert "/api/v1/indicators/vote-n/table/?by=campaign" in page


def test_what_it_is_not_told_by_is_the_whole(client, supported):
    answer = client.get("/statistics/indicators/vote-n/", {"by": "channel"})
    assert answer.context["chosen"].by == ""


def test_there_is_no_page_of_an_unknown_one(client, db):
    assert client.get("/statistics/indicators/xxx-n/").status_code == 404


def test_an_indicator_takes_six_queries(client, supported, count_queries):
    client.get("/statistics/indicators/vote-n/?by=municipality")
    with count_queries() as counted:
        client.get("/statistics/indicators/vote-n/?by=municipality")
    assert counted() <= 6
