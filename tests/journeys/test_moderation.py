# SPDX-License-Identifier: EUPL-1.2
"""The whole way of the Digital Services Act: report, decision with reasons, appeal, everybody told, all counted."""

import re

import pytest
from django.test import Client

from backend.participation.discussion.services import write_comment
from backend.participation.moderation.models import Appeal, Report
from backend.participation.notifications.sending import deliver
from tests.participation.moderation.conftest import ten_seconds_go_by
from tests.participation.moderation.forms import HIDING, SAID, TYPED, words
from tests.participation.notifications.postbox import open_postbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def postbox(settings):
    """A mail server to which this process sends."""
    with open_postbox() as postbox:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", postbox.port
        yield postbox


def signed_in(account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def letter_of(postbox, address: str) -> str:
    """The latest letter to an address, in words."""
    letter = [one for one in postbox.letters if one["To"] == address][-1]
    return letter.get_body(("plain",)).get_content()


def test_from_a_strangers_report_to_an_appeal_that_turns_it_round(
    client, idea, make_person, maija, mikko, settle, postbox
):
    writer = make_person("Kerttu", language="sv")
    comment = write_comment(by=writer, idea_id=idea.id, text=SAID, stance="against")

    # a stranger reports it and gets a receipt with a private link
    client.post(f"/comments/{comment.id}/report/", TYPED)
    report = Report.objects.get()
    settle()
    deliver(20)
    asked = letter_of(postbox, TYPED["email"])
    assert report.key not in asked
    client.post(re.search(r"/reports/confirm/\S+", asked).group())

    # Maija hides it; nobody hears of that before it takes effect
    moderator = signed_in(maija)
    moderator.post("/manage/moderation/", {"case": report.case_id, **HIDING})
    settle()
    deliver(20)
    assert len(postbox.letters) == 1
    ten_seconds_go_by()
    settle()
    deliver(20)
    told = letter_of(postbox, TYPED["email"])
    assert "Se, mistä ilmoitit, piilotettiin." in told
    assert HIDING["facts"] in told
    assert "Kommunen har fattat ett beslut" in letter_of(postbox, writer.email)
    assert SAID not in words(client.get(f"/ideas/{idea.id}/"))

    # the writer finds the statement of reasons in the inbox, in her language, and appeals
    author = signed_in(writer)
    inbox = author.get("/notices/", headers={"Accept-Language": "sv"})
    notice = re.search(r'href="(/notices/\d+/)">Kommunen har fattat', inbox.content.decode()).group(1)
    page = author.get(notice, follow=True, headers={"Accept-Language": "sv"})
    assert "Diskussionsreglerna, punkt 1" in words(page)
    assert SAID in words(page)
    author.post(page.redirect_chain[-1][0], {"text": "Jag skrev om idén, inte om någon person."})

    # who decided first may not decide it; another person turns it round
    appeal = Appeal.objects.get()
    sent = {"outcome": "turned", "facts": "Kommentti on kärkevä mutta koskee ideaa."}
    assert moderator.post(f"/manage/moderation/appeals/{appeal.pk}/", sent).status_code == 403
    signed_in(mikko).post(f"/manage/moderation/appeals/{appeal.pk}/", sent)
    settle()
    deliver(20)
    assert SAID in words(client.get(f"/ideas/{idea.id}/"))
    assert "Se, mistä ilmoitit, näytetään taas." in letter_of(postbox, TYPED["email"])
    assert "Ett överklagande" in letter_of(postbox, writer.email)
    assert "Motivering Kommentti on kärkevä" in words(
        author.get(
            f"/decisions/{appeal.decision.case.decisions.get(appeal=appeal).pk}/", headers={"Accept-Language": "sv"}
        )
    )
