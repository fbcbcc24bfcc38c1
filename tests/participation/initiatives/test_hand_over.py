# SPDX-License-Identifier: EUPL-1.2
"""An initiative is handed over with its count, is taken up within six months, decided, and reported to the council."""

import datetime

import pytest
from django.db import connection

from backend.common.clock import database_now, local_day
from backend.common.errors import InvalidInput, MayNot, NotFound
from backend.ledger.audit.models import AuditEntry
from backend.ledger.events.models import Event
from backend.participation.initiatives.attending import attend_initiatives
from backend.participation.initiatives.deciding import decide_initiative, read_maker
from backend.participation.initiatives.errors import (
    InitiativeDecidedAlready,
    InitiativeNotCollecting,
    InitiativeNotHandedOver,
    NotTheMaker,
)
from backend.participation.initiatives.models import Initiative, Signature, SignatureTally
from backend.participation.initiatives.report import initiative_figures, work_on_initiatives, yearly_report
from backend.participation.initiatives.rules import collects_until, taken_up_by, threshold_of
from backend.participation.initiatives.selectors import initiative_by_id
from backend.participation.initiatives.services import hand_over_initiative, sign_initiative, withdraw_signature
from tests.participation.campaigns.joint import organiser_of
from tests.participation.initiatives.people import MAKER, TEXT, made_by, people_live_in, strongly

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def with_residents(initiative: Initiative, residents: int) -> None:
    """Put as many signatures of residents there as are missing; the maker's is one of them."""
    row = Signature.objects.get(initiative=initiative)
    Signature.objects.bulk_create(
        Signature(
            initiative=initiative, signer=n.to_bytes(32, "big"), participant_id=row.participant_id, is_resident=True
        )
        for n in range(1, residents)
    )


def handed_over(author, idea, *, people: int | None = 50, **told) -> Initiative:
    if people is not None:
        people_live_in("porvoo", people)
    return hand_over_initiative(by=author, initiative_id=made_by(author, idea, **told).pk)


def test_handed_over_with_two_in_a_hundred_residents_it_is_taken_up_within_six_months(onni, idea_of_onni):
    initiative = handed_over(onni, idea_of_onni, people=50)
    today = local_day(database_now())
    assert (initiative.signatures, initiative.residents, initiative.threshold) == (1, 1, 1)
    assert initiative.due_on == taken_up_by(database_now()) > today + 180 * DAY
    shown = initiative_by_id(initiative.pk)
    assert (shown.state, shown.population, shown.is_reached) == ("handed_over", 50, True)
    numbers = Event.objects.get(kind="initiative_handed_over").numbers
    assert numbers == {"initiative": initiative.pk, "signatures": 1, "residents": 1, "threshold": 1}


@pytest.mark.parametrize(("residents", "is_reached"), [(999, False), (1000, True)])
def test_of_fifty_thousand_people_a_thousand_are_enough_and_999_are_not(onni, idea_of_onni, residents, is_reached):
    people_live_in("porvoo", 50_000)
    initiative = made_by(onni, idea_of_onni)
    with_residents(initiative, residents)
    done = hand_over_initiative(by=onni, initiative_id=initiative.pk)
    assert (done.residents, done.threshold, done.due_on is not None) == (residents, 1000, is_reached)


def test_two_in_a_hundred_are_rounded_up():
    assert [threshold_of(people) for people in (1, 50, 51, 49_999, 50_000, 50_001)] == [1, 1, 2, 1000, 1000, 1001]


def test_six_months_end_on_the_same_day_of_the_regions_calendar_or_the_last_of_a_shorter_month():
    late_evening = datetime.datetime(2026, 8, 30, 22, 30, tzinfo=datetime.UTC)  # the 31st in Helsinki
    assert taken_up_by(late_evening) == datetime.date(2027, 2, 28)
    assert collects_until(late_evening) == datetime.datetime(2027, 8, 30, 22, 30, tzinfo=datetime.UTC)


