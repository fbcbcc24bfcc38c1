# SPDX-License-Identifier: EUPL-1.2
"""One letter asks whether an address is the reporter's; nothing else goes there before, and it is forgotten in time."""

import datetime
import re

import pytest
from django.core import mail
from django.db.models import F

from backend.common.errors import NotFound
from backend.participation.moderation.addresses import confirm_address, confirmation_token
from backend.participation.moderation.appeals import appeal_as_reporter, decide_appeal
from backend.participation.moderation.forgetting import UNCONFIRMED_KEPT, forget_old_reporters
from backend.participation.moderation.models import Case, Decision, Report
from backend.participation.moderation.rules import APPEAL_TIME
from backend.participation.moderation.services import decide
from backend.participation.notifications.models import Letter
from backend.participation.notifications.reporters import ADDRESS_ASKED_A_DAY
from backend.participation.notifications.sending import deliver
from tests.participation.moderation.conftest import ten_seconds_go_by
from tests.participation.moderation.data import NONE, REASONS, reported
from tests.participation.moderation.forms import words

pytestmark = pytest.mark.django_db


def decided(report: Report, by) -> Decision:
    """A moderator leaves what was reported, and it takes effect."""
    made = decide(by=by, case_id=report.case_id, outcome="leave", reasons=NONE, language="fi")
    ten_seconds_go_by()
    return made


def post(settle) -> list[str]:
    """What the postman brings now, in words."""
    before = len(mail.outbox)
    settle()
    deliver(20)
    return [str(one.body) for one in mail.outbox[before:]]


def test_an_address_is_confirmed_by_its_letter_and_then_told_of_the_decision(client, idea, maija, settle):
    report = reported(None, idea_id=idea.id)
    (asked,) = post(settle)
    assert report.key not in asked  # whoever reads a stranger's letter does not get at the report
    link = re.search(r"/reports/confirm/\S+", asked).group()
    assert "vieras@example.org" in words(client.get(link))
    report.refresh_from_db()
    assert report.email_confirmed_at is None  # a program that opens links confirms nothing
    assert "Vahvista osoitteesi" in words(client.get(f"/reports/{report.key}/"))
    assert client.post(link).headers["Location"] == f"/reports/{report.key}/"
    assert "Kirjoitamme siitä sinulle myös" in words(client.get(f"/reports/{report.key}/"))
    decided(report, maija)
    (told,) = post(settle)
    assert f"/reports/{report.key}/" in told


def test_nothing_is_told_to_an_address_that_nobody_confirmed(idea, maija, settle):
    report = reported(None, idea_id=idea.id)
    assert len(post(settle)) == 1
    decided(report, maija)
    made = appeal_as_reporter(key=report.key, text="Se on yhä loukkaava, minusta.")
    decide_appeal(by=_another(maija), appeal_id=made.pk, stands=True, reasons=REASONS, language="fi")
    assert post(settle) == []


def _another(maija):
    other = type(maija).objects.create(email="toinen@example.org", pseudonym="Toinen", municipality=maija.municipality)
    other.roles.create(kind="moderator", municipality=maija.municipality)
    return other


def test_a_strangers_box_is_not_flooded(campaign, make_idea, settle):
    for number in range(ADDRESS_ASKED_A_DAY + 4):
        reported(None, idea_id=make_idea(campaign, f"Idea {number}").id)
        settle()
    assert Letter.objects.filter(kind="report").count() == ADDRESS_ASKED_A_DAY
    Letter.objects.update(made_at=F("made_at") - datetime.timedelta(days=2))
    reported(None, idea_id=make_idea(campaign, "Vielä yksi").id)
    assert len(post(settle)) == ADDRESS_ASKED_A_DAY + 1


def test_a_made_up_link_confirms_nothing(client, idea):
    report = reported(None, idea_id=idea.id)
    with pytest.raises(NotFound):
        confirm_address(token=confirmation_token(report)[:-2])
    assert client.get("/reports/confirm/made-up/").status_code == 404
    Report.objects.update(email="")  # forgotten meanwhile
    with pytest.raises(NotFound):
        confirm_address(token=confirmation_token(report))


def test_programs_confirm_it_too(client, idea):
    report = reported(None, idea_id=idea.id)
    assert client.get(f"/api/v1/reports/{report.key}/").json()["email_confirmed"] is False
    answer = client.post("/api/v1/reports/confirm/", {"token": confirmation_token(report)}, "application/json")
    assert (answer.status_code, answer.json()["email_confirmed"]) == (200, True)
    first = Report.objects.get().email_confirmed_at
    confirm_address(token=confirmation_token(report))
    assert Report.objects.get().email_confirmed_at == first


def test_an_address_is_forgotten_when_the_time_to_appeal_is_over_and_no_sooner(idea, maija, settle):
    report = reported(None, idea_id=idea.id)
    confirm_address(token=confirmation_token(report))
    decided(report, maija)
    Decision.objects.update(carried_out_at=F("carried_out_at") - APPEAL_TIME + datetime.timedelta(hours=1))
    assert forget_old_reporters() == 0
    made = appeal_as_reporter(key=report.key, text="Se on yhä loukkaava, minusta.")
    Decision.objects.update(carried_out_at=F("carried_out_at") - datetime.timedelta(days=1))
    assert forget_old_reporters() == 0  # the appeal waits
    decide_appeal(by=_another(maija), appeal_id=made.pk, stands=True, reasons=REASONS, language="fi")
    assert forget_old_reporters() == 1
    report.refresh_from_db()
    assert (report.email, report.name, report.email_confirmed_at) == ("", "", None)
    assert Case.objects.get().closed_at is not None


def test_an_address_that_nobody_confirmed_goes_after_a_week(idea):
    report = reported(None, idea_id=idea.id)
    assert forget_old_reporters() == 0
    Report.objects.update(made_at=F("made_at") - UNCONFIRMED_KEPT - datetime.timedelta(minutes=1))
    assert forget_old_reporters() == 1
    report.refresh_from_db()
    assert (report.email, report.name) == ("", "Vieras")
