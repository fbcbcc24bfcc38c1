# SPDX-License-Identifier: EUPL-1.2
"""Everything of oneself through the API, and being forgotten."""

import json
import time
from types import SimpleNamespace

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.core import mail

from backend.faces.api.errors import ReauthenticateFirst
from backend.faces.api.own_data import require_recent
from backend.participation.supports.selectors import tally_differences
from backend.participation.supports.services import support_idea
from backend.region.accounts.models import Account, Session
from tests.faces.api.conftest import ROOT, Caller

pytestmark = pytest.mark.django_db
CONFIRMED = {"confirmation": "Aino"}


def shown_again(caller: Caller, person: Account) -> Caller:
    """The person has just written their password once more."""
    session = caller.client.session
    record_authentication(SimpleNamespace(session=session), person, "password", reauthenticated=True)
    session.save()
    return caller


def erase(caller: Caller, body=None):
    return caller.client.delete(f"{ROOT}me/", json.dumps(body or {}), content_type="application/json")


@pytest.fixture
def aino_again(call, aino):
    return shown_again(call(aino), aino)


def test_aino_reads_everything(aino_again, aino, idea):
    support_idea(by=aino, idea_id=idea.id)
    answer = aino_again.get("me/data/")
    assert answer.headers["Cache-Control"] == "no-store"
    sections = {one["section"]: one for one in answer.json()["sections"]}
    assert sections["account"]["rows"][0]["email"] == aino.email
    assert sections["supports"]["label"] == "Kannatuksesi"
    assert sections["supports"]["fields"]["title"] == "Otsikko"
    assert [row["idea_id"] for row in sections["supports"]["rows"]] == [idea.id]


def test_who_has_not_just_shown_who_they_are_is_asked(call, aino, refused):
    me = call(aino)
    refused(me.get("me/data/"), 403, "reauthenticate_first")
    refused(erase(me, CONFIRMED), 403, "reauthenticate_first")
    assert Account.objects.filter(pk=aino.pk).exists()


def test_who_has_nothing_to_show_is_not_asked(call, aino):
    aino.set_unusable_password()
    aino.save()
    assert call(aino).get("me/data/").status_code == 200


def test_a_token_must_be_of_a_sign_in_of_these_minutes(aino):
    for claims in ({"iat": time.time()}, {"auth_time": time.time() - 100, "iat": 1}):
        require_recent(SimpleNamespace(auth=claims, user=aino))
    for claims in ({"auth_time": time.time() - 400, "iat": time.time()}, {}, {"iat": "now"}):
        with pytest.raises(ReauthenticateFirst):
            require_recent(SimpleNamespace(auth=claims, user=aino))


def test_the_try_says_what_the_erasure_then_does(aino_again, aino, idea):
    support_idea(by=aino, idea_id=idea.id)
    tried = aino_again.get("me/erasure/")
    assert tried.headers["Cache-Control"] == "no-store"
    assert tried.json()["supports_withdrawn"] == 1
    assert tried.json()["rows"]["supports"] == 1
    assert "drafts" not in tried.json()["rows"]
    assert Account.objects.filter(pk=aino.pk).exists()
    done = erase(aino_again, {"confirmation": " aino "})
    assert done.status_code == 200
    assert done.json() == {**tried.json(), "letter": "sent"}
    assert not Account.objects.filter(pk=aino.pk).exists()
    assert tally_differences() == []


def test_every_session_ends_and_one_last_letter_goes(aino_again, aino, call, refused):
    elsewhere = call(aino)
    elsewhere.get("me/")
    erase(aino_again, CONFIRMED)
    assert [letter.to for letter in mail.outbox] == [[aino.email]]
    assert "Tietosi on poistettu" in mail.outbox[0].subject
    assert not Session.objects.filter(account_id=aino.pk).exists()
    for caller in (aino_again, elsewhere):
        refused(caller.get("me/"), 403, "sign_in_first")


def test_without_the_public_name_nothing_happens(aino_again, aino, refused):
    for typed in ("Onni", "kyllä"):
        body = refused(erase(aino_again, {"confirmation": typed}), 422, "not_confirmed")
        assert "Aino" in body["fields"]["confirmation"]
    refused(erase(aino_again), 400, "malformed")
    assert Account.objects.filter(pk=aino.pk).exists()
    assert mail.outbox == []


def test_an_account_without_an_address_has_no_letter(call, refused):
    person = Account.objects.create_user(None, pseudonym="Kuikka")
    assert erase(call(person), {"confirmation": "Kuikka"}).json()["letter"] == "no_address"
    assert mail.outbox == []


def test_a_mail_server_that_is_away_holds_nothing_up(aino_again, aino, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert erase(aino_again, CONFIRMED).json()["letter"] == "not_sent"
    assert not Account.objects.filter(pk=aino.pk).exists()
