# SPDX-License-Identifier: EUPL-1.2
"""R8: commenting on an idea and taking it back."""

import datetime

import pytest

from backend.common.clock import database_now
from backend.participation.discussion.models import Comment, Thank
from backend.participation.discussion.services import edit_comment, thank_for_comment, write_comment

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
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


def test_aino_thanks_and_takes_it_back_in_place(signed_in, idea, onni):
    comment = write_comment(by=onni, idea_id=idea.id, text="Kiitos ideasta.")
    part = signed_in.post(f"/comments/{comment.id}/thanks/", {"action": "give"}, headers=HTMX).content.decode()
    assert "<html" not in part
    assert "Kiitit" in part
    assert 'aria-pressed="true"' in part
    part = signed_in.post(f"/comments/{comment.id}/thanks/", {"action": "withdraw"}, headers=HTMX).content.decode()
    assert 'aria-pressed="false"' in part
    assert not Thank.objects.exists()


def test_thanks_work_without_scripts(signed_in, idea, onni):
    comment = write_comment(by=onni, idea_id=idea.id, text="Kiitos ideasta.")
    page = f"/ideas/{idea.id}/?order=oldest"
    answer = signed_in.post(
        f"/comments/{comment.id}/thanks/", {"action": "give"}, headers={"Referer": f"http://testserver{page}"}
    )
    assert answer.url == f"{page}#comment-{comment.id}"
    assert 'aria-pressed="true"' in signed_in.get(page).content.decode()


def test_thanks_of_somebody_not_signed_in_lead_to_signing_in(client, idea, onni):
    comment = write_comment(by=onni, idea_id=idea.id, text="Kiitos ideasta.")
    answer = client.post(f"/comments/{comment.id}/thanks/", {"action": "give"})
    assert answer.url.startswith("/accounts/login/")


def test_ones_own_comment_has_no_thanks_to_give(signed_in, idea, aino, onni, settle):
    comment = write_comment(by=aino, idea_id=idea.id, text="Oma sana.")
    thank_for_comment(by=onni, comment_id=comment.id)
    settle()
    page = signed_in.get(f"/ideas/{idea.id}/").content.decode()
    assert f"/comments/{comment.id}/thanks/" not in page
    assert "1 kiitos" in page
    part = signed_in.post(f"/comments/{comment.id}/thanks/", {"action": "give"}, headers=HTMX)
    assert (part.status_code, "Et voi kiittää itseäsi." in part.content.decode()) == (422, True)


def test_aino_changes_her_comment_and_the_old_words_stay_readable(signed_in, idea, aino):
    comment = write_comment(by=aino, idea_id=idea.id, text="Virheelinen sana.")
    form = {"text": "Virheetön sana.", "version": 1}
    part = signed_in.post(f"/comments/{comment.id}/edit/", form, headers=HTMX).content.decode()
    assert "Virheetön sana." in part
    assert f'data-draft-done="edit-comment-{comment.id}-1"' in part
    assert "muokattu" in part
    page = signed_in.get(f"/comments/{comment.id}/versions/").content.decode()
    assert page.index("Virheetön sana.") < page.index("Virheelinen sana.")


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_change_that_comes_too_late_keeps_what_was_typed(signed_in, idea, aino, headers):
    comment = write_comment(by=aino, idea_id=idea.id, text="Ensin näin.")
    form = {"text": "Sitten noin.", "version": 1}
    edit_comment(by=aino, comment_id=comment.id, text="Toisessa ikkunassa.", version=1)
    answer = signed_in.post(f"/comments/{comment.id}/edit/", form, headers=headers)
    assert answer.status_code == 409
    assert "Sitten noin." in answer.content.decode()
    assert f'id="edit-{comment.id}-error"' in answer.content.decode()


def test_after_fifteen_minutes_there_is_nothing_to_change(signed_in, idea, aino):
    comment = write_comment(by=aino, idea_id=idea.id, text="Vanha sana.")
    assert f"/comments/{comment.id}/edit/" in signed_in.get(f"/ideas/{idea.id}/").content.decode()
    Comment.objects.update(written_at=database_now() - HOUR)
    assert f"/comments/{comment.id}/edit/" not in signed_in.get(f"/ideas/{idea.id}/").content.decode()
    answer = signed_in.post(f"/comments/{comment.id}/edit/", {"text": "Uusi sana.", "version": 1})
    assert answer.status_code == 422


