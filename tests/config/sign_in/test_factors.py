# SPDX-License-Identifier: EUPL-1.2
"""Code app, recovery codes and passkeys (with a real device: tests/browser/test_passkey.py)."""

import json
import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from backend.region.accounts.models import Account

pytestmark = pytest.mark.django_db
HOME = "/accounts/2fa/"
PASSWORD = "a long password"


@pytest.fixture(autouse=True)
def _no_limits_yet():
    cache.clear()


@pytest.fixture
def person(aino) -> Account:
    EmailAddress.objects.create(user=aino, email=aino.email, verified=True, primary=True)
    return aino


def sign_in(client: Client, person: Account):
    return client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def activate(client: Client) -> str:
    """Take an app into use; its secret."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get(f"{HOME}totp/activate/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page).group(1)
    answer = client.post(f"{HOME}totp/activate/", {"code": code_of(secret)})
    assert answer.status_code == 302, answer.content
    return secret


@pytest.fixture
def secret(client, person) -> str:
    """Aino has an app, and has signed out."""
    sign_in(client, person)
    found = activate(client)
    client.logout()
    return found


def title_of(client: Client, path: str) -> str:
    return re.search(r"<h1>(.+?)</h1>", client.get(path, follow=True).content.decode()).group(1)


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_an_app_becomes_the_second_step_of_every_way(client, person, secret, mailoutbox):
    assert sign_in(client, person)["Location"].startswith(f"{HOME}authenticate/")
    assert not is_signed_in(client)
    assert "Toinen vaihe" in client.get(f"{HOME}authenticate/").content.decode()
    client.post(f"{HOME}authenticate/", {"code": "000000"})
    assert not is_signed_in(client)
    client.post(f"{HOME}authenticate/", {"code": code_of(secret)})
    assert is_signed_in(client)
    client.logout()
    client.post("/accounts/login/code/", {"email": person.email})
    code = re.search(r"(?m)^\d{6}$", mailoutbox[-1].body).group()
    link = re.search(r"http://testserver(/accounts/login/link/\S+)", mailoutbox[-1].body).group(1)
    assert client.post("/accounts/login/code/confirm/", {"code": code})["Location"].startswith(f"{HOME}authenticate/")
    assert not is_signed_in(client)
    elsewhere = Client()
    assert elsewhere.post(link)["Location"].startswith(f"{HOME}authenticate/")
    assert not is_signed_in(elsewhere)


def test_also_after_an_issuer(identity_provider, settings, client, person, secret):
    settings.ISSUERS = (identity_provider.issuer(),)
    identity_provider.person("eeva")
    client.force_login(person)
    identity_provider.sign_in(client, "eeva", process="connect")
    client.logout()
    assert identity_provider.sign_in(client, "eeva")["Location"].startswith(f"{HOME}authenticate/")
    assert not is_signed_in(client)


def test_a_code_works_once(client, person, secret):
    code = code_of(secret)
    for expected in (True, False):
        sign_in(client, person)
        client.post(f"{HOME}authenticate/", {"code": code})
        assert is_signed_in(client) is expected
        client.logout()


def test_a_recovery_code_works_once(client, person, secret):
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    for expected in (True, False):
        sign_in(client, person)
        client.post(f"{HOME}authenticate/", {"code": code})
        assert is_signed_in(client) is expected
        client.logout()


def test_the_database_holds_no_secret(person, secret):
    stored = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    seed = Authenticator.objects.get(type="recovery_codes")
    assert seed.wrap().get_unused_codes()[0] not in stored
    assert "gAAAA" in stored, "encrypted"


def test_a_stranger_key_gives_no_code(client, person, secret, settings):
    settings.PARTICIPANT_KEY = b"another key of another service, long enough"
    sign_in(client, person)
    client.post(f"{HOME}authenticate/", {"code": code_of(secret)})
    assert not is_signed_in(client)


def test_tries_are_counted(client, person, secret):
    sign_in(client, person)
    pages = [client.post(f"{HOME}authenticate/", {"code": f"00000{n}"}) for n in range(7)]
    client.post(f"{HOME}authenticate/", {"code": code_of(secret)})
    assert pages[0].status_code == 200
    assert not is_signed_in(client), "after five wrong codes also the right one waits"


def test_changing_it_asks_for_the_password_again(client, person):
    client.force_login(person)
    answer = client.get(f"{HOME}totp/activate/")
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    page = client.get(answer["Location"])
    assert "Vahvista" in page.content.decode()
    assert client.post(answer["Location"], {"password": "wrong"}).status_code == 200
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert client.get(f"{HOME}totp/activate/").status_code == 200


def test_the_app_can_be_stopped(client, person):
    sign_in(client, person)
    activate(client)
    client.post(f"{HOME}totp/deactivate/")
    assert not Authenticator.objects.filter(user=person).exists()
    client.logout()
    sign_in(client, person)
    assert is_signed_in(client)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_pages_are_there_in_each_language(client, person, language):
    sign_in(client, person)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.cookies["language"] = language
    pages = ["", "totp/activate/", "webauthn/", "webauthn/add/"]
    titles = [title_of(client, HOME + page) for page in pages]
    activate(client)
    later = (
        "totp/deactivate/",
        "recovery-codes/",
        "recovery-codes/generate/",
        "reauthenticate/",
        "webauthn/reauthenticate/",
    )
    titles += [title_of(client, HOME + page) for page in later]
    expected = {
        "fi": "Pääsyavaimet ja toinen vaihe",
        "sv": "Inloggningsnycklar och andra steg",
        "en": "Passkeys and second step",
    }
    assert titles[0] == expected[language]
    assert len(set(titles)) == 8
    assert client.get(f"{HOME}recovery-codes/download/")["Content-Disposition"].startswith("attachment")


ODD = {
    "clientDataJSON": "e30",
    "attestationObject": "oA",
    "authenticatorData": "YQ",
    "signature": "YQ",
    "userHandle": "Y",
}
KEY = {"id": "YQ", "rawId": "YQ", "type": "public-key"}


@pytest.mark.parametrize(
    "credential",
    [
        "",
        "x",
        "[]",
        "{}",
        '"a"',
        "null",
        *map(json.dumps, [KEY | {"response": {}}, KEY | {"response": ODD}, {"id": 7}]),
    ],
)
def test_a_made_up_key_is_an_error_and_no_fault(client, person, secret, credential):
    stranger = Client(raise_request_exception=False)
    stranger.get("/accounts/2fa/webauthn/login/", headers={"Accept": "application/json"})
    answer = stranger.post("/accounts/2fa/webauthn/login/", {"credential": credential})
    assert answer.status_code == 302
    assert not is_signed_in(stranger)
    sign_in(stranger, person)
    assert stranger.post(f"{HOME}authenticate/", {"credential": credential}).status_code == 200
    assert not is_signed_in(stranger)
    stranger.post(f"{HOME}authenticate/", {"code": code_of(secret)})
    for path in ("webauthn/add/", "webauthn/reauthenticate/"):
        stranger.get(HOME + path)
        assert stranger.post(HOME + path, {"credential": credential, "name": "a"}).status_code in {200, 302}
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_the_options_for_a_key_tell_nobody_who_has_one(client, person):
    answer = client.get("/accounts/2fa/webauthn/login/", headers={"Accept": "application/json"}).json()
    assert answer["request_options"]["publicKey"].get("allowCredentials", []) == []


def test_a_program_does_the_second_step_too(person, secret):
    program = Client()
    begun = program.post(
        "/_allauth/app/v1/auth/login", {"email": person.email, "password": PASSWORD}, content_type="application/json"
    )
    flows = [flow["id"] for flow in begun.json()["data"]["flows"]]
    assert (begun.status_code, "mfa_authenticate" in flows) == (401, True)
    token = begun.json()["meta"]["session_token"]
    program.cookies.clear()
    headers = {"X-Session-Token": token}
    assert program.get("/api/v1/me/", headers=headers).status_code == 403
    path = "/_allauth/app/v1/auth/2fa/authenticate"
    wrong = program.post(path, {"code": "000000"}, content_type="application/json", headers=headers)
    assert wrong.status_code == 400
    done = program.post(path, {"code": code_of(secret)}, content_type="application/json", headers=headers)
    assert done.status_code == 200
    token = done.json()["meta"].get("session_token") or token
    program.cookies.clear()
    assert program.get("/api/v1/me/", headers={"X-Session-Token": token}).json()["pseudonym"] == "Aino"
