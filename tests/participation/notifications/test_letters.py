# SPDX-License-Identifier: EUPL-1.2
"""Letters over a real mail server: when they come, what they say, and what happens when it says no."""

import datetime
import threading

import pytest
from django.db import connection
from django.test import Client

from backend.common.clock import REGION_ZONE, database_now
from backend.participation.discussion.services import withdraw_comment, write_comment
from backend.participation.notifications import letters
from backend.participation.notifications.models import Letter, Notice
from backend.participation.notifications.selectors import mail_state, notices_of
from backend.participation.notifications.sending import TRIES, deliver
from backend.participation.notifications.services import choose_mail, follow_idea, mark_read, resume_mail
from backend.participation.supports.services import support_idea
from tests.participation.notifications.conftest import due_now, make_followers
from tests.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def followed(idea, aino):
    """Aino follows the idea."""
    follow_idea(by=aino, idea_id=idea.id)
    return idea


def body_of(letter, kind: str = "plain") -> str:
    return letter.get_body((kind,)).get_content().replace("\r\n", "\n")


def header(letter, name: str) -> str:
    """A header as a mail program reads it: folded lines joined."""
    return " ".join(str(letter[name]).split())


def test_the_letter_says_what_happened_in_the_readers_language(
    campaign, make_idea, onni, answer, settle, send, postbox
):
    idea = make_idea(campaign, "Laituri rantaan", by=onni)
    answer(idea)
    settle()
    assert send() == 1
    (letter,) = postbox.letters
    assert letter["To"] == "onni@example.org"
    assert header(letter, "Subject") == "Borgå svarade på idén ”Laituri rantaan”."
    assert letter["Auto-Submitted"] == "auto-generated"
    assert "Bryggan byggs på våren." in body_of(letter)
    assert f"/ideas/{idea.id}/#answer-title" in body_of(letter)
    assert '<html lang="sv">' in body_of(letter, "html")
    assert Letter.objects.get().state == "sent"
    assert send() == 0


def test_daily_is_the_default_and_comes_in_one_letter_at_seven(followed, aino, onni, answer, settle, send, postbox):
    for text in ("Hyvä ajatus.", "Kannatan."):
        write_comment(by=onni, idea_id=followed.id, text=text)
    answer(followed)
    settle()
    send()
    assert "aino@example.org" not in postbox.to
    dues = {
        due.astimezone(REGION_ZONE) for due in Notice.objects.filter(account=aino).values_list("mail_due", flat=True)
    }
    (due,) = dues
    assert (due.hour, due.minute) == (7, 0)
    assert datetime.timedelta(0) < due - database_now() <= datetime.timedelta(days=1, hours=1)
    due_now()
    send()
    assert postbox.to["aino@example.org"] == 1
    letter = next(letter for letter in postbox.letters if letter["To"] == "aino@example.org")
    assert header(letter, "Subject") == "3 uutista: Laituri rantaan"
    assert body_of(letter).count("Laituri rantaan\n") == 1


@pytest.mark.parametrize(("frequency", "weekday"), [("weekly", 0), ("none", None)])
def test_weekly_comes_on_monday_and_none_never(followed, aino, answer, settle, frequency, weekday):
    choose_mail(by=aino, frequency=frequency)
    answer(followed)
    settle()
    due = Notice.objects.get(account=aino).mail_due
    assert (due.astimezone(REGION_ZONE).weekday() if due else None) == weekday
    choose_mail(by=aino, frequency="instant")
    changed = Notice.objects.get(account=aino).mail_due
    assert changed is None if frequency == "none" else changed <= database_now()


def test_what_was_read_in_the_inbox_is_not_sent(followed, aino, answer, settle, send, postbox):
    answer(followed)
    settle()
    assert mark_read(by=aino) == 1
    due_now()
    send()
    assert "aino@example.org" not in postbox.to


def test_what_was_withdrawn_before_the_letter_went_is_not_in_it(followed, aino, onni, settle, send, postbox):
    comment = write_comment(by=onni, idea_id=followed.id, text="Höpö höpö.")
    settle()
    due_now()
    letters.write_due_letters()
    withdraw_comment(by=onni, comment_id=comment.id)
    send()
    assert "aino@example.org" not in postbox.to
    assert Letter.objects.get(account=aino).state == "void"


def test_many_letters_go_over_one_connection(idea, answer, settle, send, postbox):
    make_followers(idea, 40)
    answer(idea)
    settle()
    send()
    assert sum(postbox.to.values()) == 41  # the author too
    assert postbox.connections == 1


def test_an_address_that_is_refused_is_paused_and_its_owner_told(followed, aino, onni, answer, settle, send, postbox):
    choose_mail(by=aino, frequency="instant")
    postbox.refusals["aino@example.org"] = "550 no such mailbox"
    answer(followed)
    settle()
    send()
    assert Letter.objects.get(account=aino).state == "refused"
    assert mail_state(aino).is_paused
    assert notices_of(aino)[0].kind == "mail_paused"
    write_comment(by=onni, idea_id=followed.id, text="Hienoa!")
    settle()
    due_now()
    send()
    assert "aino@example.org" not in postbox.to
    del postbox.refusals["aino@example.org"]
    resume_mail(by=aino)
    write_comment(by=onni, idea_id=followed.id, text="Milloin?")
    settle()
    due_now()
    send()
    assert postbox.to["aino@example.org"] == 1
    assert notices_of(aino).filter(kind="mail_paused", read_at__isnull=True).count() == 0


