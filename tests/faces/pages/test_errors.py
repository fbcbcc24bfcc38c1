# SPDX-License-Identifier: EUPL-1.2
"""What a page answers when something is not there, not allowed or broken."""

import pytest
from django.template.loader import render_to_string

pytestmark = pytest.mark.django_db


def test_a_page_that_is_not_there(client):
    answer = client.get("/there-is-none/")
    assert answer.status_code == 404
    assert "Sivua ei löydy" in answer.content.decode()


def test_a_number_that_no_idea_can_have(client):
    assert client.get(f"/ideas/{2**70}/").status_code == 404


def test_a_broken_page_needs_no_database():
    assert "Jotain meni rikki" in render_to_string("500.html")
    assert "Pyyntöä ei voitu lukea" in render_to_string("400.html")


def test_an_old_form_is_explained(client):
    client.handler.enforce_csrf_checks = True
    answer = client.post("/theme/", {"theme": "dark"})
    assert answer.status_code == 403
    assert "Lomake on vanhentunut" in answer.content.decode()


@pytest.mark.parametrize("odd", ["\x00", "\N{RIGHT-TO-LEFT OVERRIDE}", "%", "x" * 5000])
def test_odd_searches_are_answered(client, campaign, odd):
    assert client.get("/campaigns/joki/", {"q": odd, "page": odd, "category": odd}).status_code == 200


def test_every_text_page_is_answered(client):
    for address in ("/help/", "/accessibility/", "/privacy/", "/accounts/login/", "/accounts/signup/"):
        assert client.get(address).status_code == 200
