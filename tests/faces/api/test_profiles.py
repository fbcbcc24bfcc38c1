# SPDX-License-Identifier: EUPL-1.2
"""A city's profile service asks for a person's data, and for their erasure, with that person's access token."""

import json
import uuid

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client

from backend.common.errors import RuleRefused
from backend.faces.api import profiles
from backend.participation.discussion.models import Comment
from backend.participation.discussion.services import write_comment
from backend.participation.ideas.models import Idea
from backend.participation.supports.services import support_idea
from backend.region.accounts.claims import scopes_in
from backend.region.accounts.issuers import DataRequests
from backend.region.accounts.models import Account, Assertion
from tests.identity_provider.forgery import token_of
from tests.journeys.state import state_of_the_database

pytestmark = pytest.mark.django_db
REQUESTS = DataRequests("gdprquery", "gdprdelete", ("authorization", "permissions", "scopes"))
SUBJECT = "9e14df7c-81f6-4c41-8578-6aa7b9d0e5c0"
QUERY = {"authorization": {"permissions": [{"scopes": ["gdprquery"]}, {"rsname": "other"}]}}
DELETE = {"authorization": {"permissions": [{"scopes": ["gdprdelete"]}]}}


@pytest.fixture
def issuer(identity_provider, settings):
    settings.ISSUERS = (identity_provider.issuer(key="helsinki", municipality="091", data_requests=REQUESTS),)
    return settings.ISSUERS[0]


@pytest.fixture
def ask(identity_provider, issuer):
    """Ask with a good token of a strongly identified person: ask("get", SUBJECT), ask("delete", …, loa="low")."""
    client = Client(raise_request_exception=False)

    def act(
        method: str, profile: object, query: str = "", token: str | None = "", body: object = None, **claims: object
    ):
        scopes = QUERY if method == "get" else DELETE
        made = token_of(identity_provider, **{"sub": SUBJECT, "loa": "high", **scopes, **claims})
        headers = {} if token is None else {"Authorization": f"Bearer {token or made}"}
        sent = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        return client.generic(method.upper(), f"/gdpr-api/v1/profiles/{profile}{query}", headers=headers, **sent)

    return act


@pytest.fixture
def helmi(issuer, make_person):
    """Helmi is known to Helsinki as SUBJECT."""
    account = make_person("Helmi")
    SocialAccount.objects.create(user=account, provider=issuer.key, uid=SUBJECT)
    return account


@pytest.fixture
def lively(helmi, campaign, make_idea):
    """Helmi has proposed, supported and said something."""
    idea = make_idea(campaign, "Helmin laituri", by=helmi)
    support_idea(by=helmi, idea_id=idea.id)
    write_comment(by=helmi, idea_id=idea.id, text="Helmin sana", stance="for")
    return idea


def errors(answer, status: int, code: str) -> dict:
    """Assert the contract's shape of an error; the messages."""
    assert answer.status_code == status, answer.content
    (error,) = answer.json()["errors"]
    assert set(answer.json()) == {"errors"}
    assert set(error) == {"code", "message"}
    assert error["code"] == code
    assert set(error["message"]) == {"fi", "sv", "en"}
    assert len(set(error["message"].values())) == 3
    return error["message"]


def nodes(node: dict):
    yield node
    for child in node.get("children", []):
        yield from nodes(child)


def test_a_person_gets_everything_as_a_tree(ask, lively, helmi):
    answer = ask("get", SUBJECT)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert answer["Cache-Control"] == "no-store"
    root = answer.json()
    assert root["key"] == "PARVI"
    sections = {section["key"]: section for section in root["children"]}
    assert (
        sections["IDEAS"]["label"] == {"fi": "Ehdotuksesi", "sv": "Dina idéer", "en": "Your ideas"}
        or sections["IDEAS"]["label"]["en"] == "Your ideas"
    )
    (idea,) = sections["IDEAS"]["children"]
    told = {field["key"]: field["value"] for field in idea["children"]}
    assert (told["TITLE"], told["VERSION"], told["DISTRICT"]) == ("Helmin laituri", "1", "")
    assert "Helmin sana" in answer.content.decode()
    assert helmi.email in answer.content.decode()


def test_the_tree_is_that_of_the_contract(ask, lively):
    for node in nodes(ask("get", SUBJECT).json()):
        assert {"key"} < set(node) <= {"key", "label", "value", "children"}
        assert ("value" in node) != ("children" in node)
        assert isinstance(node.get("value", ""), str)
        assert node["key"] == node["key"].upper()
        assert set(node.get("label", {"fi", "sv", "en"})) == {"fi", "sv", "en"}


def test_the_accounts_own_uuid_names_the_profile_too(ask, helmi):
    helmi.refresh_from_db()
    assert ask("get", helmi.uuid).status_code == 200


