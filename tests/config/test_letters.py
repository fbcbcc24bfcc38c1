# SPDX-License-Identifier: EUPL-1.2
"""Signing in by a letter: code and link, for known and unknown addresses alike."""

import datetime
import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client

from backend.common.clock import database_now
from backend.config.sign_in.addresses import remove_unconfirmed_accounts
from backend.participation.assistance.models import KeptAct
from backend.region.accounts.models import Account
from tests.faces.pages.letters import code_of, link_of
from tests.threads import at_once

pytestmark = pytest.mark.django_db
ASK, WRITE = "/accounts/login/code/", "/accounts/login/code/confirm/"


class DeadServer(BaseEmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, email_messages):
        raise TimeoutError


@pytest.fixture(autouse=True)
def _no_limits_of_other_tests():
    cache.clear()


def signed_in_as(client: Client) -> Account | None:
    number = client.session.get("_auth_user_id")
    return Account.objects.get(pk=number) if number else None


def test_the_link_signs_in_at_once_in_the_browser_that_asked(client, mailoutbox):
    answer = client.post(ASK, {"email": "Uusi@Example.org", "next": "/results/"})
    assert answer.url == f"{WRITE}?next=%2Fresults%2F"
    assert Account.objects.count() == 0, "nothing is made before the address is confirmed"
    assert client.get(link_of(mailoutbox[0])).url == "/results/"
    account = signed_in_as(client)
    assert (account.email, account.language, account.has_usable_password()) == ("uusi@example.org", "fi", False)
    assert EmailAddress.objects.get(user=account).verified


def test_another_browser_asks_first_and_the_link_works_once(client, mailoutbox):
    client.post(ASK, {"email": "uusi@example.org"})
    link, other = link_of(mailoutbox[0]), Client()
    assert "Kirjaudutaanko tässä?" in other.get(link).content.decode()
    assert other.head(link).status_code == 200
    assert signed_in_as(other) is None, "a scanner that opens every link signs nobody in"
    assert other.post(link).status_code == 302
    assert signed_in_as(other).email == "uusi@example.org"
    assert Client().get(link).status_code == 410
    assert client.get(link).status_code == 410


def test_the_code_still_works_where_it_was_asked_for(client, mailoutbox):
    client.post(ASK, {"email": "uusi@example.org"})
    Client().post(link_of(mailoutbox[0]))
    client.post(WRITE, {"code": code_of(mailoutbox[0])})
    assert signed_in_as(client).email == "uusi@example.org"
    assert Account.objects.count() == 1


def test_a_made_up_an_old_and_a_changed_link_do_not_work(client, mailoutbox, settings):
    client.post(ASK, {"email": "uusi@example.org"})
    link = link_of(mailoutbox[0])
    for wrong in (
        "/accounts/login/link/x/",
        "/accounts/login/link/ä-ö/",
        link[:-2] + "AA/",
        link.replace("/link/", "/link/A"),
    ):
        assert client.get(wrong).status_code == 410
        assert client.post(wrong).status_code == 410
    settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT = -1
    assert client.get(link).status_code == 410
    assert client.post(WRITE, {"code": code_of(mailoutbox[0])}).status_code == 302
    assert signed_in_as(client) is None


def test_the_letter_holds_no_address_in_its_link_and_comes_in_the_persons_language(client, onni, mailoutbox):
    client.post(ASK, {"email": onni.email})
    letter = mailoutbox[0]
    assert letter.subject == "Parvi: Din inloggningskod"
    assert "Öppna den här adressen" in letter.body
    [(html, kind)] = letter.alternatives
    assert kind == "text/html"
    assert code_of(letter) in html
    assert "onni" not in link_of(letter)


def test_nobody_learns_who_has_an_account(aino, mailoutbox):
    answers = []
    for email in (aino.email, "nobody@example.org"):
        browser = Client()
        asked = browser.post(ASK, {"email": email})
        waits = re.sub(r'(value|nonce)="[^"]*"', "", browser.get(asked.url).content.decode()).replace(email, "")
        wrong = browser.post(WRITE, {"code": "x"})
        answers.append((asked.status_code, asked.url, waits, wrong.status_code))
    assert answers[0] == answers[1]
    assert len(mailoutbox) == 2
    one, other = (re.sub(r"\d{6}|http\S+", "", letter.body) for letter in mailoutbox)
    assert one == other
    assert Account.objects.count() == 1


def test_a_second_letter_makes_the_first_one_void_for_its_session(client, mailoutbox):
    client.post(ASK, {"email": "uusi@example.org"})
    client.post(WRITE, {"action": "resend"})
    assert len(mailoutbox) == 2
    assert "Kirjaudutaanko" in client.get(link_of(mailoutbox[0])).content.decode()
    assert client.get(link_of(mailoutbox[1])).status_code == 302


def test_one_may_go_back_and_give_another_address(client, mailoutbox):
    client.post(ASK, {"email": "vaara@example.org"})
    assert client.get("/accounts/login/").status_code == 200
    client.post(ASK, {"email": "oikea@example.org"})
    client.post(WRITE, {"code": code_of(mailoutbox[1])})
    assert signed_in_as(client).email == "oikea@example.org"


