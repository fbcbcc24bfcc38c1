# SPDX-License-Identifier: EUPL-1.2
"""Drafts of ideas in the form: saved while one types, offered when one comes back."""

import re

import pytest

from backend.participation.ideas.drafts import draft_of, save_draft
from backend.participation.ideas.models import Idea, KeptDraft
from tests.participation.ideas.photographs import photograph, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]
DRAFT, HTMX = "/campaigns/maki/propose/draft/", {"HX-Request": "true"}
HALF = {"title": "Penkki mä", "text": "Ylä", "saved_from": "a" * 32, "revision": 0}


@pytest.fixture
def collecting(make_campaign):
    """A campaign that collects ideas."""
    return make_campaign("maki", open_phase="collect")


def test_half_an_idea_is_saved_and_offered_when_one_comes_back(signed_in, collecting):
    answer = signed_in.post(DRAFT, HALF, headers=HTMX)
    page = answer.content.decode()
    assert re.search(r"Luonnos tallennettu \d{1,2}\.\d\d", page)
    assert 'name="revision" value="1"' in page
    form = signed_in.get("/campaigns/maki/propose/").content.decode()
    assert 'value="Penkki mä"' in form
    assert "Jatka siitä, mihin jäit" in form
    assert "data-draft-saved=" in form
    assert not Idea.objects.exists()


def test_without_javascript_a_button_saves_it_with_its_photo(signed_in, collecting, aino):
    answer = signed_in.post(DRAFT, {**HALF, "photo": sent(photograph())}, follow=True)
    page = answer.content.decode()
    assert 'value="Penkki mä"' in page
    assert f'name="photo_key" value="{draft_of(aino, collecting).photo.key}"' in page


def test_a_newer_draft_of_another_device_is_not_overwritten(signed_in, collecting, aino):
    save_draft(by=aino, campaign_slug="maki", fields={"title": "Puhelimella"}, saved_from="p")
    answer = signed_in.post(DRAFT, HALF, headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Toisella laitteella on tallennettu uudempi luonnos" in page
    assert draft_of(aino, collecting).fields == {"title": "Puhelimella"}
    over = re.search(r'name="over" value="(\d+)"', page).group(1)
    signed_in.post(DRAFT, {**HALF, "over": over})
    assert draft_of(aino, collecting).fields["title"] == "Penkki mä"


def test_when_the_session_has_ended_it_is_said_and_nobody_is_led_away(client, collecting):
    answer = client.post(DRAFT, HALF, headers=HTMX)
    assert answer.status_code == 200
    assert "HX-Redirect" not in answer
    assert "Luonnos on vain tällä laitteella" in answer.content.decode()
    assert not KeptDraft.objects.exists()


def test_an_error_keeps_what_was_typed_on_the_server_too(signed_in, collecting, aino):
    answer = signed_in.post("/campaigns/maki/propose/", {**HALF, "category": "luonto", "similar_seen": "yes"})
    assert answer.status_code == 422
    assert draft_of(aino, collecting).fields == {"title": "Penkki mä", "text": "Ylä", "category": "luonto"}


def test_one_starts_anew(signed_in, collecting):
    signed_in.post(DRAFT, HALF)
    answer = signed_in.post("/campaigns/maki/propose/draft/drop/", follow=True)
    page = answer.content.decode()
    assert 'data-draft-done="propose-maki"' in page
    assert "Penkki mä" not in page
    assert not KeptDraft.objects.exists()


def test_an_idea_that_was_proposed_leaves_no_draft(signed_in, collecting):
    signed_in.post(DRAFT, HALF)
    whole = {"title": "Penkki mäelle", "text": "Ylämäessä pitää voida levähtää.", "category": "luonto"}
    assert signed_in.post("/campaigns/maki/propose/", {**whole, "similar_seen": "yes"}).status_code == 302
    assert not KeptDraft.objects.exists()


@pytest.mark.parametrize("revision", ["", "-1", "x", "9" * 40, "²"])
def test_a_strange_revision_is_none(signed_in, collecting, revision):
    assert signed_in.post(DRAFT, {**HALF, "revision": revision}, headers=HTMX).status_code == 200