def test_erasure_forgets_the_person(ask, lively, helmi):
    answer = ask("delete", SUBJECT)
    assert (answer.status_code, answer.content) == (204, b"")
    assert not Account.objects.filter(pk=helmi.pk).exists()
    assert Idea.objects.get(pk=lively.pk).state == "erased"
    assert not Comment.objects.filter(text="Helmin sana").exists()
    # once more, and a look: nobody of that name, and nobody is made by asking
    accounts = Account.objects.count()
    assert ask("delete", SUBJECT).status_code == 204
    assert ask("get", SUBJECT).status_code == 204
    assert Account.objects.count() == accounts
    assert not Assertion.objects.exists()


@pytest.mark.parametrize(
    ("query", "body"),
    [("?dry_run=true", None), ("?dry_run=True", None), ("?dry_run=1", None), ("", {"dry_run": True}),
     ("?dry_run=false", {"dry_run": "true"}), ("?dry_run=false&dry_run=true", None)],
)  # fmt: skip
def test_a_dry_run_changes_nothing_at_all(ask, lively, helmi, query, body, django_capture_on_commit_callbacks, settle):
    settle()
    before = state_of_the_database()
    with django_capture_on_commit_callbacks() as callbacks:
        answer = ask("delete", SUBJECT, query, body=body)
    assert (answer.status_code, answer.content) == (204, b"")
    assert state_of_the_database() == before
    assert (callbacks, mail.outbox) == ([], [])


@pytest.mark.parametrize("query", ["?dry_run=", "?dry_run=yes+please", "?dry_run=true&dry_run=maybe"])
def test_what_is_neither_yes_nor_no_erases_nobody(ask, helmi, query):
    errors(ask("delete", SUBJECT, query), 400, "malformed")
    assert Account.objects.filter(pk=helmi.pk).exists()


@pytest.mark.parametrize("body", [{"dry_run": "perhaps"}, [1], "x", None])
def test_an_odd_body_is_no_fault_of_the_service(ask, helmi, body):
    assert ask("delete", SUBJECT, "?dry_run=1", body=body).status_code in {204, 400}
    assert Account.objects.filter(pk=helmi.pk).exists()


def test_without_a_token_it_is_401_also_in_a_signed_in_browser(ask, helmi, client):
    answer = ask("get", SUBJECT, token=None)
    errors(answer, 401, "token_missing")
    assert answer["WWW-Authenticate"].startswith("Bearer")
    client.force_login(helmi)
    errors(client.get(f"/gdpr-api/v1/profiles/{SUBJECT}"), 401, "token_missing")
    errors(client.delete(f"/gdpr-api/v1/profiles/{SUBJECT}"), 401, "token_missing")


@pytest.mark.parametrize(
    ("claims", "code"),
    [({"aud": "somebody-else"}, "token_invalid"), ({"exp": 1}, "token_expired"), ({"sub": None}, "token_invalid")],
)
def test_a_bad_token_is_401(ask, helmi, claims, code):
    errors(ask("delete", SUBJECT, **claims), 401, code)
    assert Account.objects.filter(pk=helmi.pk).exists()


def test_an_issuer_that_is_away_means_try_later(ask, identity_provider, settings):
    settings.ISSUERS = (identity_provider.issuer(key="gone", url="http://127.0.0.1:9", data_requests=REQUESTS),)
    answer = ask("get", SUBJECT, iss="http://127.0.0.1:9")
    errors(answer, 503, "try_later")
    assert answer["Retry-After"]


@pytest.mark.parametrize(
    "scopes",
    [{"authorization": None}, {"authorization": {"permissions": [{"scopes": []}]}},
     {"authorization": {"permissions": "gdprquery"}}, {"authorization": {"permissions": [{"scopes": ["gdprquery2"]}]}},
     {"authorization": None, "scope": "gdprquery gdprdelete"}],
)  # fmt: skip
def test_a_token_without_the_scope_may_not(ask, helmi, scopes):
    errors(ask("get", SUBJECT, **scopes), 403, "scope_missing")
    errors(ask("delete", SUBJECT, **scopes), 403, "scope_missing")


def test_the_scope_of_one_is_not_the_scope_of_the_other(ask, helmi):
    errors(ask("delete", SUBJECT, **QUERY), 403, "scope_missing")
    errors(ask("get", SUBJECT, **DELETE), 403, "scope_missing")
    assert Account.objects.filter(pk=helmi.pk).exists()


def test_an_issuer_that_is_not_set_up_for_it_may_not(ask, helmi, identity_provider, settings):
    settings.ISSUERS = (identity_provider.issuer(key="helsinki", municipality="091"),)
    errors(ask("get", SUBJECT), 403, "scope_missing")


