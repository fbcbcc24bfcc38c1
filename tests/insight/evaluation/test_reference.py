# SPDX-License-Identifier: EUPL-1.2
"""Files of reference data: all of it is stored or every fault is named; again, the same, changes no figure."""

import datetime

import pytest

from backend.common.errors import InvalidInput, MayNot
from backend.insight.evaluation.errors import NoSuchReference, SheetNotValid
from backend.insight.evaluation.models import ProgrammeTarget, ReferenceImport, WebPeriod
from backend.insight.evaluation.questions import Question
from backend.insight.evaluation.reference.selectors import KINDS, latest_imports, template_of
from backend.insight.evaluation.reference.services import import_reference
from backend.insight.evaluation.selectors import figures_of
from backend.ledger.audit.models import AuditEntry
from backend.region.accounts.models import Account
from backend.region.accounts.services import give_role
from backend.region.places.models import Municipality
from backend.region.programme.models import FundingRow
from tests.threads import at_once

pytestmark = pytest.mark.django_db

VISITS = """date;municipality;visits;visitors;converted
2026-09;;40000;25000;
2026-10;;48210;30140;6134
2026-10;Porvoo;9120;6020;
2025-12;Borgå;100;;
"""
SOCIAL = """date;channel;municipality;reach;reactions
2026-10;Facebook;;184 000;5 210
2026-10;Instagram;Sipoo;28400;1130
2025-10;Facebook;;1000;10
"""
PROGRAMME = """code;name_fi;name_sv;name_en;unit;baseline;baseline_year;milestone;milestone_year;\
target;target_year;achieved;achieved_on;evidence;indicator
PROG-01;Asukkaat;Invånare;Residents;people;6200;2021;25000;2026;45000;2029;28940;31.10.2026;Raportti;
PROG-02;Ideat;Idéer;Ideas;ideas;0;2021;;;90;2029;;;;IDEA-N
"""
FUNDING = """project;spearhead;instrument;year;granted;paid;municipality
Viisas ranta;citizen-city;erdf;2026;120000;60000,50;638
Viisas ranta;citizen-city;own;2026;40 000 €;;
"""


def stored(kind, text, *, by=None, **described):
    described = {"source": "Matomo", "licence": "CC BY 4.0", "reference_date": datetime.date(2026, 11, 1), **described}
    return import_reference(by=by, kind=kind, file=text if isinstance(text, bytes) else text.encode(), **described)


def told(code, by="", **of):
    return {tuple(one.dimensions.values()): one.value for one in figures_of(Question(code=code, by=by, **of)).figures}


def faults_of(kind, text):
    with pytest.raises(SheetNotValid) as refusal:
        stored(kind, text)
    return [(fault.line, fault.column, fault.code) for fault in refusal.value.faults]


def test_visits_are_summed_and_visitors_never_are():
    done = stored("visits", VISITS)
    assert (done.added, done.changed, done.same) == (4, 0, 0)
    assert told("WEB-VIS") == {(): 97430}
    assert told("WEB-VIS", "municipality") == {("porvoo",): 9220}
    assert told("WEB-VIS", "period") == {("2025-12",): 100, ("2026-09",): 40000, ("2026-10",): 57330}
    assert told("WEB-VIS", year=2025) == {("2025",): 100}
    assert told("WEB-UNIQ", municipality="porvoo") == {("2026-10-01/2026-10-31", "porvoo"): 6020}
    assert told("WEB-UNIQ")[("2026-09-01/2026-09-30",)] == 25000
    assert told("WEB-CONV") == {(): round(6134 / 48210, 6)}


def test_files_of_other_programs_are_taken_as_they_are():
    matomo = (
        "date,nb_uniq_visitors,nb_visits,nb_actions,bounce_rate\n2026-11-01,120,150,400,31%\n2026-11-02,90,99,210,40%\n"
    )
    stored("visits", matomo.encode("utf-16"))
    plausible = (
        "date,visitors,pageviews,visits,views_per_visit,bounce_rate,visit_duration\n2026-11-03,70,200,80,2.5,40,61\n"
    )
    stored("visits", plausible)
    assert told("WEB-VIS") == {(): 329}
    weeks = "Date\tUnique visitors\tVisits\nFrom 2026-01-05 to 2026-01-11\t10\t12\n2026-01-12,2026-01-18\t11\t13\n"
    stored("visits", weeks)
    assert told("WEB-VIS", "period") == {("2026-01",): 25, ("2026-11",): 329}


def test_the_same_file_again_changes_nothing_and_a_corrected_one_only_what_it_corrects():
    stored("visits", VISITS)
    again = stored("visits", VISITS)
    assert (again.added, again.changed, again.same) == (0, 0, 4)
    corrected = stored("visits", VISITS.replace("9120", "9121"))
    assert (corrected.added, corrected.changed, corrected.same) == (0, 1, 3)
    assert told("WEB-VIS", "municipality") == {("porvoo",): 9221}
    assert WebPeriod.objects.count() == 4
    assert latest_imports()["visits"] == corrected


