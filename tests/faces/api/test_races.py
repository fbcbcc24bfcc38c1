# SPDX-License-Identifier: EUPL-1.2
"""Many requests at once through the whole WSGI application: none lost, none doubled, no fault."""

from collections import Counter

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from backend.common.clock import now
from backend.config.sessions import SessionStore
from backend.participation.discussion.services import write_comment
from backend.participation.supports.models import Support
from backend.participation.supports.selectors import support_count, tally_differences
from backend.region.accounts.models import Account, Session
from tests.conftest import DAY
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def _as_often_as_they_like(settings):
    settings.REST_FRAMEWORK = {
        **settings.REST_FRAMEWORK,
        "DEFAULT_THROTTLE_RATES": {"acts": "100000/day", "anonymous": "100000/day"},
    }


def signed_in(people: list[Account]) -> list[str]:
    """A session token for each person, without six hundred sign-ins."""
    store, expires = SessionStore(), now() + DAY
    sessions = [
        Session(
            session_key=f"{number:032d}",
            account_id=person.pk,
            session_data=store.encode(
                {
                    SESSION_KEY: str(person.pk),
                    BACKEND_SESSION_KEY: BACKEND,
                    HASH_SESSION_KEY: person.get_session_auth_hash(),
                }
            ),
            expire_date=expires,
        )
        for number, person in enumerate(people)
    ]
    return [session.session_key for session in Session.objects.bulk_create(sessions)]


def people(number: int) -> list[Account]:
    return Account.objects.bulk_create(
        Account(email=f"h{n}@example.org", password="!", pseudonym=f"Henkilö {n}") for n in range(number)
    )


def support(token: str, idea_id: int, method: str = "POST") -> int:
    """The status of one request of a client of its own."""
    client = Client(raise_request_exception=False)
    path = f"/api/v1/ideas/{idea_id}/support/"
    return client.generic(method, path, headers={"X-Session-Token": token}).status_code


def test_fifty_identical_requests_of_one_person_count_once(aino, idea, settle):
    (token,) = signed_in([aino])
    statuses = Counter(at_once([lambda: support(token, idea.id)] * 50, threads=20))
    assert statuses == {201: 1, 200: 49}
    settle()
    assert support_count(idea.id, None) == Support.objects.count() == 1


def test_six_hundred_people_support_one_idea_and_all_are_counted(idea, settle):
    tokens = signed_in(people(600))
    statuses = Counter(at_once([lambda token=token: support(token, idea.id) for token in tokens], threads=20))
    assert statuses == {201: 600}
    settle()
    assert support_count(idea.id, None) == Support.objects.count() == 600
    assert tally_differences() == []


def test_giving_and_taking_back_at_once_ends_as_it_is_told(idea, settle):
    tokens = signed_in(people(10))
    acts = [
        lambda token=token, method=method: support(token, idea.id, method)
        for _ in range(6)
        for token in tokens
        for method in ("POST", "DELETE")
    ]
    assert set(at_once(acts, threads=20)) <= {200, 201}
    settle()
    assert support_count(idea.id, None) == Support.objects.count()
    assert tally_differences() == []


def test_two_changes_of_one_idea_at_once_leave_one_and_say_so(onni, make_campaign, make_idea):
    idea = make_idea(make_campaign("keruu", open_phase="collect"), "Laituri", by=onni)
    (token,) = signed_in([onni])

    def change(number: int) -> int:
        body = {"title": f"Laituri {number}", "text": "Rantaan laituri uimareille.", "category": "luonto", "version": 1}
        return (
            Client()
            .put(
                f"/api/v1/ideas/{idea.id}/",
                body,
                content_type="application/json",
                headers={"X-Session-Token": token},
            )
            .status_code
        )

    assert Counter(at_once([lambda n=n: change(n) for n in range(10)], threads=10)) == {200: 1, 409: 9}
    idea.refresh_from_db()
    assert (idea.version, idea.versions.count()) == (2, 1)


def test_a_comment_is_taken_back_once(aino, idea):
    comment = write_comment(by=aino, idea_id=idea.id, text="Hei!")
    (token,) = signed_in([aino])

    def take_back() -> int:
        client = Client(raise_request_exception=False)
        path = f"/api/v1/comments/{comment.id}/withdraw/"
        return client.post(path, headers={"X-Session-Token": token}).status_code

    assert Counter(at_once([take_back] * 10, threads=10)) == {200: 1, 409: 9}
