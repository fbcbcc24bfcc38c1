# SPDX-License-Identifier: EUPL-1.2
"""Sharing an idea: link, QR code, card; and what is on paper."""

import re

import pytest

from backend.participation.ideas.models import Idea
from backend.participation.ideas.share_cards import draw_due_share_cards

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def test_the_page_has_the_address_and_the_code(client, idea):
    page = client.get(f"/ideas/{idea.id}/share/").content.decode()
    assert f'value="http://testserver/ideas/{idea.id}/"' in page
    assert '<svg viewBox="0 0 ' in page
    assert " style=" not in page
    code = client.get(f"/ideas/{idea.id}/qr.svg")
    assert (code["Content-Type"], code.content[:5]) == ("image/svg+xml", b"<?xml")


def test_the_idea_on_paper_has_its_code(client, idea):
    page = client.get(f"/ideas/{idea.id}/").content.decode()
    assert re.search(rf'class="on-paper"><svg [^>]*class="qr".*</svg><p>http://testserver/ideas/{idea.id}/</p>', page)
    assert f'href="/ideas/{idea.id}/share/"' in page


def test_the_card_is_named_as_soon_as_it_is_drawn(client, idea, settle):
    assert "og:image" not in client.get(f"/ideas/{idea.id}/").content.decode()
    assert client.get(f"/ideas/{idea.id}/card.png").status_code == 404
    settle()
    draw_due_share_cards()
    page = client.get(f"/ideas/{idea.id}/").content.decode()
    assert f'property="og:image" content="http://testserver/ideas/{idea.id}/card.png?1"' in page
    card = client.get(f"/ideas/{idea.id}/card.png")
    assert (card["Content-Type"], card["Cache-Control"]) == ("image/png", "public, max-age=3600")


def test_a_withdrawn_idea_is_not_shared(client, idea, settle):
    settle()
    draw_due_share_cards()
    Idea.objects.update(state="withdrawn")
    for page in ("share/", "qr.svg", "card.png"):
        assert client.get(f"/ideas/{idea.id}/{page}").status_code == 404
    assert "og:image" not in client.get(f"/ideas/{idea.id}/").content.decode()