@pytest.mark.parametrize("loa", [None, "low", "substantial-ish", 4, ["x"]])
def test_who_signed_in_too_weakly_may_not(ask, helmi, loa):
    errors(ask("get", SUBJECT, loa=loa), 403, "assurance_too_low")
    errors(ask("delete", SUBJECT, loa=loa), 403, "assurance_too_low")
    assert Account.objects.filter(pk=helmi.pk).exists()


def test_nobody_gets_at_the_data_of_another(ask, helmi, aino, issuer):
    aino.refresh_from_db()
    other = str(uuid.uuid4())
    SocialAccount.objects.create(user=aino, provider=issuer.key, uid=other)
    for profile in (aino.uuid, other):
        errors(ask("get", profile), 403, "not_your_profile")
        errors(ask("delete", profile), 403, "not_your_profile")
        errors(ask("delete", profile, sub="somebody unknown here"), 403, "not_your_profile")
    assert Account.objects.filter(pk=aino.pk).exists()


def test_a_subject_of_another_issuer_is_another_person(ask, aino):
    SocialAccount.objects.create(user=aino, provider="porvoo", uid=SUBJECT)
    assert ask("get", SUBJECT).status_code == 204
    assert ask("delete", SUBJECT).status_code == 204
    assert Account.objects.filter(pk=aino.pk).exists()


def test_of_nobody_known_there_is_nothing_and_no_account_is_made(ask):
    for profile in (SUBJECT, uuid.uuid4()):
        assert (ask("get", profile).status_code, ask("get", profile).content) == (204, b"")
        assert ask("delete", profile).status_code == 204
        assert ask("delete", profile, "?dry_run=true").status_code == 204
    assert not Account.objects.exists()


@pytest.mark.parametrize("profile", ["x", "1", "9e14df7c-81f6-4c41-8578", ""])
def test_what_is_no_uuid_is_not_found(ask, profile):
    errors(ask("get", profile), 404, "not_found")


def test_other_methods_are_refused(ask):
    errors(ask("post", SUBJECT), 405, "method_not_allowed")
    errors(ask("put", SUBJECT), 405, "method_not_allowed")


def test_a_rule_that_says_no_is_403_with_its_reason(ask, helmi, monkeypatch):
    def refuse(**_person: object) -> None:
        raise RuleRefused

    monkeypatch.setattr(profiles, "erase_person", refuse)  # no rule refuses an erasure today
    errors(ask("delete", SUBJECT), 403, "rule_refused")


def test_a_fault_is_told_in_the_same_shape(ask, helmi, monkeypatch):
    def break_down(**_person: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(profiles, "erase_person", break_down)
    errors(ask("delete", SUBJECT), 500, "something_broke")


def test_the_account_of_a_closed_person_is_still_theirs(ask, helmi):
    Account.objects.filter(pk=helmi.pk).update(is_active=False)
    assert ask("get", SUBJECT).status_code == 200
    assert ask("delete", SUBJECT).status_code == 204
    assert not Account.objects.filter(pk=helmi.pk).exists()


def test_a_token_of_the_real_provider_does(identity_provider, issuer, settings, client, make_idea, campaign):
    identity_provider.person("eeva", loa="high", **QUERY)
    identity_provider.sign_in(client, "eeva", key="helsinki")
    account = Account.objects.get(pk=client.session["_auth_user_id"])
    make_idea(campaign, "Eevan laituri", by=account)
    token = {"Authorization": f"Bearer {identity_provider.access_token('eeva', key='helsinki')['access_token']}"}
    answer = Client().get(f"/gdpr-api/v1/profiles/{account.uuid}", headers=token)
    assert "Eevan laituri" in json.dumps(answer.json(), ensure_ascii=False)
    assert Client().delete(f"/gdpr-api/v1/profiles/{account.uuid}", headers=token).status_code == 403
    identity_provider.person("eeva", loa="high", **DELETE)
    token = {"Authorization": f"Bearer {identity_provider.access_token('eeva', key='helsinki')['access_token']}"}
    assert Client().delete(f"/gdpr-api/v1/profiles/{account.uuid}", headers=token).status_code == 204
    assert not Account.objects.filter(pk=account.pk).exists()
    assert client.get("/api/v1/me/").status_code == 403  # the browser is signed out


def test_scopes_are_found_wherever_issuers_put_them():
    deep = ("authorization", "permissions", "scopes")
    assert scopes_in(QUERY, deep) == {"gdprquery"}
    assert scopes_in({"https://api.hel.fi/auth": ["parvi.gdprquery", "x"]}, ("https://api.hel.fi/auth",)) == {
        "parvi.gdprquery",
        "x",
    }
    assert scopes_in({"scope": "openid gdprquery"}, ("scope",)) == {"openid", "gdprquery"}
    for odd in (None, 7, {"a": "gdprquery"}, [[7, None]], True):
        assert scopes_in({"scope": odd}, ("scope",)) == set()
