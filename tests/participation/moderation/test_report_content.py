# SPDX-License-Identifier: EUPL-1.2
"""Reporting an idea or a comment, with an account and without."""

import pytest

from backend.common.errors import InvalidInput, NotFound
from backend.ledger.events.models import Event
from backend.participation.discussion.services import edit_comment, withdraw_comment
from backend.participation.moderation.errors import HiddenAlready, NothingThere
from backend.participation.moderation.models import Case, Report
from backend.participation.moderation.selectors import report_by_key, waiting_cases
from backend.participation.moderation.services import report_content
from tests.participation.moderation.data import INSULT, reported
from tests.participation.moderation.steps import hidden
from tests.threads import at_once

pytestmark = pytest.mark.django_db


def test_somebody_without_an_account_reports_a_comment_and_follows_it_by_a_link(comment, maija):
    report = report_content(by=None, draft=INSULT, language="sv", comment_id=comment.id)
    assert (report.email, report.name, report.account, report.language) == ("vieras@example.org", "Vieras", None, "sv")
    assert report.number == f"R-{report.made_at.year}-{report.pk}"
    assert report_by_key(report.key).statement is None
    event = Event.objects.get(kind="content_reported")
    assert (event.subject_id, event.participant_id) == (report.pk, None)
    assert event.numbers == {"of_idea": comment.idea_id, "of_comment": comment.id}
    (waiting,) = waiting_cases(by=maija)
    assert (waiting.words.text, waiting.reports) == (comment.text, [report])


def test_reports_of_the_same_thing_are_one_case(aino, idea, maija, make_person):
    first = reported(aino, idea_id=idea.id)
    reported(make_person("Väinö"), idea_id=idea.id)
    reported(None, idea_id=idea.id)
    assert reported(aino, idea_id=idea.id) == first
    (waiting,) = waiting_cases(by=maija)
    assert len(waiting.reports) == 3


def test_who_has_signed_in_leaves_no_further_address(aino, idea):
    report = reported(aino, idea_id=idea.id)
    assert (report.account, report.email, report.name) == (aino, "", "")


def test_what_is_missing_is_said_field_by_field(idea):
    draft = type(INSULT)(category="weather", explanation="lyhyt", email="ei osoite")
    with pytest.raises(InvalidInput) as refusal:
        report_content(by=None, draft=draft, language="fi", idea_id=idea.id)
    assert set(refusal.value.fields) == {"category", "explanation", "email", "good_faith"}


def test_a_later_change_is_shown_to_the_moderator(comment, onni, maija):
    reported(None, comment_id=comment.id)
    assert not waiting_cases(by=maija)[0].is_changed
    edit_comment(by=onni, comment_id=comment.id, text="Anteeksi, en tarkoittanut sitä.", version=1)
    assert waiting_cases(by=maija)[0].is_changed


def test_what_is_hidden_or_gone_is_not_reported(comment, idea, onni, maija):
    withdraw_comment(by=onni, comment_id=comment.id)
    with pytest.raises(NothingThere):
        reported(None, comment_id=comment.id)
    hidden(maija, idea_id=idea.id)
    with pytest.raises(HiddenAlready):
        reported(None, idea_id=idea.id)


def test_nobody_reports_what_is_not_public(campaign, idea):
    type(campaign).objects.update(published_at=None)
    with pytest.raises(NotFound):
        reported(None, idea_id=idea.id)
    with pytest.raises(NotFound):
        reported(None, comment_id=404)


@pytest.mark.django_db(transaction=True)
def test_twenty_reports_at_once_are_one_case(idea):
    results = at_once([lambda: reported(None, idea_id=idea.id)] * 20, threads=8)
    assert all(isinstance(one, Report) for one in results)
    assert (Case.objects.count(), Report.objects.count()) == (1, 20)
