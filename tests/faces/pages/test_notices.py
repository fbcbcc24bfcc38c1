# SPDX-License-Identifier: EUPL-1.2
"""The inbox, following, letters, reminders without an account, and feeds."""

import re
from xml.etree import ElementTree

import pytest

from backend.participation.discussion.services import write_comment
from backend.participation.notifications.models import Letter, Reminder
from backend.participation.notifications.selectors import consents_of, mail_state
from backend.participation.notifications.sending import deliver

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
ATOM = "{http://www.w3.org/2005/Atom}"


def test_aino_follows_is_told_reads_and_stops(signed_in, idea, onni, settle):
    part = signed_in.post(f"/ideas/{idea.id}/follow/", {"action": "follow"}, headers=HTMX).content.decode()
    assert 'aria-pressed="true"' in part
    comment = write_comment(by=onni, idea_id=idea.id, text="Hyvä paikka laiturille.")
    settle()
    page = signed_in.get("/notices/").content.decode()
    assert "Onni kommentoi ideaa ”Laituri rantaan”." in page
    link = re.search(r'href="(/notices/\d+/)"', page)
    assert link
    assert signed_in.get(link.group(1)).url == f"/ideas/{idea.id}/#comment-{comment.id}"
    assert "Merkitse kaikki luetuiksi" not in signed_in.get("/notices/").content.decode()
    signed_in.post(f"/ideas/{idea.id}/follow/", {"action": "stop"})
    assert "Laituri rantaan" not in signed_in.get("/follows/").content.decode()


def test_signed_out_one_signs_in_first(client, idea):
    assert client.post(f"/ideas/{idea.id}/follow/", {"action": "follow"}).status_code == 302
    for path in ("/notices/", "/follows/", "/notices/settings/"):
        assert client.get(path).url.startswith("/accounts/login/")


def test_letters_and_newsletter_are_chosen_and_the_consent_logged(signed_in, aino):
    signed_in.post("/notices/settings/", {"frequency": "weekly", "newsletter": "on"})
    signed_in.post("/notices/settings/", {"frequency": "weekly"})
    assert mail_state(aino).frequency == "weekly"
    assert [(line.given, line.wording) for line in consents_of(aino)] == [(False, "2026-11"), (True, "2026-11")]


def test_a_reminder_is_asked_confirmed_and_forgotten(client, make_campaign, mailoutbox):
    make_campaign("tuleva", open_phase="collect")
    for _ in range(2):  # asked twice, written to once
        client.post("/campaigns/tuleva/remind/", {"email": "joku@example.org"})
    deliver(10)
    (letter,) = mailoutbox
    link = re.search(r"/reminders/\S+/", letter.body)
    assert link
    assert Reminder.objects.get().confirmed_at is None
    client.get(link.group())
    assert Reminder.objects.get().confirmed_at is None  # mail programs open links by themselves
    client.post(link.group(), {"action": "confirm"})
    assert Reminder.objects.get().confirmed_at
    client.post(link.group(), {"action": "forget"})
    assert not Reminder.objects.exists()
    assert Letter.objects.get().state == "sent"


def test_a_wrong_address_or_a_vote_that_is_over_is_said(client, campaign, make_campaign):
    make_campaign("tuleva", open_phase="collect")
    answer = client.post("/campaigns/tuleva/remind/", {"email": "joku"})
    assert (answer.status_code, 'value="joku"' in answer.content.decode()) == (422, True)
    assert client.post("/campaigns/joki/remind/", {"email": "joku@example.org"}).status_code == 422


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("/campaigns/joki/", "/campaigns/joki/feed/"),
        ("/campaigns/?municipality=porvoo", "/municipalities/porvoo/feed/"),
        ("/ideas/{}/", "/ideas/{}/feed/"),
    ],
)
def test_pages_lead_to_their_feeds_in_the_language_of_the_page(client, idea, page, feed):
    shown = client.get(page.format(idea.id), headers={"accept-language": "sv"}).content.decode()
    address = f'href="{feed.format(idea.id)}?language=sv"'
    assert shown.count(address) == 2  # for feed readers in the head, for people on the page
    assert "Nyheter som Atom-flöde" in shown


@pytest.mark.parametrize("path", ["/campaigns/joki/feed/", "/municipalities/porvoo/feed/", "/ideas/{}/feed/"])
def test_a_feed_is_atom_with_names_that_stay(client, idea, onni, path):
    write_comment(by=onni, idea_id=idea.id, text="Hyvä <b>paikka</b>.")
    address = path.format(idea.id)
    answer = client.get(f"{address}?language=sv")
    feed = ElementTree.fromstring(answer.content)
    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "sv"
    for part in (feed, *feed.findall(f"{ATOM}entry")):
        assert part.findtext(f"{ATOM}id", "").startswith("tag:")
        assert part.findtext(f"{ATOM}title")
        assert part.findtext(f"{ATOM}updated")
    assert feed.findall(f"{ATOM}entry")
    again = client.get(f"{address}?language=sv", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
