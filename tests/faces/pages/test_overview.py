# SPDX-License-Identifier: EUPL-1.2
"""The region in figures says what the indicators say, in three languages, and what is not known is said."""

import datetime
import re

import pytest
from django.core.cache import cache
from django.test import Client

from backend.common.clock import local_day, now
from backend.insight.evaluation.overview import overview
from backend.insight.evaluation.questions import Question
from backend.insight.evaluation.reference.services import import_reference
from backend.insight.evaluation.selectors import figures_of

pytestmark = pytest.mark.django_db
THIS = local_day(now()).year
FILES = {
    "funding": f"project;spearhead;instrument;year;granted\nA;citizen-city;erdf;{THIS};1500000\n"
    f"A;citizen-city;own;{THIS};600000\nB;urban-cleantech;own;{THIS - 1};250000\n"
    f"C;citizen-city;own;{THIS - 9};9000000\n",
    "visits": "date;visits;visitors\n2026-08;40000;25000\n2026-09;48210;30140\n",
    "social-media": "date;channel;reach;reactions\n2026-08;facebook;1000;10\n2026-09;facebook;2000;30\n",
    "programme": "code;name_fi;name_sv;name_en;unit;baseline;baseline_year;milestone;milestone_year;target;target_year;"
    "achieved\nP-1;Asukkaat;Invånare;Residents;people;0;2021;100;2026;200;2029;90\n"
    "P-2;Kokeilut;Pilotprojekt;Pilots;pilots;0;2021;;;90;2029;\n",
}


@pytest.fixture(autouse=True)
def _nothing_is_kept():
    cache.clear()


@pytest.fixture
def files(spearhead):
    """Reference data of every kind."""
    for kind, text in FILES.items():
        import_reference(
            by=None,
            kind=kind,
            file=text.encode(),
            source="Esittely",
            licence="CC0",
            reference_date=datetime.date(2026, 10, 1),
            synthetic=True,
        )


def words_of(page) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode())).replace("\xa0", " ")


def test_every_figure_is_that_of_its_indicator(files):
    found = overview()
    assert found.granted == {
        str(THIS - 1): {"urban-cleantech": 250000.0},
        str(THIS): {"citizen-city": 2100000.0},
    }
    assert found.instruments == {"erdf": 1500000.0, "own": 600000.0}
    assert found.leverage == figures_of(Question(code="FUND-LEVER", year=THIS)).figures[0].value == 0.4
    assert found.visits == {"2026-08": 40000, "2026-09": 48210}
    assert [(row.code, row.achieved, row.milestone, row.target) for row in found.programme] == [
        ("P-1", 90, 100, 200),
        ("P-2", None, None, 90),
    ]
    assert found.synthetic


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fi", ["Maakunta lukuina", "2,1 milj. €", "keksitty", "hieman jäljessä", "48 210", "ei tietoa"]),
        ("sv", ["Landskapet i siffror", "2,1 mn €", "påhittade", "något efter", "48 210"]),
        ("en", ["The region in figures", "2.1 M€", "made up", "slightly behind", "48,210", "no data"]),
    ],
)
def test_the_page_in_three_languages(files, language, said):
    client = Client(headers={"accept-language": language})
    words = words_of(client.get("/statistics/"))
    for one in said:
        assert one in words
    assert "/api/v1/indicators/fund-alloc/table/?by=spearhead" in client.get("/statistics/").content.decode()


def test_where_nothing_was_brought_the_page_says_so(client, spearhead):
    words = words_of(client.get("/statistics/"))
    assert words.count("Tiedostoja ei ole vielä tuotu.") == 2
    assert "Rahoituksesta ei ole vielä tietoja." in words
    assert "Mitkään kaksi toimijaa" in words


def test_its_figures_are_asked_for_once_a_minute(files, client, count_queries):
    client.get("/statistics/")
    with count_queries() as queries:
        assert client.get("/statistics/").status_code == 200
    assert queries() <= 4
