# SPDX-License-Identifier: EUPL-1.2
"""A register: uploaded whole or not at all, and a number of it is one person."""

import pytest
from django.db import connection

from backend.common.errors import InvalidInput, MayNot
from backend.ledger.events.models import Event
from backend.participation.campaigns.models import Campaign
from backend.participation.participants.errors import (
    IdentificationNeeded,
    NotEligible,
    NotInRegister,
    RegisterNotValid,
    TooManyTries,
)
from backend.participation.participants.models import FrozenContext, Identification, Participant, RegisterRow
from backend.participation.participants.register import RegisterChange, identify_from_register, upload_register
from backend.participation.supports.models import Support
from backend.participation.supports.services import support_idea
from backend.region.accounts.services import give_role
from backend.region.places.models import Municipality
from backend.region.places.services import name_district

pytestmark = pytest.mark.django_db
FILE = "tunniste;kunta;kaupunginosa;syntymävuosi\nA-1;Porvoo;Keskusta;1980\nA-2;sipoo;;2005\nA-3;;;\n"


@pytest.fixture
def registered(make_campaign) -> Campaign:
    """A campaign that counts the people of a register, and in which everybody proposes."""
    name_district(
        municipality=Municipality.objects.get(slug="porvoo"), slug="keskusta", name={"fi": "Keskusta", "sv": "Centrum"}
    )
    return make_campaign("rekisteri", identifier="register", conditions={"propose": {"who": "signed_in"}})


def upload(campaign: Campaign, by, text: str = FILE, encoding: str = "utf-8") -> RegisterChange:
    return upload_register(by=by, campaign_slug=campaign.slug, file=text.encode(encoding))


def test_pirkko_uploads_a_register_and_aino_takes_part_with_her_number(
    aino, porvoo_organiser, registered, make_idea, settle
):
    assert upload(registered, porvoo_organiser) == RegisterChange(rows=3, added=3, changed=0, removed=0)
    idea = make_idea(registered)
    with pytest.raises(IdentificationNeeded) as refusal:
        support_idea(by=aino, idea_id=idea.id)
    assert refusal.value.details["needs"] == "register"
    identify_from_register(account=aino, campaign=registered, identifier=" a1 ", birth_year=1980)
    assert support_idea(by=aino, idea_id=idea.id).counted_now
    assert Event.objects.get(kind="support_given").assurance == "register"
    context = FrozenContext.objects.get(participant__kind="register")
    assert (context.municipality.slug, context.district.slug, context.age_band) == ("porvoo", "keskusta", "45-54")


def test_the_same_file_again_changes_nothing_and_another_one_replaces_it(porvoo_organiser, registered):
    upload(registered, porvoo_organiser)
    assert upload(registered, porvoo_organiser) == RegisterChange(3, 0, 0, 0)
    other = "identifier,birth_year\nA1,1981\nA-2,2005\nB9,\n"
    assert upload(registered, porvoo_organiser, other, "latin-1") == RegisterChange(3, 1, 2, 1)
    assert RegisterRow.objects.count() == 3


def test_every_bad_line_is_named_and_nothing_is_stored(porvoo_organiser, registered):
    upload(registered, porvoo_organiser)
    bad = (
        "identifier;municipality;district;birth_year\n"
        "B1;Porvoo;;\n\n;Porvoo;;\nB1;;;\nB2;Atlantis;;\nB3;Sipoo;Keskusta;\nB4;;;80\nB5;;;;x\n" + "9" * 101 + ";;;\n"
    )
    with pytest.raises(RegisterNotValid) as refusal:
        upload(registered, porvoo_organiser, bad)
    assert [(fault.line, fault.code) for fault in refusal.value.faults] == [
        (4, "no_identifier"),
        (5, "identifier_twice"),
        (6, "unknown_municipality"),
        (7, "unknown_district"),
        (8, "birth_year"),
        (9, "too_many_values"),
        (10, "identifier_too_long"),
    ]
    assert set(refusal.value.fields) == {f"line.{line}" for line in range(4, 11)}
    assert RegisterRow.objects.count() == 3


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (b"", "empty"),
        (b"identifier\n", "empty"),
        (b"number;name\n1;2\n", "no_identifier_column"),
        (b"identifier;shoe size\n1;2\n", "unknown_column"),
        (b"identifier\n\x00\n", "not_text"),
    ],
)
def test_a_file_that_is_no_register_says_what_is_wrong(porvoo_organiser, registered, file, code):
    with pytest.raises(RegisterNotValid) as refusal:
        upload_register(by=porvoo_organiser, campaign_slug=registered.slug, file=file)
    assert [fault.code for fault in refusal.value.faults] == [code]


