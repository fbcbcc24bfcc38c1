# SPDX-License-Identifier: EUPL-1.2
"""Many people at once: none lost, none doubled, none after the close."""

import datetime
import threading
import time

import pytest
import time_machine
from django.db import connection, transaction

from backend.common.clock import database_now, now
from backend.participation.campaigns.models import VotingWindow
from backend.participation.supports import gate
from backend.participation.supports.errors import SupportNotOpen
from backend.participation.supports.models import Outcome, Support
from backend.participation.supports.selectors import support_count, tally_differences
from backend.participation.supports.services import close_window, seal_due_windows, support_idea, withdraw_support
from backend.region.accounts.models import Account
from tests.conftest import move_window
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)
SECOND = datetime.timedelta(seconds=1)


def people(number: int) -> list[Account]:
    return Account.objects.bulk_create(
        Account(email=f"h{n}@example.org", password="!", pseudonym=f"Henkilö {n}") for n in range(number)
    )


def errors_of(results: list) -> list[Exception]:
    return [result for result in results if isinstance(result, Exception)]


def test_six_hundred_people_support_one_idea_and_six_hundred_are_counted(idea, settle):
    results = at_once([lambda by=by: support_idea(by=by, idea_id=idea.id) for by in people(600)], threads=24)
    assert errors_of(results) == []
    settle()
    assert support_count(idea.id, None) == Support.objects.count() == 600
    assert tally_differences() == []


def test_fifty_identical_supports_of_one_person_count_once(aino, idea, settle):
    results = at_once([lambda: support_idea(by=aino, idea_id=idea.id)] * 50, threads=25)
    assert errors_of(results) == []
    assert sum(result.counted_now for result in results) == 1
    settle()
    assert support_count(idea.id, None) == Support.objects.count() == 1


def test_fifty_supports_of_one_person_with_limit_five_leave_exactly_five(aino, make_campaign, make_idea):
    campaign = make_campaign("raja", limit=5)
    ideas = [make_idea(campaign, f"Idea numero {n}") for n in range(10)]
    results = at_once([lambda i=i: support_idea(by=aino, idea_id=i.id) for i in ideas * 5], threads=25)
    assert {repr(error) for error in errors_of(results)} == {"SupportLimitReached('support_limit_reached')"}
    assert Support.objects.count() == 5


def test_supporting_and_taking_back_at_once_leaves_tally_and_supports_equal(idea, settle):
    voters = people(20)
    acts = [
        (lambda by=by: support_idea(by=by, idea_id=idea.id))
        if n % 2
        else (lambda by=by: withdraw_support(by=by, idea_id=idea.id))
        for n in range(15)
        for by in voters
    ]
    assert errors_of(at_once(acts, threads=20)) == []
    settle()
    assert tally_differences() == []


def vote_across_the_close(campaign, idea, voters: int) -> tuple[list, VotingWindow]:
    """Supports that straddle the close, while a closer holds the window's row from before it until after it."""
    by_whom = people(voters)
    window = move_window(campaign, closes=database_now() + 1.2 * SECOND)
    seal_due_windows()
    holding = threading.Event()

    def close_while_holding() -> None:
        with transaction.atomic():
            VotingWindow.objects.select_for_update().get(id=window.id)
            holding.set()
            time.sleep(max(0.0, (window.closes - database_now()).total_seconds()) + 0.4)
            close_window(window_id=window.id)

    began = time.monotonic()

    def wait_until(second: float) -> None:
        time.sleep(max(0.0, began + second - time.monotonic()))

    def vote(by: Account, number: int):
        wait_until(2.0 * number / voters)
        return support_idea(by=by, idea_id=idea.id)

    def closer():
        wait_until(0.9)
        close_while_holding()

    acts = [lambda by=by, n=n: vote(by, n) for n, by in enumerate(by_whom)]
    results = at_once([closer, *acts], threads=24)[1:]
    window.refresh_from_db()
    return results, window


