# SPDX-License-Identifier: EUPL-1.2
"""Share cards: wanted by the ledger, drawn by the worker, gone with the idea."""

import io

import pytest
from PIL import Image

from backend.common.errors import NotFound
from backend.participation.ideas import cards, stored_files
from backend.participation.ideas.cards import CardWords, card_of
from backend.participation.ideas.models import ShareCard, StoredFile
from backend.participation.ideas.rules import IdeaDraft
from backend.participation.ideas.services import edit_idea, withdraw_idea
from backend.participation.ideas.share_cards import draw_due_share_cards, forget_cards, share_card

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]
NOW = IdeaDraft(title="Laituri ja sauna", text="Laiturin viereen myös pieni sauna.", category="liikkuminen")


@pytest.mark.parametrize(
    "title",
    ["Penkki", "Uimalaituri Savion rantaan ja tikkaat " * 2, "Ä" * 80, "Žvėrynas 公园 🙂 Пирс", "i i " * 20, "Пирс"],
    ids=["short", "long", "one word", "other letters", "narrow", "no letter of ours"],
)
def test_a_card_has_its_size_whatever_the_title(title):
    content = card_of(CardWords(title, "Keravanjoen ranta kaikille", "Kerava"))
    card = Image.open(io.BytesIO(content))
    assert (card.format, card.size) == ("PNG", (1200, 630))
    assert len(content) < 100_000


def test_letters_without_a_picture_are_written_plainly_or_left_out():
    assert cards._written("Žvėrynas 公园 – äö ’ok’ 🙂") == "Zverynas – äö ’ok’"


def test_an_idea_has_its_card_a_moment_later(onnis_idea, settle):
    with pytest.raises(NotFound):
        share_card(onnis_idea.id)
    settle()
    assert draw_due_share_cards() == 1
    assert share_card(onnis_idea.id).startswith(b"\x89PNG")
    assert draw_due_share_cards() == 0


def test_a_changed_idea_has_a_new_card_and_the_old_file_goes(onni, onnis_idea, settle):
    settle()
    draw_due_share_cards()
    before = share_card(onnis_idea.id)
    edit_idea(by=onni, idea_id=onnis_idea.id, draft=NOW, version=1)
    assert draw_due_share_cards() == 1
    assert share_card(onnis_idea.id) != before
    assert stored_files.delete_unwanted_files() == 1
    assert StoredFile.objects.count() == 1


def test_the_card_of_a_withdrawn_idea_is_not_reachable(onni, onnis_idea, settle):
    settle()
    draw_due_share_cards()
    withdraw_idea(by=onni, idea_id=onnis_idea.id)
    with pytest.raises(NotFound):
        share_card(onnis_idea.id)


def test_a_card_is_forgotten_with_its_file(onnis_idea, settle):
    settle()
    draw_due_share_cards()
    forget_cards([onnis_idea.id])
    stored_files.delete_unwanted_files()
    assert not StoredFile.objects.exists()
    assert not ShareCard.objects.exists()


def test_a_card_that_cannot_be_drawn_is_tried_once(onni, onnis_idea, settle, settings, tmp_path):
    settle()
    cards._font.cache_clear()
    settings.FRONTEND_DIST = tmp_path
    (tmp_path / "manifest.json").write_text("{")
    assert draw_due_share_cards() == 1
    assert draw_due_share_cards() == 0
    cards._font.cache_clear()