def test_every_fault_is_named_and_nothing_is_stored():
    found = faults_of(
        "visits",
        "date;municipality;visits;visitors\n2026-13;;1;1\n2026-10;Atlantis;x;1\n2026-10;;10;\n2026-09;;;1\n31.2.2026;;1;1\n",
    )
    assert found == [
        (2, "date", "period"),
        (3, "municipality", "place"),
        (3, "visits", "whole"),
        (5, "visits", "missing"),
        (6, "date", "period"),
    ]
    assert not WebPeriod.objects.exists()
    assert not ReferenceImport.objects.exists()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", (1, "date", "column_missing")),
        ("date;visits\n", (1, "", "empty")),
        ("date;visits;visits\n2026-10;1;1\n", (1, "visits", "column_twice")),
        ("date;visits\n2026-10;1;;9\n", (2, "", "too_many_values")),
        ("date;visits\n2026-10;1\n2026-10;2\n", (3, "date", "twice")),
        ("date;visits\n2026-10;5\n2026-10-04;2\n", (2, "date", "overlaps")),
        ("date;visits;visitors\n2026-10;5;6\n", (2, "visits", "more_visitors")),
        (b"date;visits\x00\n", (1, "", "not_text")),
        ("date;visits\n2026-11-08,2026-11-02;1\n", (2, "date", "period")),
    ],
)
def test_a_fault_of_visits(text, fault):
    assert fault in faults_of("visits", text)


def test_days_that_are_stored_already_are_not_counted_twice():
    stored("visits", VISITS)
    assert faults_of("visits", "date;visits\n2026-10-04;2\n") == [(2, "date", "overlaps")]
    stored("visits", "date;municipality;visits\n2026-10-04;Hanko;2\n")  # another site


def test_social_media_by_channel():
    stored("social-media", SOCIAL)
    assert told("SOC-REACH", "social_channel") == {("facebook",): 185000, ("instagram",): 28400}
    assert told("SOC-ENG", "year") == {("2025",): 10, ("2026",): 6340}
    assert told("SOC-ENG", municipality="sipoo") == {(): 1130}


def test_the_programmes_indicators_are_entered_or_taken_from_the_catalogue():
    stored("programme", PROGRAMME)
    assert told("PROG") == {
        ("PROG-01", "achieved"): 28940,
        ("PROG-01", "baseline"): 6200,
        ("PROG-01", "milestone"): 25000,
        ("PROG-01", "target"): 45000,
        ("PROG-02", "achieved"): 0,
        ("PROG-02", "baseline"): 0,
        ("PROG-02", "target"): 90,
    }
    assert ProgrammeTarget.objects.get(code="PROG-01").achieved_on == datetime.date(2026, 10, 31)


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        (";IDEA-N", ";PROG", (3, "indicator", "indicator_unknown")),
        ("2021;;;90", "2021;5;;90", (3, "milestone", "milestone_without_year")),
        ("2029;;;;IDEA-N", "2029;3;;;IDEA-N", (3, "achieved", "achieved_twice")),
        ("PROG-02", "PROG-01", (3, "code", "twice")),
        ("PROG-02", "P" * 21, (3, "code", "too_long")),
        ("2021;;;90", "2021;;;ninety", (3, "target", "decimal")),
        ("31.10.2026", "October", (2, "achieved_on", "day")),
        (";evidence;", ";proof;", (1, "proof", "column_unknown")),
    ],
)
def test_a_fault_of_the_programme(before, after, fault):
    assert fault in faults_of("programme", PROGRAMME.replace(before, after))


def test_funding_of_projects():
    stored("funding", FUNDING)
    assert told("FUND-ALLOC", "instrument") == {("erdf",): 120000, ("own",): 40000}
    assert told("FUND-PAID") == {(): 60000.5}
    again = stored("funding", FUNDING)
    assert (again.added, again.changed, again.same) == (0, 0, 2)
    assert FundingRow.objects.count() == 2
    assert faults_of("funding", FUNDING.replace("own", "lottery").replace("2026;120000", "1999;12,345")) == [
        (2, "year", "year"),
        (2, "granted", "money"),
    ]
    assert faults_of("funding", FUNDING.replace("own", "lottery")) == [(3, "instrument", "word")]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_template_can_be_filled_in_and_brought_back(kind):
    done = stored(kind.slug, template_of(kind))
    assert done.added == 2
    assert all(set(column.about) == {"fi", "sv", "en"} for column in kind.columns)


def test_it_says_where_it_comes_from():
    with pytest.raises(InvalidInput) as refusal:
        stored("visits", VISITS, source="", licence="?", reference_date=datetime.date(2999, 1, 1))
    assert set(refusal.value.fields) == {"source", "licence", "reference_date"}
    with pytest.raises(NoSuchReference):
        stored("weather", VISITS)


def test_only_evaluators_and_admins_of_the_region_bring_it(make_person):
    porvoo = Municipality.objects.get(slug="porvoo")
    for name, kind, place in (("Aino", "evaluator", porvoo), ("Aatu", "admin", porvoo), ("Olli", "organiser", None)):
        give_role(account=make_person(name), kind=kind, municipality=place)
        with pytest.raises(MayNot):
            stored("visits", VISITS, by=Account.objects.get(pseudonym=name))
    evaluator = make_person("Eeva")
    give_role(account=evaluator, kind="evaluator", municipality=None)
    done = stored("visits", VISITS, by=evaluator)
    entry = AuditEntry.objects.get(operation="import_reference")
    assert (entry.actor_id, entry.target) == (evaluator.pk, f"reference:{done.pk}")


@pytest.mark.django_db(transaction=True)
def test_two_who_bring_the_same_file_at_once_store_it_once():
    at_once([lambda: stored("visits", VISITS)] * 4)
    assert WebPeriod.objects.count() == 4
    assert sum(one.added for one in ReferenceImport.objects.all()) == 4
