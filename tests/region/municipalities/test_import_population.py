# SPDX-License-Identifier: EUPL-1.2
"""Importing the reference population."""

import datetime

import pytest

from backend.common.errors import InvalidInput, MayNot
from backend.ledger.audit.models import AuditEntry
from backend.region.accounts.models import Account
from backend.region.accounts.services import give_role
from backend.region.municipalities.errors import PopulationNotValid
from backend.region.municipalities.population import import_population
from backend.region.places.models import Municipality, Population, PopulationDataset
from backend.region.places.reference import reference_population
from backend.region.places.selectors import population_of

pytestmark = pytest.mark.django_db
DAY = datetime.date(2025, 12, 31)


@pytest.fixture
def admin():
    account = Account.objects.create_user("alue@parvi.example")
    give_role(account=account, kind="admin", municipality=None)
    return Account.objects.get(pk=account.pk)


@pytest.fixture
def porvoo():
    return Municipality.objects.get(slug="porvoo")


def bring(by, text, **described):
    told = {"reference_date": DAY, "source": "Statistics Finland", "licence": "CC BY 4.0", **described}
    return import_population(by=by, file=text.encode(), **told)


def test_the_regions_admin_brings_figures_and_the_newest_one_holds(admin, porvoo):
    bring(admin, "municipality;population\nporvoo;50000\n092;240000\n", reference_date=datetime.date(2024, 12, 31))
    bring(admin, "municipality;population\nBorgå;51000\n")
    found = population_of(porvoo.pk)
    assert (found.people, found.reference_date, found.synthetic) == (51000, DAY, False)
    assert AuditEntry.objects.filter(operation="import_population", actor_id=admin.pk).count() == 2


def test_where_nothing_is_loaded_there_is_no_figure_and_not_zero(porvoo):
    assert population_of(porvoo.pk) is None


def test_parts_of_a_population_are_not_its_total(admin, porvoo):
    dataset = bring(admin, "municipality;population\nporvoo;51000\n")
    Population.objects.create(dataset=dataset, municipality=porvoo, age_from=15, age_to=24, language="sv", people=900)
    assert population_of(porvoo.pk).people == 51000


def test_the_same_file_again_changes_nothing(admin):
    for _time in range(2):
        bring(admin, "municipality;population\nporvoo;51000\nsipoo;22000\n")
    assert (PopulationDataset.objects.count(), Population.objects.count()) == (1, 2)


def test_every_wrong_line_is_named_and_nothing_is_stored(admin):
    with pytest.raises(PopulationNotValid) as refused:
        bring(admin, "municipality;population\nporvoo;51000\nturku;1\nporvoo;2\nsipoo;0\nhanko\n")
    assert refused.value.faults == {
        3: "unknown_municipality", 4: "municipality_twice", 5: "population", 6: "too_many_values",
    }  # fmt: skip
    assert not PopulationDataset.objects.exists()


@pytest.mark.parametrize(
    ("file", "fault"),
    [(b"", "columns"), (b"kunta,luku\n", "columns"), (b"municipality;population\n", "empty"), (b"\xff", "not_text")],
)
def test_a_file_without_figures_is_refused(admin, file, fault):
    with pytest.raises(PopulationNotValid) as refused:
        import_population(by=admin, file=file, reference_date=DAY, source="Here", licence="CC0")
    assert refused.value.faults == {1: fault}


LONG = "municipality;age_from;age_to;language;population\n"


def test_a_file_may_tell_ages_and_languages_and_the_whole_is_their_sum(admin, porvoo):
    bring(admin, LONG + "porvoo;0;14;;9000\nporvoo;15;64;;31000\nporvoo;65;;;11000\nporvoo;;;sv;14000\n")
    assert population_of(porvoo.pk).people == 51000
    reference = reference_population()
    assert reference.of_ages(porvoo.pk, 15, 64) == 31000
    assert reference.of_ages(porvoo.pk, 15, 39) == 15500  # half of the years of the row
    assert reference.by_language == {(porvoo.pk, "sv"): 14000}


def test_wrong_ages_and_languages_are_named(admin):
    with pytest.raises(PopulationNotValid) as refused:
        bring(
            admin,
            LONG
            + "porvoo;20;10;;5\nporvoo;;10;;5\nporvoo;x;10;;5\nporvoo;0;14;Sv!;5\nporvoo;0;14;;5\nporvoo;0;14;;5\n",
        )
    assert refused.value.faults == {2: "ages", 3: "ages", 4: "ages", 5: "language", 7: "municipality_twice"}


def test_a_municipalitys_own_admin_may_not(porvoo):
    account = Account.objects.create_user("porvoo@parvi.example")
    give_role(account=account, kind="admin", municipality=porvoo)
    with pytest.raises(MayNot):
        bring(Account.objects.get(pk=account.pk), "municipality;population\nporvoo;51000\n")


def test_figures_need_a_day_a_source_and_a_licence(admin):
    with pytest.raises(InvalidInput) as refused:
        bring(admin, "", reference_date=datetime.date(2999, 1, 1), source="", licence=" ")
    assert set(refused.value.fields) == {"reference_date", "source", "licence"}