def test_only_organisers_upload_and_only_where_people_are_counted_by_a_register(
    aino, porvoo_organiser, make_person, registered, campaign
):
    stranger = make_person("Sipoolainen")
    give_role(account=stranger, kind="organiser", municipality=Municipality.objects.get(slug="sipoo"))
    for somebody in (aino, stranger):
        with pytest.raises(MayNot):
            upload(registered, somebody)
    with pytest.raises(InvalidInput):
        upload(campaign, porvoo_organiser)


def test_the_database_holds_no_number(porvoo_organiser, registered, aino):
    upload(registered, porvoo_organiser, "identifier\nsalaisuus123\n")
    identify_from_register(account=aino, campaign=registered, identifier="salaisuus123")
    with connection.cursor() as cursor:
        for table in ("participants_registerrow", "participants_identification"):
            cursor.execute(f"SELECT count(*) FROM {table} WHERE {table}::text LIKE '%%salaisuus123%%'")
            assert cursor.fetchone()[0] == 0


@pytest.mark.parametrize(("identifier", "year"), [("A-9", None), ("A-1", 1981), ("A-1", None)])
def test_a_wrong_number_and_a_wrong_year_sound_the_same(aino, porvoo_organiser, registered, identifier, year):
    upload(registered, porvoo_organiser)
    with pytest.raises(NotInRegister):
        identify_from_register(account=aino, campaign=registered, identifier=identifier, birth_year=year)
    assert not Identification.objects.exists()


def test_who_tries_too_often_waits_and_the_right_number_begins_anew(aino, porvoo_organiser, registered):
    upload(registered, porvoo_organiser)
    for number in range(9):
        with pytest.raises(NotInRegister):
            identify_from_register(account=aino, campaign=registered, identifier=f"x{number}")
    identify_from_register(account=aino, campaign=registered, identifier="A3")
    for number in range(10):
        with pytest.raises(NotInRegister):
            identify_from_register(account=aino, campaign=registered, identifier=f"x{number}")
    with pytest.raises(TooManyTries) as refusal:
        identify_from_register(account=aino, campaign=registered, identifier="A3")
    assert refusal.value.status == 429


def test_one_number_from_two_accounts_counts_once(aino, onni, porvoo_organiser, registered, make_idea):
    upload(registered, porvoo_organiser)
    idea = make_idea(registered)
    for account in (aino, onni):
        identify_from_register(account=account, campaign=registered, identifier="A3")
    assert [support_idea(by=account, idea_id=idea.id).counted_now for account in (aino, onni)] == [True, False]
    assert Support.objects.count() == 1
    assert Participant.objects.filter(kind="register").count() == 1


def test_the_registers_facts_decide_before_the_persons_own(onni, porvoo_organiser, make_campaign, make_idea):
    porvoo = Municipality.objects.get(slug="porvoo")
    campaign = make_campaign(
        "rekisteri",
        identifier="register",
        conditions={
            "propose": {"who": "signed_in"},
            "support": {"who": "register", "municipalities": [porvoo.id], "minimum_age": 30},
        },
    )
    idea = make_idea(campaign)
    upload(campaign, porvoo_organiser, "identifier;municipality;birth_year\nP1;Porvoo;1980\n")
    identify_from_register(account=onni, campaign=campaign, identifier="P1", birth_year=1980)  # says Sipoo, 2005
    assert support_idea(by=onni, idea_id=idea.id).counted_now


def test_who_was_taken_out_of_the_register_is_not_let_in_by_age(aino, porvoo_organiser, make_campaign, make_idea):
    campaign = make_campaign(
        "rekisteri",
        identifier="register",
        conditions={"propose": {"who": "signed_in"}, "support": {"who": "register", "minimum_age": 18}},
    )
    idea = make_idea(campaign)
    upload(campaign, porvoo_organiser, "identifier\nP1\n")
    identify_from_register(account=aino, campaign=campaign, identifier="P1")
    upload(campaign, porvoo_organiser, "identifier\nP2\n")
    with pytest.raises(NotEligible):
        support_idea(by=aino, idea_id=idea.id)