def test_a_wrong_address_is_said_at_the_field(client, mailoutbox):
    page = client.post(ASK, {"email": "ei osoite"})
    assert 'value="ei osoite"' in page.content.decode()
    assert 'aria-invalid="true"' in page.content.decode()
    assert mailoutbox == []


def test_a_dead_mail_server_is_said_and_what_is_kept_stays(client, idea, settings, mailoutbox):
    client.post(f"/ideas/{idea.id}/support/", {"action": "give"})
    settings.EMAIL_BACKEND = f"{__name__}.DeadServer"
    assert isinstance(get_connection(), DeadServer)
    answer = client.post(ASK, {"email": "uusi@example.org"})
    assert answer.status_code == 503
    assert "Kirjettä ei voitu juuri nyt lähettää" in answer.content.decode()
    assert "on tallessa" in answer.content.decode()
    assert 'value="uusi@example.org"' in answer.content.decode()
    assert KeptAct.objects.count() == 1


def test_whoever_only_wrote_an_address_down_loses_it_to_whoever_confirms_it(client, make_person, mailoutbox):
    """Else one could sign up with another's address, and know the password of what they do later."""
    squatter = make_person("Squatter")
    EmailAddress.objects.create(user=squatter, email=squatter.email, verified=False, primary=True)
    client.post(ASK, {"email": squatter.email})
    client.get(link_of(mailoutbox[0]))
    assert signed_in_as(client) == squatter
    squatter.refresh_from_db()
    assert not squatter.has_usable_password()


def test_an_account_in_use_keeps_its_person_but_not_an_address_it_never_confirmed(client, make_person, mailoutbox):
    used = make_person("Used")
    EmailAddress.objects.create(user=used, email=used.email, verified=False, primary=True)
    Account.objects.filter(pk=used.pk).update(last_login=database_now())
    client.post(ASK, {"email": used.email})
    client.get(link_of(mailoutbox[0]))
    assert signed_in_as(client) != used
    used.refresh_from_db()
    assert used.email is None


def test_an_address_added_beside_another_one_signs_nobody_in_as_its_writer(client, aino, mailoutbox):
    EmailAddress.objects.create(user=aino, email=aino.email, verified=True, primary=True)
    EmailAddress.objects.create(user=aino, email="onni@example.org", verified=False)
    client.post(ASK, {"email": "onni@example.org"})
    client.get(link_of(mailoutbox[0]))
    assert signed_in_as(client).email == "onni@example.org"


def test_a_closed_account_is_not_opened_by_a_letter(client, aino, mailoutbox):
    Account.objects.filter(pk=aino.pk).update(is_active=False)
    client.post(ASK, {"email": aino.email})
    client.get(link_of(mailoutbox[0]))
    assert signed_in_as(client) is None
    assert Account.objects.count() == 1


def test_the_programs_interface_confirms_no_letter_of_a_page(client, mailoutbox):
    client.post(ASK, {"email": "uusi@example.org"})
    answer = client.post(
        "/_allauth/browser/v1/auth/code/confirm",
        {"code": code_of(mailoutbox[0])},
        content_type="application/json",
    )
    assert answer.status_code == 400
    assert Account.objects.count() == 0


def test_letters_to_one_address_are_limited(client, mailoutbox):
    answers = [client.post(ASK, {"email": "uusi@example.org"}).status_code for _ in range(4)]
    assert answers == [302, 302, 302, 200]
    assert len(mailoutbox) == 3


def test_forwarded_addresses_do_not_lift_the_limit(client, mailoutbox):
    for number in range(22):
        client.post(ASK, {"email": f"a{number}@example.org"}, headers={"X-Forwarded-For": f"192.0.2.{number}"})
    assert len(mailoutbox) == 20


def test_unconfirmed_accounts_are_removed_after_a_day(client, aino, make_person):
    EmailAddress.objects.create(user=aino, email=aino.email, verified=True, primary=True)
    client.post("/accounts/signup/", {"email": "uusi@example.org", "password1": "pitkä salasana 1917"})
    make_person("Onni")
    assert remove_unconfirmed_accounts() == 0
    Account.objects.update(joined_at=database_now() - datetime.timedelta(days=2))
    assert remove_unconfirmed_accounts() == 1
    assert set(Account.objects.values_list("email", flat=True)) == {aino.email, "onni@example.org"}


@pytest.mark.django_db(transaction=True)
def test_code_and_link_at_the_same_moment_make_one_account(mailoutbox):
    browsers = [Client() for _ in range(4)]
    for number, browser in enumerate(browsers):
        cache.clear()
        assert browser.post(ASK, {"email": "uusi@example.org"}).status_code == 302, number
    acts = [
        lambda browser=browser, letter=letter: browser.get(link_of(letter)).status_code
        for browser, letter in zip(browsers, mailoutbox, strict=True)
    ]
    answers = at_once(acts, threads=4)
    assert set(answers) <= {302, 410}, answers
    assert 302 in answers
    assert Account.objects.filter(email="uusi@example.org").count() == 1
