# SPDX-License-Identifier: EUPL-1.2
"""Changing a comment in its first fifteen minutes by the database's clock."""

import datetime

import pytest

from backend.common.clock import database_now
from backend.common.errors import InvalidInput
from backend.ledger.events.models import Event
from backend.participation.discussion.errors import (
    CommentChanged,
    CommentWithdrawnAlready,
    EditWindowOver,
    NotYourComment,
)
from backend.participation.discussion.models import Comment, CommentVersion
from backend.participation.discussion.selectors import stances_on, versions_of
from backend.participation.discussion.services import edit_comment, withdraw_comment, write_comment
from tests.threads import at_once

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def comment(aino, idea):
    """What Aino has just said."""
    return write_comment(by=aino, idea_id=idea.id, text="Tässä on virhe.", stance="for")


def test_aino_corrects_herself_and_what_she_said_stays_readable(aino, comment, idea, settle):
    changed = edit_comment(by=aino, comment_id=comment.id, text="Tässä ei ole virhettä.", version=1)
    assert (changed.text, changed.version) == ("Tässä ei ole virhettä.", 2)
    assert [(v.number, v.text) for v in versions_of(comment)] == [(1, "Tässä on virhe.")]
    event = Event.objects.get(kind="comment_edited")
    assert (event.subject_id, event.numbers) == (idea.id, {"comment": comment.id, "version": 2})
    settle()
    assert stances_on(idea.id) == {"for": 1, "against": 0, "neutral": 0}


def test_the_same_words_make_no_version(aino, comment):
    assert edit_comment(by=aino, comment_id=comment.id, text=" Tässä on virhe. ", version=1).version == 1
    assert not CommentVersion.objects.exists()


@pytest.mark.parametrize(("age", "may"), [(14, True), (16, False)])
def test_the_window_is_fifteen_minutes_from_writing(aino, comment, age, may):
    Comment.objects.update(written_at=database_now() - age * MINUTE)
    if may:
        edit_comment(by=aino, comment_id=comment.id, text="Vielä ehtii.", version=1)
    else:
        with pytest.raises(EditWindowOver):
            edit_comment(by=aino, comment_id=comment.id, text="Liian myöhään.", version=1)


def test_only_its_writer_changes_it(onni, comment):
    with pytest.raises(NotYourComment):
        edit_comment(by=onni, comment_id=comment.id, text="Toisen sanat.", version=1)


def test_what_was_taken_back_is_not_changed_and_its_versions_are_gone(aino, comment):
    edit_comment(by=aino, comment_id=comment.id, text="Toinen sana.", version=1)
    withdraw_comment(by=aino, comment_id=comment.id)
    assert not CommentVersion.objects.exists()
    with pytest.raises(CommentWithdrawnAlready):
        edit_comment(by=aino, comment_id=comment.id, text="Kolmas sana.", version=2)


def test_nothing_is_no_comment(aino, comment):
    with pytest.raises(InvalidInput):
        edit_comment(by=aino, comment_id=comment.id, text=" ", version=1)


@pytest.mark.django_db(transaction=True)
def test_of_two_windows_one_saves_and_the_other_is_told(aino, comment):
    texts = [f"Korjaus {number}" for number in range(8)]
    acts = [lambda text=text: edit_comment(by=aino, comment_id=comment.id, text=text, version=1) for text in texts]
    results = at_once(acts)
    assert sum(isinstance(result, Comment) for result in results) == 1
    assert sum(isinstance(result, CommentChanged) for result in results) == 7
    assert CommentVersion.objects.count() == 1