def test_a_new_address_is_written_to_at_once(followed, aino, onni, answer, settle, send, postbox):
    choose_mail(by=aino, frequency="instant")
    postbox.refusals["aino@example.org"] = "550 no such mailbox"
    answer(followed)
    settle()
    send()
    aino.email = "uusi@example.org"
    aino.save()
    write_comment(by=onni, idea_id=followed.id, text="Hienoa!")
    settle()
    send()
    assert postbox.to["uusi@example.org"] == 1


@pytest.mark.parametrize("trouble", ["busy", "full", "hangs up", "stalls", "away"])
def test_a_letter_that_cannot_go_now_goes_later_under_the_same_name(
    followed, aino, answer, settle, send, postbox, settings, trouble
):
    choose_mail(by=aino, frequency="instant")
    answer(followed)
    settle()
    if trouble == "busy":
        postbox.refusals["aino@example.org"] = "451 try later"
    if trouble == "full":
        postbox.data_answer = "452 no room"
    postbox.hangs_up = trouble == "hangs up"
    postbox.stall_seconds = 2 if trouble == "stalls" else 0
    if trouble == "away":
        settings.EMAIL_PORT = 9  # nobody listens there
    send()
    letter = Letter.objects.get(account=aino)
    if trouble in {"hangs up", "stalls", "away"}:  # the first in the row finds out; the others wait
        Letter.objects.exclude(account=aino).delete()
        send()
        letter.refresh_from_db()
    assert (letter.state, letter.tries) == ("queued", 1)
    assert letter.next_try > database_now()
    postbox.refusals.clear()
    postbox.data_answer, postbox.hangs_up, postbox.stall_seconds = "250 OK", False, 0
    settings.EMAIL_PORT = postbox.port
    due_now()
    send()
    letter.refresh_from_db()
    assert letter.state == "sent"
    assert {name for name in postbox.names if str(letter.key) in name} == {f"<{letter.key}@127.0.0.1>"}


def test_words_that_a_server_refuses_do_not_pause_the_reader(followed, aino, answer, settle, send, postbox):
    choose_mail(by=aino, frequency="instant")
    postbox.data_answer = "554 looks like spam"
    answer(followed)
    settle()
    send()
    assert Letter.objects.get(account=aino).state == "refused"
    assert not mail_state(aino).is_paused


def test_a_letter_that_always_breaks_is_given_up_and_the_others_go(idea, answer, settle, send, postbox, monkeypatch):
    make_followers(idea, 3)
    answer(idea)
    settle()
    letters.write_due_letters()
    broken = Letter.objects.exclude(account__pseudonym__startswith="Kirjoittaja").first()
    Notice.objects.filter(letter=broken).update(kind="of_another_version")
    for _ in range(TRIES):
        due_now()
        send()
    broken.refresh_from_db()
    assert (broken.state, broken.error) == ("refused", "broken")
    assert sum(postbox.to.values()) == 3


def test_unsubscribing_takes_one_post_without_signing_in(followed, aino, onni, answer, settle, send, postbox):
    choose_mail(by=aino, frequency="instant")
    answer(followed)
    settle()
    send()
    letter = next(letter for letter in postbox.letters if letter["To"] == "aino@example.org")
    assert header(letter, "List-Unsubscribe-Post") == "List-Unsubscribe=One-Click"
    link = header(letter, "List-Unsubscribe").strip("<>")
    path = link.removeprefix("http://127.0.0.1:8000")
    program = Client(enforce_csrf_checks=True)
    page = program.get(path)
    assert page.status_code == 200
    assert mail_state(aino).frequency == "instant"  # mail programs open links by themselves
    assert program.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert mail_state(aino).frequency == "none"
    write_comment(by=onni, idea_id=followed.id, text="Hienoa!")
    settle()
    due_now()
    send()
    assert postbox.to["aino@example.org"] == 1
    assert program.post("/unsubscribe/made-up/").status_code == 404


def test_who_stops_letters_gets_not_even_the_one_on_its_way(followed, aino, answer, settle, send, postbox):
    choose_mail(by=aino, frequency="instant")
    answer(followed)
    settle()
    letters.write_due_letters()
    choose_mail(by=aino, frequency="none")
    send()
    assert "aino@example.org" not in postbox.to


@pytest.mark.django_db(transaction=True)
def test_two_postmen_at_once_send_each_letter_once(idea, answer, settle, postbox):
    make_followers(idea, 60)
    answer(idea)
    settle()

    def postman() -> int:
        try:
            return deliver(20)
        finally:
            connection.close()

    assert sum(at_once([postman] * 3, threads=3)) == 61
    assert set(postbox.names.values()) == {1}
    assert threading.active_count() > 0


def test_people_without_an_address_are_told_in_the_inbox_only(
    campaign, make_idea, answer, settle, send, postbox, onni, make_person
):
    device = make_person("Laite")
    idea = make_idea(campaign, by=onni)
    support_idea(by=device, idea_id=idea.id)
    type(device).objects.filter(pk=device.pk).update(email=None)
    answer(idea)
    settle()
    assert Notice.objects.get(account=device).mail_due is None