def test_without_enough_residents_it_is_handled_without_a_day(onni, idea_of_onni):
    initiative = handed_over(onni, idea_of_onni, people=5000)
    assert (initiative.threshold, initiative.due_on) == (100, None)


def test_without_a_population_the_threshold_stays_unknown(onni, idea_of_onni):
    initiative = handed_over(onni, idea_of_onni, people=None)
    assert (initiative.threshold, initiative.population, initiative.due_on) == (None, None, None)


def test_what_was_frozen_stays_whatever_population_is_loaded_later(onni, idea_of_onni):
    initiative = handed_over(onni, idea_of_onni, people=50)
    people_live_in("porvoo", 90_000)
    shown = initiative_by_id(initiative.pk)
    assert (shown.threshold, shown.population, shown.population_on) == (1, 50, datetime.date(2025, 12, 31))


def test_after_the_handover_nobody_signs_and_nobody_takes_back(aino, onni, make_person, idea_of_onni):
    people_live_in("porvoo", 50)
    initiative = made_by(onni, idea_of_onni)
    sign_initiative(by=strongly(aino, "020280-123B"), initiative_id=initiative.pk)
    hand_over_initiative(by=onni, initiative_id=initiative.pk)
    for act in (sign_initiative, withdraw_signature):
        with pytest.raises(InitiativeNotCollecting):
            act(by=aino, initiative_id=initiative.pk)
    with pytest.raises(InitiativeNotCollecting):
        hand_over_initiative(by=onni, initiative_id=initiative.pk)
    assert Initiative.objects.get().signatures == 2


def test_only_the_maker_hands_it_over(aino, onni, porvoo_organiser, idea_of_onni):
    initiative = made_by(onni, idea_of_onni)
    for account in (strongly(aino, "020280-123B"), porvoo_organiser):
        with pytest.raises(NotTheMaker):
            hand_over_initiative(by=account, initiative_id=initiative.pk)


def test_porvoo_decides_it_and_the_decision_is_public(onni, porvoo_organiser, idea_of_onni):
    initiative = handed_over(onni, idea_of_onni)
    today = local_day(database_now())
    decide_initiative(by=porvoo_organiser, initiative_id=initiative.pk, handled_on=today, text=TEXT)
    shown = initiative_by_id(initiative.pk)
    assert (shown.state, shown.handled_on, shown.decision) == ("decided", today, TEXT)
    assert AuditEntry.objects.filter(operation="decide_initiative").count() == 1
    with pytest.raises(InitiativeDecidedAlready):
        decide_initiative(by=porvoo_organiser, initiative_id=initiative.pk, handled_on=today, text=TEXT)


def test_a_decision_is_said_in_every_language_on_a_day_after_the_handover(onni, porvoo_organiser, idea_of_onni):
    initiative = handed_over(onni, idea_of_onni)
    tomorrow = local_day(database_now()) + DAY
    with pytest.raises(InvalidInput) as refusal:
        decide_initiative(by=porvoo_organiser, initiative_id=initiative.pk, handled_on=tomorrow, text={"fi": "Ei."})
    assert {"text_fi", "text_sv", "handled_on"} <= set(refusal.value.fields)


def test_the_municipality_decides_nothing_before_the_handover(onni, porvoo_organiser, idea_of_onni):
    initiative = made_by(onni, idea_of_onni)
    today = local_day(database_now())
    with pytest.raises(InitiativeNotHandedOver):
        decide_initiative(by=porvoo_organiser, initiative_id=initiative.pk, handled_on=today, text=TEXT)
    with pytest.raises(InitiativeNotHandedOver):
        read_maker(by=porvoo_organiser, initiative_id=initiative.pk)


