# SPDX-License-Identifier: EUPL-1.2
"""Changing the language by a link, and colours by a form."""

import pytest

pytestmark = pytest.mark.django_db


def test_a_link_changes_the_language_and_stays_on_the_page(client):
    answer = client.get("/campaigns/?municipality=porvoo&lang=sv")
    assert (answer.status_code, answer.url) == (302, "/campaigns/?municipality=porvoo")
    assert 'lang="sv"' in client.get("/campaigns/").content.decode()


def test_finnish_is_spoken_without_a_wish(client):
    assert '<html lang="fi"' in client.get("/").content.decode()


def test_the_browser_is_heard(client):
    assert '<html lang="en"' in client.get("/", headers={"Accept-Language": "en"}).content.decode()


def test_an_unknown_language_changes_nothing(client):
    assert client.get("/?lang=xx").cookies.get("language") is None


def test_the_link_never_leaves_the_site(client):
    answer = client.get("/", {"lang": "sv"}, PATH_INFO="//elsewhere.example/")
    assert answer.url == "/elsewhere.example/"


def test_a_chosen_theme_is_there_from_the_first_byte(client):
    answer = client.post("/theme/", {"theme": "dark", "next": "/campaigns/"})
    assert (answer.status_code, answer.url) == (302, "/campaigns/")
    assert '<html lang="fi" data-theme="dark">' in client.get("/").content.decode()


def test_a_theme_form_does_not_lead_elsewhere(client):
    assert client.post("/theme/", {"theme": "dark", "next": "https://elsewhere.example/"}).url == "/"
