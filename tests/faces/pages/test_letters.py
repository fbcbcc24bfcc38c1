# SPDX-License-Identifier: EUPL-1.2
"""A copy for development shows the letters that it would have sent, and no other copy does."""

import re

import pytest
from django.test import Client

from backend.faces.pages.letters import latest_letters

pytestmark = pytest.mark.django_db


@pytest.fixture
def mail_folder(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    settings.MAIL_DIR = tmp_path
    settings.EMAIL_URL = ""
    return tmp_path


def test_a_new_resident_finds_the_code_and_signs_up_with_it(client, mail_folder):
    client.post("/accounts/signup/", {"email": "tellervo@example.org"})
    shown = client.get("/dev/mail/").content.decode()
    assert "tellervo@example.org" in shown
    assert "Kirjoita tämä koodi sivulle" in shown  # the letter's own letters, whole
    (letter,) = latest_letters(mail_folder)
    code = re.search(r"^[A-Z0-9]{3,}-?[A-Z0-9]*$", letter.text, re.MULTILINE)[0]
    assert code in shown
    client.post("/accounts/confirm-email/", {"code": code})
    assert "_auth_user_id" in client.session


def test_the_newest_letter_is_first(mail_folder):
    for name in ("eka", "toka"):
        Client().post("/accounts/signup/", {"email": f"{name}@example.org"})
    assert [letter.to for letter in latest_letters(mail_folder)] == ["toka@example.org", "eka@example.org"]


def test_without_letters_the_page_says_how_to_get_one(client, mail_folder):
    answer = client.get("/dev/mail/")
    assert answer.status_code == 200
    assert 'href="/accounts/login/"' in answer.content.decode()


@pytest.mark.parametrize("change", [{"PRODUCTION": True}, {"EMAIL_URL": "smtp://mail.example:25"}])
def test_a_copy_that_sends_letters_has_no_such_page(client, mail_folder, settings, change):
    for name, value in change.items():
        setattr(settings, name, value)
    assert client.get("/dev/mail/").status_code == 404
