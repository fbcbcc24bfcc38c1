# SPDX-License-Identifier: EUPL-1.2
"""The network of actors, from pilots and projects they are in together."""

import datetime
from decimal import Decimal

import pytest

from backend.common.clock import database_now, local_day
from backend.insight.evaluation.questions import Question
from backend.insight.evaluation.selectors import figures_of
from backend.region.places.models import Municipality
from backend.region.programme.models import Actor, FundingRow, Instrument, Pilot, PilotActor

pytestmark = pytest.mark.django_db


@pytest.fixture
def make_actor():
    """Make a confirmed organisation: make_actor("Yritys", "company", "porvoo")."""

    def make(name, kind="company", home="porvoo", *, confirmed=True):
        return Actor.objects.create(
            name={"fi": name, "sv": name, "en": name},
            kind=kind,
            municipality=Municipality.objects.get(slug=home),
            sort_key=name.lower(),
            confirmed_at=database_now() if confirmed else None,
        )

    return make


@pytest.fixture
def network(make_actor, spearhead):
    """A university in a pilot with a company since last year, and in a project with an association this year."""
    university = make_actor("Korkeakoulu", "university", "espoo")
    company, association = make_actor("Yritys"), make_actor("Yhdistys", "association")
    stranger = make_actor("Vahvistamaton", confirmed=False)
    today = local_day(database_now())
    pilot = Pilot.objects.create(
        name={"fi": "Kokeilu"},
        summary={"fi": "Kokeillaan."},
        spearhead=spearhead,
        municipality=Municipality.objects.get(slug="porvoo"),
        starts_on=datetime.date(today.year - 1, 3, 1),
    )
    for actor in (university, company, stranger):
        PilotActor.objects.create(pilot=pilot, actor=actor, role="partner", state="confirmed")
    PilotActor.objects.create(pilot=pilot, actor=association, role="tester", state="asked")  # not confirmed yet
    instrument = Instrument.objects.get_or_create(
        slug="own", defaults={"position": 91, "name": {"fi": "Oma", "sv": "Egen", "en": "Own"}}
    )[0]
    for actor in (university, association):
        FundingRow.objects.create(
            project="Silta",
            spearhead=spearhead,
            instrument=instrument,
            year=today.year,
            granted=Decimal(1),
            actor=actor,
        )
    return university, company, association, today.year


def told(code, by):
    return {figure.dimensions[by]: figure.value for figure in figures_of(Question(code=code, by=by)).figures}


def only(code, **of):
    (figure,) = figures_of(Question(code=code, **of)).figures
    return figure.value


def test_only_confirmed_actors_that_do_something_together_count(network):
    assert only("NET-ACTORS") == 3
    assert {
        f.dimensions["municipality"]: f.value
        for f in figures_of(Question(code="NET-ACTORS", by="municipality")).figures
    } == {
        "espoo": 1,
        "porvoo": 2,
    }


def test_the_university_stands_between_the_two(network):
    university, company, association, _ = network
    assert only("NET-DENS") == pytest.approx(2 / 3, abs=1e-6)
    assert only("NET-LCC") == 1
    assert only("NET-XSECT") == 1
    assert only("NET-XMUNI") == 1
    assert only("NET-BROKER") == 1
    scores = figures_of(Question(code="NET-BROKER", by="actor")).figures
    assert [(one.dimensions["actor"], one.value) for one in scores] == [
        (str(university.pk), 1),
        (str(company.pk), 0),
        (str(association.pk), 0),
    ]


def test_ties_of_this_year_that_were_in_no_year_before(network):
    year = network[3]
    assert only("NET-NEW", year=year) == 0.5
    assert only("NET-NEW", year=year - 1) == 1
    assert told("NET-NEW", "year") == {str(year - 1): 1, str(year): 0.5}


def test_the_network_of_a_year_is_of_what_went_on_then(network):
    year = network[3]
    assert {
        one.dimensions["year"]: one.value for one in figures_of(Question(code="NET-ACTORS", by="year")).figures
    } == {
        str(year - 1): 2,
        str(year): 3,
    }


def test_of_nobody_nothing_is_said(db):
    assert only("NET-DENS") is None
    assert only("NET-ACTORS") == 0
