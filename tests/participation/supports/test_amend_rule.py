# SPDX-License-Identifier: EUPL-1.2
"""The rule of supporting: amended before the first support, standing afterwards, in code and database."""

import threading
import time

import pytest
from django.db import Error, transaction

from backend.common.errors import InvalidInput
from backend.ledger.events.models import Event
from backend.participation.campaigns.errors import VotingHasBegun
from backend.participation.campaigns.models import Amendment, Campaign, VotingWindow
from backend.participation.supports.amending import amend_support_rule
from backend.participation.supports.errors import SupportLimitReached
from backend.participation.supports.services import seal_due_windows, support_idea, withdraw_support
from tests.threads import at_once

WHY = {"fi": "Raja oli kirjoitettu väärin.", "sv": "Gränsen var fel."}


def amend(by, limit=1, hidden=False, reason=WHY):
    return amend_support_rule(by=by, slug="joki", reason=reason, limit=limit, hidden=hidden)


@pytest.mark.django_db
def test_a_sealed_rule_is_amended_before_the_first_support_and_then_holds(
    porvoo_organiser, campaign, idea, make_idea, aino
):
    seal_due_windows()
    sealed = VotingWindow.objects.get()
    amend(porvoo_organiser, limit=1)
    window = VotingWindow.objects.get()
    assert window.rule["limit"] == 1
    assert (window.sealed_at, window.rule_hash != sealed.rule_hash) == (sealed.sealed_at, True)
    made = Amendment.objects.get()
    assert (made.before["limit"], made.after["limit"], made.rule_hash) == (None, 1, window.rule_hash)
    assert Event.objects.filter(kind="rule_amended").count() == 1
    support_idea(by=aino, idea_id=idea.id)
    with pytest.raises(SupportLimitReached):
        support_idea(by=aino, idea_id=make_idea(campaign, "Toinen").id)


@pytest.mark.django_db
def test_after_the_first_support_it_stands_also_when_that_was_taken_back(porvoo_organiser, campaign, idea, aino):
    support_idea(by=aino, idea_id=idea.id)
    withdraw_support(by=aino, idea_id=idea.id)
    with pytest.raises(VotingHasBegun):
        amend(porvoo_organiser)
    assert not Amendment.objects.exists()


@pytest.mark.django_db
def test_the_database_refuses_another_rule_whatever_the_code_says(porvoo_organiser, campaign, idea, aino):
    seal_due_windows()
    amend(porvoo_organiser, limit=4)
    support_idea(by=aino, idea_id=idea.id)
    window, known = VotingWindow.objects.get(), Amendment.objects.get()
    for change in ({"rule": {"limit": 9}}, {"rule_hash": "0" * 64}, {"rule": {}, "rule_hash": known.rule_hash}):
        with pytest.raises(Error, match="sealed rule stands"), transaction.atomic():
            VotingWindow.objects.filter(pk=window.pk).update(**change)
    for change in ({"support_limit": 9}, {"support_limit": None}, {"supports_hidden": True}):
        with pytest.raises(Error, match="vote that has begun"), transaction.atomic():
            Campaign.objects.update(**change)


@pytest.mark.django_db
def test_an_unlogged_rule_is_refused_before_the_first_support_too(campaign):
    seal_due_windows()
    with pytest.raises(Error, match="sealed rule stands"), transaction.atomic():
        VotingWindow.objects.update(rule={"limit": 9}, rule_hash="0" * 64)


@pytest.mark.django_db
def test_a_rule_needs_a_reason_and_a_number_that_can_be(porvoo_organiser, campaign):
    for limit, reason in ((0, WHY), (1001, WHY), (3, {"sv": "Bara på svenska"})):
        with pytest.raises(InvalidInput):
            amend(porvoo_organiser, limit=limit, reason=reason)


@pytest.mark.django_db(transaction=True)
def test_a_support_on_its_way_is_counted_first_and_refuses_the_amendment(porvoo_organiser, campaign, idea, aino):
    seal_due_windows()
    given = threading.Event()

    def slow_voter():
        with transaction.atomic():
            support_idea(by=aino, idea_id=idea.id)
            given.set()
            time.sleep(0.4)

    def organiser():
        given.wait(5)
        return amend(porvoo_organiser)

    voted, amended = at_once([slow_voter, organiser], threads=2)
    assert voted is None
    assert isinstance(amended, VotingHasBegun)
    assert VotingWindow.objects.get().rule["limit"] is None
