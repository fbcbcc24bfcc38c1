# SPDX-License-Identifier: EUPL-1.2
"""How a browser and a program say who they are."""

import email
import re
from email import policy

import pytest

from backend.region.accounts.models import Account
from tests.faces.api.conftest import Caller

pytestmark = pytest.mark.django_db
SIGN_IN = "/_allauth/app/v1/auth/"


class Program:
    """A program without cookies, that keeps its session token as docs/api.md tells."""

    def __init__(self) -> None:
        self.caller = Caller(enforce_csrf_checks=True)
        self.token = ""

    @property
    def headers(self) -> dict[str, str]:
        return {"X-Session-Token": self.token} if self.token else {}

    def sign_in(self, path: str, body: dict[str, str]):
        answer = self.caller.client.post(SIGN_IN + path, body, content_type="application/json", headers=self.headers)
        self.token = answer.json().get("meta", {}).get("session_token") or self.token
        self.caller.client.cookies.clear()
        return answer


@pytest.fixture
def letters(settings, tmp_path):
    """The codes in the letters that lie in the mail folder."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)

    def last_code() -> str:
        latest = max(tmp_path.iterdir(), key=lambda letter: letter.stat().st_mtime_ns)
        letter = email.message_from_bytes(latest.read_bytes(), policy=policy.default)
        return re.search(r"(?m)^([A-Z0-9]{4}-[A-Z0-9]{4}|\d{6})$", letter.get_body(("plain",)).get_content()).group()

    return last_code


@pytest.fixture
def confirmed():
    """Make an account's address confirmed."""

    def confirm(account: Account) -> None:
        account.emailaddress_set.create(email=account.email, verified=True, primary=True)

    return confirm


def test_a_program_signs_up_confirms_the_address_and_supports(letters, idea):
    program = Program()
    made = program.sign_in("signup", {"email": "ohjelma@example.org", "password": "pitkä salasana 1917"})
    assert made.status_code == 401, "the address is to be confirmed first"
    assert program.sign_in("email/verify", {"key": letters()}).status_code == 200
    answer = program.caller.post(f"ideas/{idea.id}/support/", **program.headers)
    assert (answer.status_code, answer.json()["supports"]) == (201, 1)
    assert (
        Account.objects.get(email="ohjelma@example.org").pseudonym
        == program.caller.get("me/", **program.headers).json()["pseudonym"]
    )


def test_a_program_signs_in_by_a_code(letters, aino, idea, confirmed):
    confirmed(aino)
    program = Program()
    assert program.sign_in("code/request", {"email": aino.email}).status_code == 401
    assert program.sign_in("code/confirm", {"code": letters()}).status_code == 200
    assert program.caller.post(f"ideas/{idea.id}/support/", **program.headers).status_code == 201


def test_a_program_signs_in_by_password_and_out_again(aino, idea, refused, confirmed):
    confirmed(aino)
    program = Program()
    assert program.sign_in("login", {"email": aino.email, "password": "a long password"}).status_code == 200
    assert program.caller.get("me/", **program.headers).json()["pseudonym"] == "Aino"
    program.caller.client.delete(f"{SIGN_IN}session", headers=program.headers)
    program.caller.client.cookies.clear()
    refused(program.caller.post(f"ideas/{idea.id}/support/", **program.headers), 403, "sign_in_first")


def test_nobody_learns_who_has_an_account(aino, confirmed, letters):
    confirmed(aino)
    wrong = [
        Program().sign_in("login", {"email": address, "password": "not the password"})
        for address in (aino.email, "nobody@example.org")
    ]
    assert wrong[0].status_code == wrong[1].status_code == 400
    assert wrong[0].json() == wrong[1].json()
    taken = [
        Program().sign_in("signup", {"email": address, "password": "pitkä salasana 1917"})
        for address in (aino.email, "nobody@example.org")
    ]
    assert taken[0].status_code == taken[1].status_code == 401
    assert taken[0].json()["data"] == {**taken[1].json()["data"]}


def test_a_browser_needs_its_csrf_token_to_act(aino, idea, refused):
    browser = Caller(aino, enforce_csrf_checks=True)
    path = f"ideas/{idea.id}/support/"
    refused(browser.post(path), 403, "csrf_failed")
    refused(browser.delete(path), 403, "csrf_failed")
    assert browser.get("me/").status_code == 200
    browser.client.get("/accounts/email/")  # any page with a form gives the cookie
    token = browser.client.cookies["csrftoken"].value
    assert browser.post(path, X_CSRFToken=token).status_code == 201
    refused(browser.post(path, X_CSRFToken=token, Origin="https://evil.example"), 403, "csrf_failed")


def test_a_closed_account_cannot_act(aino, idea, refused):
    caller = Caller(aino)
    Account.objects.filter(pk=aino.pk).update(is_active=False)
    refused(caller.post(f"ideas/{idea.id}/support/"), 403, "sign_in_first")


def test_signing_in_changes_the_session(aino, confirmed):
    confirmed(aino)
    program = Program()
    program.sign_in("code/request", {"email": aino.email})
    before = program.token
    program.sign_in("login", {"email": aino.email, "password": "a long password"})
    assert program.token not in {"", before}
