# SPDX-License-Identifier: EUPL-1.2
"""The catalogue and the figures of indicators by the API: JSON and CSV say the same."""

import csv
import io
import json

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


def test_the_catalogue_tells_each_indicator_in_three_languages(anyone):
    told = anyone.get("indicators/").json()
    assert [one["code"] for one in told["indicators"]] == list(catalogue().indicators)
    assert all(set(one["definition"]) == {"fi", "sv", "en"} for one in told["indicators"])
    assert {one["unit"] for one in told["indicators"]} <= set(told["units"])


def test_a_figure_has_all_that_is_needed_to_read_it(anyone, supported):
    told = anyone.get("indicators/vote-n/?by=municipality").json()
    assert told["indicator"]["code"] == "VOTE-N"
    assert told["indicator"]["source"] == "ledger"
    assert told["position"] > 0
    assert told["figures"] == [
        {"value": 2.0, "n": 2, "hidden": False, "status": "provisional", "dimensions": {"municipality": "porvoo"}}
    ]


def test_the_file_says_the_same_as_json(anyone, supported):
    for indicator in catalogue().indicators.values():
        told = anyone.get(f"indicators/{indicator.code}/").json()
        table = anyone.get(f"indicators/{indicator.code}/table/").content.decode()
        rows = list(csv.DictReader(io.StringIO(table)))
        assert [(float(row["value"]) if row["value"] else None, json.loads(row["dimensions"])) for row in rows] == [
            (figure["value"], figure["dimensions"]) for figure in told["figures"]
        ]


def test_nothing_new_is_not_sent_again(anyone, supported):
    first = anyone.get("indicators/VOTE-N/")
    assert anyone.get("indicators/VOTE-N/", If_None_Match=first["ETag"]).status_code == 304


def test_what_is_not_in_the_catalogue_is_refused_with_a_code(anyone):
    assert anyone.get("indicators/XXX-N/").json()["code"] == "indicator_unknown"
    refused = anyone.get("indicators/IDEA-N/?by=channel")
    assert (refused.status_code, refused.json()["code"], list(refused.json()["fields"])) == (
        422,
        "indicator_not_told_by",
        ["by"],
    )
    assert anyone.get("indicators/IDEA-N/?year=12").status_code == 400
