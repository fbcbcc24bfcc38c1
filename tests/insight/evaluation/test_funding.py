# SPDX-License-Identifier: EUPL-1.2
"""Funding per spearhead, instrument and year, counted by hand."""

import datetime
from decimal import Decimal

import pytest

from backend.insight.evaluation.questions import Question
from backend.insight.evaluation.selectors import figures_of
from backend.region.places.models import Municipality, Population, PopulationDataset
from backend.region.programme.models import FundingRow, Instrument, Spearhead

pytestmark = pytest.mark.django_db


def spearhead_called(slug, position):
    words = {"fi": slug, "sv": slug, "en": slug}
    return Spearhead.objects.get_or_create(
        slug=slug, defaults={"position": position, "name": words, "description": words}
    )[0]


@pytest.fixture
def money():
    """Two projects of Citizen city in 2025 (one with two instruments), one of Urban cleantech, and one of 2024."""
    city, clean = spearhead_called("citizen-city", 4), spearhead_called("urban-cleantech", 1)
    found = {
        slug: Instrument.objects.get_or_create(
            slug=slug, defaults={"position": 90 + number, "name": {"fi": slug, "sv": slug, "en": slug}}
        )[0]
        for number, slug in enumerate(("erdf", "own"))
    }
    porvoo = Municipality.objects.get(slug="porvoo")
    rows = [
        ("Ranta", city, "erdf", 2025, "60000.00", "20000.00", porvoo),
        ("Ranta", city, "own", 2025, "30000.50", "30000.50", porvoo),
        ("Kahvila", city, "own", 2025, "9999.50", "0", None),
        ("Lämpö", clean, "erdf", 2025, "100000.00", "0", None),
        ("Lämpö", clean, "own", 2024, "5000.00", "5000.00", None),
    ]
    for project, spearhead, instrument, year, granted, paid, place in rows:
        FundingRow.objects.create(
            project=project,
            spearhead=spearhead,
            instrument=found[instrument],
            year=year,
            granted=Decimal(granted),
            paid=Decimal(paid),
            municipality=place,
        )


def told(code, by, **of):
    figures = figures_of(Question(code=code, by=by, **of)).figures
    return {figure.dimensions[by]: figure.value for figure in figures}


def only(code, **of):
    (figure,) = figures_of(Question(code=code, **of)).figures
    return figure


def test_without_any_row_there_is_no_data_and_never_zero():
    assert (only("FUND-ALLOC").value, only("FUND-ALLOC").status) == (None, "no_data")


def test_what_was_granted_and_paid(money):
    assert told("FUND-ALLOC", "spearhead", year=2025) == {"citizen-city": 100000.0, "urban-cleantech": 100000.0}
    assert told("FUND-ALLOC", "instrument") == {"erdf": 160000.0, "own": 45000.0}
    assert told("FUND-ALLOC", "year") == {"2024": 5000.0, "2025": 200000.0}
    assert told("FUND-PAID", "year", spearhead="citizen-city") == {"2025": 50000.5}
    assert told("FUND-ALLOC", "municipality") == {"porvoo": 90000.5}


def test_a_year_that_is_over_is_final(money):
    assert only("FUND-ALLOC", year=2025).status == "final"
    assert [f.status for f in figures_of(Question(code="FUND-ALLOC", by="year")).figures] == ["final", "final"]


def test_the_share_of_a_spearhead_is_of_the_same_year(money):
    figures = figures_of(Question(code="FUND-SHARE", by="spearhead", year=2025)).figures
    assert {one.dimensions["spearhead"]: one.value for one in figures if one.value} == {
        "citizen-city": 0.5,
        "urban-cleantech": 0.5,
    }
    shares = [one.value for one in figures_of(Question(code="FUND-SHARE", by="year", spearhead="citizen-city")).figures]
    assert shares == [0.0, 0.5]


def test_other_money_for_each_euro_of_the_erdf(money):
    assert only("FUND-LEVER", year=2025).value == 0.25
    assert only("FUND-LEVER", year=2024).status == "no_data"


def test_projects_that_combine_instruments_in_a_year(money):
    assert (only("FUND-COMBO", year=2025).value, only("FUND-COMBO", year=2025).n) == (1, 3)
    assert only("FUND-COMBO").value == 1  # one instrument in each of two years is no combination


def test_per_resident_only_where_the_population_is_known(money):
    assert only("FUND-PER-CAP", municipality="porvoo").status == "no_data"
    dataset = PopulationDataset.objects.create(
        reference_date=datetime.date(2025, 12, 31), source="Keksitty", licence="CC BY 4.0", synthetic=True
    )
    Population.objects.create(dataset=dataset, municipality=Municipality.objects.get(slug="porvoo"), people=50_000)
    assert only("FUND-PER-CAP", municipality="porvoo", year=2025).value == pytest.approx(1.8, abs=1e-4)
    assert only("FUND-PER-CAP", year=2025).status == "no_data"  # of the others nobody knows how many they are
