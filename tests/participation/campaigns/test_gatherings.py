# SPDX-License-Identifier: EUPL-1.2
"""Attendance is a number that an officer types; the cost is said anew, never overwritten."""

import datetime
from decimal import Decimal

import pytest

from backend.common.errors import Conflict, InvalidInput, MayNot, NotFound
from backend.ledger.audit.models import AuditEntry
from backend.participation.campaigns.attendance import attendance_of, cost_shown, gathered_of, gatherings_of, total_of
from backend.participation.campaigns.gatherings import (
    CostPlan,
    GatheringPlan,
    drop_gathering,
    edit_gathering,
    note_cost,
    note_gathering,
)
from backend.participation.campaigns.models import Cost, Gathering
from backend.participation.campaigns.selectors import campaign_by_slug
from tests.threads import at_once

pytestmark = pytest.mark.django_db
TITLE = {"fi": "Työpaja kirjastossa", "sv": "Verkstad på biblioteket", "en": "Workshop in the library"}


def plan(**said) -> GatheringPlan:
    day = datetime.date(2026, 9, 12)
    return GatheringPlan(
        **{"kind": "workshop", "held_on": day, "place": "Kirjasto", "title": TITLE, "attended": 24, **said}
    )


@pytest.fixture
def workshop(campaign, porvoo_organiser) -> Gathering:
    return note_gathering(by=porvoo_organiser, campaign_slug=campaign.slug, plan=plan())


def test_porvoo_notes_a_workshop_and_corrects_the_number_of_people(campaign, porvoo_organiser, workshop):
    edited = edit_gathering(by=porvoo_organiser, gathering_id=workshop.pk, version=1, plan=plan(attended=26))
    assert (edited.attended, edited.version) == (26, 2)
    assert [(one.number, one.attended) for one in edited.versions.all()] == [(1, 24)]
    note_gathering(by=porvoo_organiser, campaign_slug=campaign.slug, plan=plan(attended=None))
    found = list(gatherings_of(campaign))
    assert (attendance_of(found).gatherings, attendance_of(found).people) == (1, 26)
    assert [one.attended for one in gathered_of(campaign_by_slug(campaign.slug))] == [26, None]
    assert set(AuditEntry.objects.values_list("operation", flat=True)) == {"note_gathering", "edit_gathering"}


def test_the_same_again_makes_no_version(porvoo_organiser, workshop):
    again = edit_gathering(by=porvoo_organiser, gathering_id=workshop.pk, version=1, plan=plan())
    assert (again.version, again.versions.count()) == (1, 0)


def test_one_that_was_noted_twice_is_dropped_with_a_reason_and_stays_in_the_log(campaign, porvoo_organiser, workshop):
    with pytest.raises(InvalidInput):
        drop_gathering(by=porvoo_organiser, gathering_id=workshop.pk, reason=" ")
    drop_gathering(by=porvoo_organiser, gathering_id=workshop.pk, reason="Kirjattu kahdesti")
    assert list(gatherings_of(campaign)) == []
    assert Gathering.objects.get().dropped_for == "Kirjattu kahdesti"
    with pytest.raises(NotFound):
        edit_gathering(by=porvoo_organiser, gathering_id=workshop.pk, version=1, plan=plan())


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": "party"}, "kind"),
        ({"held_on": None}, "held_on"),
        ({"place": " "}, "place"),
        ({"place": "a" * 201}, "place"),
        ({"title": {"fi": "Työpaja"}}, "title_sv"),
        ({"title": {**TITLE, "en": "a" * 121}}, "title_en"),
        ({"attended": -1}, "attended"),
        ({"attended": 5, "held_on": datetime.date(2099, 1, 1)}, "attended"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(campaign, porvoo_organiser, said, field):
    with pytest.raises(InvalidInput) as refusal:
        note_gathering(by=porvoo_organiser, campaign_slug=campaign.slug, plan=plan(**said))
    assert field in refusal.value.fields


def test_only_organisers_of_the_campaign_note(campaign, aino, workshop):
    with pytest.raises(MayNot):
        note_gathering(by=aino, campaign_slug=campaign.slug, plan=plan())
    with pytest.raises(MayNot):
        drop_gathering(by=aino, gathering_id=workshop.pk, reason="Ei ollut")
    with pytest.raises(MayNot):
        note_cost(
            by=aino, campaign_slug=campaign.slug, plan=CostPlan(staff_hours=None, hour_price=None, purchases=None)
        )


def test_the_cost_is_said_anew_and_shown_when_the_officer_says_so(campaign, porvoo_organiser, aino):
    said = {"staff_hours": Decimal("40.5"), "hour_price": Decimal("38.20"), "purchases": Decimal(350)}
    cost = note_cost(by=porvoo_organiser, campaign_slug=campaign.slug, plan=CostPlan(**said))
    assert total_of(cost) == Decimal("1897.10")
    assert cost_shown(campaign, viewer=porvoo_organiser) == cost
    assert cost_shown(campaign, viewer=aino) is None
    public = note_cost(by=porvoo_organiser, campaign_slug=campaign.slug, plan=CostPlan(**said, is_public=True))
    assert (public.edition, cost_shown(campaign, viewer=None)) == (2, public)
    assert Cost.objects.count() == 2
    with pytest.raises(InvalidInput) as refusal:
        note_cost(by=porvoo_organiser, campaign_slug=campaign.slug, plan=CostPlan(**{**said, "purchases": Decimal(-1)}))
    assert list(refusal.value.fields) == ["purchases"]


@pytest.mark.django_db(transaction=True)
def test_two_who_correct_at_once_are_told_of_each_other(workshop, porvoo_organiser):
    def correct(number: int) -> str:
        try:
            edit_gathering(by=porvoo_organiser, gathering_id=workshop.pk, version=1, plan=plan(attended=number))
        except Conflict:
            return "conflict"
        return "saved"

    assert sorted(at_once([lambda: correct(1), lambda: correct(2)])) == ["conflict", "saved"]
