# SPDX-License-Identifier: EUPL-1.2
"""Many signatures at once: none doubled, none lost at the handover, and the application's clock decides nothing."""

import datetime

import pytest
import time_machine

from backend.common.clock import database_now, now
from backend.participation.initiatives.errors import InitiativeAlready, InitiativeNotCollecting
from backend.participation.initiatives.models import Initiative, Signature
from backend.participation.initiatives.selectors import initiative_by_id, tally_differences
from backend.participation.initiatives.services import hand_over_initiative, sign_initiative, withdraw_signature
from backend.region.accounts.models import Account
from tests.participation.initiatives.people import made_by, strongly
from tests.threads import at_once, meanwhile

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = datetime.timedelta(hours=1)


def signers(number: int) -> list[Account]:
    people = Account.objects.bulk_create(
        Account(email=f"h{n}@example.org", password="!", pseudonym=f"Henkilö {n}") for n in range(number)
    )
    return [strongly(one, f"01018{n:04}") for n, one in enumerate(people)]


def test_fifty_identical_signatures_are_one(aino, onni, idea_of_onni, settle):
    initiative = made_by(onni, idea_of_onni)
    strongly(aino, "020280-123B")
    results = at_once([lambda: sign_initiative(by=aino, initiative_id=initiative.pk)] * 50, threads=12)
    assert [one for one in results if isinstance(one, Exception)] == []
    assert sum(one.changed_now for one in results) == 1
    settle()
    assert (Signature.objects.count(), initiative_by_id(initiative.pk).signatures) == (2, 2)


def test_an_idea_made_an_initiative_twice_at_once_is_one(onni, idea_of_onni):
    strongly(onni, "010180-123A")
    results = at_once([lambda: made_by(onni, idea_of_onni)] * 8, threads=8)
    assert sorted(type(one).__name__ for one in results) == ["Initiative"] + ["InitiativeAlready"] * 7
    assert {type(one) for one in results if isinstance(one, Exception)} == {InitiativeAlready}


def test_signing_and_taking_back_at_once_leaves_tally_and_signatures_equal(onni, idea_of_onni, settle):
    initiative = made_by(onni, idea_of_onni)
    people = signers(8)
    acts = [
        lambda by=by, act=act: act(by=by, initiative_id=initiative.pk)
        for _ in range(6)
        for by in people
        for act in (sign_initiative, withdraw_signature)
    ]
    assert [one for one in at_once(acts, threads=12) if isinstance(one, Exception)] == []
    settle()
    assert tally_differences() == []


def test_a_signature_on_its_way_at_the_handover_is_waited_for_and_counted(aino, onni, idea_of_onni):
    initiative = made_by(onni, idea_of_onni)
    strongly(aino, "020280-123B")
    signed, over = meanwhile(
        lambda: sign_initiative(by=aino, initiative_id=initiative.pk),
        lambda: hand_over_initiative(by=onni, initiative_id=initiative.pk),
    )
    assert signed.changed_now
    assert over.signatures == Signature.objects.count() == 2


def test_a_signature_that_waits_for_the_handover_is_refused(aino, onni, idea_of_onni):
    initiative = made_by(onni, idea_of_onni)
    strongly(aino, "020280-123B")
    over, refused = meanwhile(
        lambda: hand_over_initiative(by=onni, initiative_id=initiative.pk),
        lambda: sign_initiative(by=aino, initiative_id=initiative.pk),
    )
    assert isinstance(refused, InitiativeNotCollecting)
    assert over.signatures == Signature.objects.count() == 1


def test_sixty_people_sign_around_the_handover_and_accepted_equals_frozen(onni, idea_of_onni, settle):
    initiative = made_by(onni, idea_of_onni)
    acts = [lambda by=by: sign_initiative(by=by, initiative_id=initiative.pk) for by in signers(60)]
    acts.insert(30, lambda: hand_over_initiative(by=onni, initiative_id=initiative.pk))
    results = at_once(acts, threads=12)
    accepted = [one for one in results if getattr(one, "changed_now", False)]
    assert {type(one) for one in results if isinstance(one, Exception)} <= {InitiativeNotCollecting}
    assert Initiative.objects.get().signatures == len(accepted) + 1 == Signature.objects.count()
    settle()
    assert tally_differences() == []


@pytest.mark.parametrize("shift", [-HOUR, HOUR])
def test_an_applications_clock_that_is_wrong_changes_nothing(aino, onni, idea_of_onni, shift):
    initiative = made_by(onni, idea_of_onni)
    strongly(aino, "020280-123B")
    with time_machine.travel(now() + shift):
        assert sign_initiative(by=aino, initiative_id=initiative.pk).changed_now
        Initiative.objects.filter(pk=initiative.pk).update(closes_at=database_now())
        with pytest.raises(InitiativeNotCollecting):
            withdraw_signature(by=aino, initiative_id=initiative.pk)