def test_who_made_it_is_read_by_its_municipality_and_the_audit_log_says_so(
    aino, onni, porvoo_organiser, make_person, idea_of_onni
):
    initiative = handed_over(onni, idea_of_onni)
    assert read_maker(by=porvoo_organiser, initiative_id=initiative.pk) == MAKER
    assert AuditEntry.objects.get(operation="read_maker").actor_id == porvoo_organiser.pk
    for account in (aino, organiser_of(make_person, "Sirpa", "sipoo")):
        with pytest.raises(MayNot):
            read_maker(by=account, initiative_id=initiative.pk)
        with pytest.raises(MayNot):
            decide_initiative(by=account, initiative_id=initiative.pk, handled_on=None, text={})
    with pytest.raises(NotFound):
        read_maker(by=porvoo_organiser, initiative_id=999_999)


def test_the_threshold_is_noticed_once(onni, idea_of_onni, settle):
    people_live_in("porvoo", 100)
    initiative = made_by(onni, idea_of_onni)
    settle()
    assert attend_initiatives() == 0
    SignatureTally.objects.filter(initiative=initiative).update(residents=2)
    assert (attend_initiatives(), attend_initiatives()) == (1, 0)
    assert Event.objects.get(kind="initiative_reached").numbers["threshold"] == 2


def test_what_nobody_handed_over_in_a_year_lapses_and_the_idea_may_be_one_again(onni, idea_of_onni):
    initiative = made_by(onni, idea_of_onni)
    Initiative.objects.filter(pk=initiative.pk).update(closes_at=database_now() - DAY)
    assert (attend_initiatives(), attend_initiatives()) == (1, 0)
    assert Initiative.objects.get(pk=initiative.pk).state == "lapsed"
    assert made_by(onni, idea_of_onni).pk != initiative.pk


def test_officers_are_reminded_a_month_before_and_when_the_day_is_over(onni, idea_of_onni, porvoo_organiser):
    initiative = handed_over(onni, idea_of_onni)
    today = local_day(database_now())
    assert attend_initiatives() == 0
    Initiative.objects.filter(pk=initiative.pk).update(due_on=today + 30 * DAY)
    assert (attend_initiatives(), attend_initiatives()) == (1, 0)
    Initiative.objects.filter(pk=initiative.pk).update(due_on=today - DAY)
    assert (attend_initiatives(), attend_initiatives()) == (1, 0)
    assert Event.objects.filter(kind__in=["initiative_due_soon", "initiative_overdue"]).count() == 2
    assert initiative_by_id(initiative.pk).is_overdue
    assert [one.pk for one in work_on_initiatives(initiative.municipality_id, show="overdue")] == [initiative.pk]
    figures = initiative_figures(initiative.municipality_id)
    assert (figures.collecting, figures.waiting, figures.overdue) == (0, 1, 1)


def test_the_council_hears_of_all_of_a_year_and_of_what_was_still_open(
    onni, porvoo_organiser, campaign, make_idea, count_queries
):
    year = local_day(database_now()).year
    empty = yearly_report("porvoo", year)
    assert (empty.rows, empty.made, empty.carried, empty.decided) == ((), 0, 0, 0)
    older = handed_over(onni, make_idea(campaign, "Vanha laituri", by=onni))
    Initiative.objects.filter(pk=older.pk).update(handed_over_at=database_now() - 400 * DAY)
    newer = handed_over(onni, make_idea(campaign, "Uusi laituri", by=onni))
    today = local_day(database_now())
    decide_initiative(by=porvoo_organiser, initiative_id=newer.pk, handled_on=today, text=TEXT)
    made_by(onni, make_idea(campaign, "Kesken oleva", by=onni))
    with count_queries() as counted:
        report = yearly_report("porvoo", year)
    assert counted() <= 4
    assert [row.id for row in report.rows] == [older.pk, newer.pk]
    assert (report.made, report.carried, report.decided, report.obliging, report.collecting) == (1, 1, 1, 2, 3)
    with pytest.raises(NotFound):
        yearly_report("porvoo", year + 1)


def test_the_ledger_says_nothing_of_where_anybody_lives(onni, idea_of_onni):
    made_by(onni, idea_of_onni)
    with connection.cursor() as cursor:
        cursor.execute("SELECT numbers FROM events_event WHERE kind = 'initiative_signed'")
        assert cursor.fetchall() == [("{}",)]