def test_order_and_stance_stand_in_the_address(client, idea, aino, onni, settle):
    first = write_comment(by=aino, idea_id=idea.id, text="Ensimmäinen.", stance="for")
    write_comment(by=aino, idea_id=idea.id, text="Toinen.", stance="against")
    thank_for_comment(by=onni, comment_id=first.id)
    settle()

    def order(query: str) -> bool:
        page = client.get(f"/ideas/{idea.id}/{query}").content.decode()
        return page.index("Ensimmäinen.") < page.index("Toinen.")

    assert (order(""), order("?order=oldest"), order("?order=thanked"), order("?order=nonsense")) == (
        False, True, True, False,
    )  # fmt: skip
    page = client.get(f"/ideas/{idea.id}/?stance=against").content.decode()
    assert ("Toinen." in page, "Ensimmäinen." in page) == (True, False)
    assert "Kukaan ei ole kommentoinut näin." in client.get(f"/ideas/{idea.id}/?stance=neutral").content.decode()


def test_a_permalink_opens_the_page_on_which_the_comment_stands(client, idea, onni):
    comments = [write_comment(by=onni, idea_id=idea.id, text=f"Kommentti numero {n}.") for n in range(31)]
    reply = write_comment(by=onni, idea_id=idea.id, text="Vastaus ensimmäiseen.", parent_id=comments[0].id)
    assert client.get(f"/comments/{comments[30].id}/").url == f"/ideas/{idea.id}/#comment-{comments[30].id}"
    answer = client.get(f"/comments/{reply.id}/")
    assert answer.url == f"/ideas/{idea.id}/?page=2#comment-{reply.id}"
    page = client.get(answer.url).content.decode()
    assert "Vastaus ensimmäiseen." in page
    assert "Sivu 2/2" in page or "2 / 2" in page
    assert "Kommentti numero 0." in client.get(f"/ideas/{idea.id}/?page=99").content.decode()


def test_a_comment_of_a_draft_has_no_permalink(client, idea, onni):
    comment = write_comment(by=onni, idea_id=idea.id, text="Luonnoksessa.")
    idea.campaign.published_at = None
    idea.campaign.save()
    assert client.get(f"/comments/{comment.id}/").status_code == 404
    assert client.get(f"/comments/{comment.id}/versions/").status_code == 404


def test_the_municipality_speaks_under_its_own_name(client, porvoo_organiser, idea):
    client.force_login(porvoo_organiser)
    assert 'value="official"' in client.get(f"/ideas/{idea.id}/").content.decode()
    part = client.post(f"/ideas/{idea.id}/comments/", {"text": "Otamme mukaan.", "speaker": "official"}, headers=HTMX)
    page = part.content.decode()
    assert "Virallinen" in page
    assert 'data-name="Pirkko"' not in page


def test_a_resident_has_no_choice_of_names(signed_in, idea):
    assert 'name="speaker"' not in signed_in.get(f"/ideas/{idea.id}/").content.decode()
    answer = signed_in.post(
        f"/ideas/{idea.id}/comments/", {"text": "Kunta puhuu.", "speaker": "official"}, headers=HTMX
    )
    assert answer.status_code == 403
    assert not Comment.objects.exists()


def test_a_mention_is_a_mark_and_nothing_else(signed_in, idea, onni):
    write_comment(by=onni, idea_id=idea.id, text="Missä?")
    signed_in.post(f"/ideas/{idea.id}/comments/", {"text": "<i>@Onni</i>, rannassa. @Piilo ei ole täällä."})
    page = signed_in.get(f"/ideas/{idea.id}/").content.decode()
    assert "&lt;i&gt;<b>@Onni</b>&lt;/i&gt;, rannassa. @Piilo" in page


def test_the_discussion_alone_is_for_what_is_new(client, idea, onni):
    write_comment(by=onni, idea_id=idea.id, text="Uusin sana.")
    part = client.get(f"/ideas/{idea.id}/comments/", headers=HTMX).content.decode()
    assert ("<html" not in part, 'data-known="1"' in part, "Uusin sana." in part) == (True, True, True)
    assert client.get(f"/ideas/{idea.id}/comments/").url == f"/ideas/{idea.id}/#discussion"


def test_fifty_comments_on_two_pages_take_no_more_queries(client, idea, aino, onni, count_queries):
    client.force_login(aino)
    for number in range(35):
        comment = write_comment(by=onni, idea_id=idea.id, text=f"Sana {number}")
        write_comment(by=aino, idea_id=idea.id, text="@Onni, kiitos", parent_id=comment.id)
    client.get(f"/ideas/{idea.id}/?page=2")
    with count_queries() as counted:
        assert client.get(f"/ideas/{idea.id}/?page=2").status_code == 200
    assert counted() <= 9
