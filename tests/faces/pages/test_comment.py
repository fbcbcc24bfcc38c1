# SPDX-License-Identifier: EUPL-1.2
"""R8: commenting on an idea and taking it back."""

import pytest

from backend.participation.discussion.models import Comment
from backend.participation.discussion.services import write_comment

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def test_aino_comments_and_comes_back_to_her_words(signed_in, idea):
    answer = signed_in.post(f"/ideas/{idea.id}/comments/", {"text": "Hyvä ajatus.", "stance": "for"})
    comment = Comment.objects.get()
    assert answer.url == f"/ideas/{idea.id}/#comment-{comment.id}"
    page = signed_in.get(f"/ideas/{idea.id}/").content.decode()
    assert "Kommenttisi on julkaistu." in page
    assert "Hyvä ajatus." in page


def test_htmx_gets_the_discussion_alone(signed_in, idea):
    part = signed_in.post(f"/ideas/{idea.id}/comments/", {"text": "Hyvä ajatus."}, headers=HTMX).content.decode()
    assert "<html" not in part
    assert "Hyvä ajatus." in part
    assert f'data-draft-done="comment-{idea.id}"' in part


def test_a_reply_stands_below_what_it_answers(signed_in, idea, onni):
    first = write_comment(by=onni, idea_id=idea.id, text="Missä olisi pysäköinti?", stance="against")
    signed_in.post(f"/ideas/{idea.id}/comments/", {"text": "Sinne kävellään.", "parent": first.id})
    page = signed_in.get(f"/ideas/{idea.id}/").content.decode()
    assert page.index("Missä olisi pysäköinti?") < page.index("Sinne kävellään.")


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_an_empty_comment_is_said_in_the_form(signed_in, idea, headers):
    answer = signed_in.post(f"/ideas/{idea.id}/comments/", {"text": " ", "stance": "against"}, headers=headers)
    assert answer.status_code == 422
    assert "Kirjoita ensin kommenttisi." in answer.content.decode()
    assert 'value="against"' in answer.content.decode()


def test_an_error_in_a_reply_stands_at_the_reply(signed_in, idea, onni):
    first = write_comment(by=onni, idea_id=idea.id, text="Missä olisi pysäköinti?")
    answer = signed_in.post(f"/ideas/{idea.id}/comments/", {"text": "", "parent": first.id}, headers=HTMX)
    assert f'id="reply-{first.id}-error"' in answer.content.decode()


def test_aino_removes_her_comment(signed_in, idea, aino):
    comment = write_comment(by=aino, idea_id=idea.id, text="Otan tämän takaisin.")
    part = signed_in.post(f"/comments/{comment.id}/withdraw/", headers=HTMX).content.decode()
    assert "Kirjoittaja on poistanut tämän kommentin." in part
    assert "Otan tämän takaisin." not in part


def test_nobody_removes_the_comment_of_another(signed_in, idea, onni):
    comment = write_comment(by=onni, idea_id=idea.id, text="Minun sanani.")
    assert signed_in.post(f"/comments/{comment.id}/withdraw/").status_code == 403


def test_what_people_write_is_never_markup(signed_in, idea):
    signed_in.post(f"/ideas/{idea.id}/comments/", {"text": "<script>alert(1)</script>"})
    assert "<script>alert" not in signed_in.get(f"/ideas/{idea.id}/").content.decode()