def test_five_hundred_votes_straddle_the_close_and_accepted_equals_announced(campaign, idea):
    results, window = vote_across_the_close(campaign, idea, 500)
    accepted = [result for result in results if not isinstance(result, Exception)]
    assert {type(error) for error in errors_of(results)} <= {SupportNotOpen}
    assert errors_of(results), "some votes must come too late for this test to say anything"
    assert len(accepted) == Outcome.objects.get(window=window).supports == Support.objects.count()
    assert not Support.objects.filter(given_at__gte=window.closes).exists()
    assert window.closed_at is not None


def hold_a_vote_open_across_the_close(campaign, idea, by) -> tuple[int, int]:
    """A vote stored before the close but committed after it; (supports stored, supports announced)."""
    window = move_window(campaign, closes=database_now() + 0.8 * SECOND)
    seal_due_windows()
    voted = threading.Event()

    def slow_voter():
        with transaction.atomic():
            support_idea(by=by, idea_id=idea.id)
            voted.set()
            time.sleep(1.6)

    def closer():
        voted.wait(5)
        time.sleep(max(0.0, (window.closes - database_now()).total_seconds()) + 0.1)
        close_window(window_id=window.id)

    assert errors_of(at_once([slow_voter, closer])) == []
    return Support.objects.count(), Outcome.objects.get(window=window).supports


def test_a_vote_that_commits_after_the_close_is_waited_for_and_counted(campaign, idea, aino):
    assert hold_a_vote_open_across_the_close(campaign, idea, aino) == (1, 1)


def test_without_for_share_such_a_vote_would_be_stored_and_not_announced(campaign, idea, aino, monkeypatch):
    monkeypatch.setattr(gate, "_GIVE", gate._GIVE.replace("FOR SHARE", ""))
    assert hold_a_vote_open_across_the_close(campaign, idea, aino) == (1, 0)


def test_a_window_closed_before_its_end_lets_nobody_through(campaign, idea, aino):
    seal_due_windows()
    VotingWindow.objects.filter(phase__campaign=campaign).update(closed_at=database_now())
    with pytest.raises(SupportNotOpen):
        support_idea(by=aino, idea_id=idea.id)


def test_without_closed_at_in_the_gate_it_would(campaign, idea, aino, monkeypatch):
    seal_due_windows()
    VotingWindow.objects.filter(phase__campaign=campaign).update(closed_at=database_now())
    monkeypatch.setattr(gate, "_GIVE", gate._GIVE.replace("AND closed_at IS NULL", ""))
    assert support_idea(by=aino, idea_id=idea.id).counted_now


def test_without_the_unique_constraints_fifty_identical_supports_are_not_one(idea, aino, monkeypatch):
    monkeypatch.setattr(gate, "_GIVE", gate._GIVE.replace("ON CONFLICT DO NOTHING", ""))
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE supports_support DROP CONSTRAINT support_once_a_person_and_idea,"
            " DROP CONSTRAINT support_counts_once"
        )
    try:
        at_once([lambda: support_idea(by=aino, idea_id=idea.id)] * 50, threads=25)
        assert Support.objects.count() > 1
    finally:
        Support.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute(
                "ALTER TABLE supports_support ADD CONSTRAINT support_once_a_person_and_idea"
                " UNIQUE (participant_id, idea_id),"
                " ADD CONSTRAINT support_counts_once UNIQUE (participant_id, counts_for_id)"
            )


@pytest.mark.parametrize("hours", [-1, 1], ids=["an hour slow", "an hour fast"])
def test_five_hundred_votes_obey_the_databases_clock_whatever_the_applications_says(campaign, idea, hours):
    with time_machine.travel(now() + datetime.timedelta(hours=hours), tick=True):
        results, window = vote_across_the_close(campaign, idea, 500)
    accepted = [result for result in results if not isinstance(result, Exception)]
    assert accepted
    assert errors_of(results)
    assert {type(error) for error in errors_of(results)} == {SupportNotOpen}
    assert len(accepted) == Outcome.objects.get(window=window).supports == Support.objects.count()
    assert not Support.objects.filter(given_at__gte=window.closes).exists()
