# SPDX-License-Identifier: EUPL-1.2
"""Support through the API: counted at once for the one who acts, once for everybody."""

import datetime

import pytest

from backend.common.clock import database_now
from tests.conftest import move_window

pytestmark = pytest.mark.django_db


def test_aino_supports_an_idea_and_reads_her_own_support(call, aino, idea):
    answer = call(aino).post(f"ideas/{idea.id}/support/")
    assert answer.status_code == 201
    assert answer.json() == {"idea": idea.id, "supported": True, "supports": 1, "unverified": 0, "left": None}
    shown = call(aino).get(f"ideas/{idea.id}/").json()
    assert (shown["supports"], shown["supported"]) == (1, True)


def test_a_second_time_is_200_and_counts_nothing(call, aino, idea):
    call(aino).post(f"ideas/{idea.id}/support/")
    answer = call(aino).post(f"ideas/{idea.id}/support/")
    assert (answer.status_code, answer.json()["supports"]) == (200, 1)


def test_aino_takes_her_support_back(call, aino, idea, settle):
    call(aino).post(f"ideas/{idea.id}/support/")
    settle()
    answer = call(aino).delete(f"ideas/{idea.id}/support/")
    assert answer.status_code == 200
    assert answer.json() == {"idea": idea.id, "supported": False, "supports": 0, "unverified": 0, "left": None}


def test_a_limit_says_how_many_are_left(call, aino, make_campaign, make_idea, refused):
    campaign = make_campaign("raja", limit=2)
    ideas = [make_idea(campaign, f"Idea {n}") for n in range(3)]
    left = [call(aino).post(f"ideas/{idea.id}/support/").json()["left"] for idea in ideas[:2]]
    assert left == [1, 0]
    answer = call(aino).post(f"ideas/{ideas[2].id}/support/", accept_language="en")
    assert "2" in refused(answer, 422, "support_limit_reached")["message"]


def test_who_has_not_signed_in_is_asked_to(anyone, idea, refused):
    refused(anyone.post(f"ideas/{idea.id}/support/"), 403, "sign_in_first")
    refused(anyone.delete(f"ideas/{idea.id}/support/"), 403, "sign_in_first")


def test_a_closed_window_refuses_both(call, aino, idea, campaign, refused):
    move_window(campaign, closes=database_now() - datetime.timedelta(seconds=1))
    refused(call(aino).post(f"ideas/{idea.id}/support/"), 422, "support_not_open")
    refused(call(aino).delete(f"ideas/{idea.id}/support/"), 422, "support_not_open")


@pytest.mark.parametrize("number", ["999999999", "9223372036854775808", "9" * 5000])
def test_an_idea_that_is_not_there_is_not_found(call, aino, number, refused):
    refused(call(aino).post(f"ideas/{number}/support/"), 404, "not_found")


def test_queries_of_a_support(call, aino, onni, make_idea, campaign, count_queries):
    first, second = make_idea(campaign, "Ensimmäinen"), make_idea(campaign, "Toinen")
    call(onni).post(f"ideas/{first.id}/support/")  # seals the window
    aino_calls, authentication = call(aino), 2  # session and account
    with count_queries() as counted:
        assert aino_calls.post(f"ideas/{first.id}/support/").status_code == 201
    assert counted() <= 9 + authentication
    with count_queries() as counted:
        assert aino_calls.post(f"ideas/{second.id}/support/").status_code == 201
    assert counted() <= 5 + authentication
