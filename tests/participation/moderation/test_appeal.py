# SPDX-License-Identifier: EUPL-1.2
"""Appealing within six months, and another person's decision about it."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from backend.common.errors import InvalidInput, NotFound
from backend.ledger.events.models import Event
from backend.participation.moderation.appeals import appeal, appeal_as_reporter, decide_appeal
from backend.participation.moderation.errors import (
    AppealDecidedAlready,
    AppealMadeAlready,
    AppealTooLate,
    OtherPersonDecides,
    OwnContent,
)
from backend.participation.moderation.models import Appeal, Decision
from backend.participation.moderation.selectors import report_by_key, statement_for, waiting_appeal, waiting_appeals
from tests.participation.moderation.data import NONE, REASONS, reported
from tests.participation.moderation.steps import decided, hidden
from tests.threads import at_once

pytestmark = pytest.mark.django_db
WORDS = "En haukkunut ketään, kerroin mielipiteeni ideasta."
LONG_AGO = datetime.timedelta(days=200)


def test_onni_appeals_and_mikko_shows_his_comment_again(comment, onni, maija, mikko):
    decision = hidden(maija, comment_id=comment.id)
    assert statement_for(onni, decision.pk).may_appeal
    made = appeal(by=onni, decision_id=decision.pk, text=WORDS)
    assert [one.pk for one in waiting_appeals(by=mikko)] == [made.pk]
    decide_appeal(by=mikko, appeal_id=made.pk, stands=False, reasons=REASONS, language="fi")
    comment.refresh_from_db()
    assert (comment.text, comment.hidden_for) == ("Te olette kaikki ihan hölmöjä.", "")
    assert not waiting_appeals(by=mikko)
    turned = Decision.objects.get(appeal=made)
    assert (turned.outcome, turned.decided_by) == ("restore", mikko)
    assert Event.objects.get(kind="appeal_decided").numbers == {"decision": decision.pk, "stands": False}
    with pytest.raises(AppealDecidedAlready):
        decide_appeal(by=mikko, appeal_id=made.pk, stands=True, reasons=REASONS, language="fi")


def test_a_decision_that_stands_changes_nothing(comment, onni, maija, mikko):
    made = appeal(by=onni, decision_id=hidden(maija, comment_id=comment.id).pk, text=WORDS)
    decide_appeal(by=mikko, appeal_id=made.pk, stands=True, reasons=REASONS, language="fi")
    comment.refresh_from_db()
    assert comment.hidden_for == "insult"
    (shown,) = statement_for(onni, made.decision_id).appeals
    assert (shown.stands, shown.reasons) == (True, REASONS.facts)


def test_a_reporter_without_an_account_appeals_by_the_link_and_it_is_hidden(comment, maija, mikko):
    report = reported(None, comment_id=comment.id)
    with pytest.raises(NotFound):
        appeal_as_reporter(key=report.key, text=WORDS)
    decided(maija, "leave", comment_id=comment.id)
    assert report_by_key(report.key).statement.may_appeal
    made = appeal_as_reporter(key=report.key, text=WORDS)
    with pytest.raises(InvalidInput):  # to hide needs a ground
        decide_appeal(by=mikko, appeal_id=made.pk, stands=False, reasons=NONE, language="fi")
    decide_appeal(by=mikko, appeal_id=made.pk, stands=False, reasons=REASONS, language="fi")
    comment.refresh_from_db()
    assert comment.hidden_for == "insult"


def test_the_author_appeals_against_what_a_reporters_appeal_brought(comment, aino, onni, maija, mikko, make_moderator):
    reported(aino, comment_id=comment.id)
    first = decided(maija, "leave", comment_id=comment.id)
    with pytest.raises(NotFound):
        statement_for(onni, first.pk)
    made = appeal(by=aino, decision_id=first.pk, text=WORDS)
    decide_appeal(by=mikko, appeal_id=made.pk, stands=False, reasons=REASONS, language="fi")
    turned = Decision.objects.get(appeal=made)
    against = appeal(by=onni, decision_id=turned.pk, text=WORDS)
    with pytest.raises(OtherPersonDecides):
        decide_appeal(by=mikko, appeal_id=against.pk, stands=True, reasons=REASONS, language="fi")
    decide_appeal(by=make_moderator("Salla"), appeal_id=against.pk, stands=False, reasons=REASONS, language="fi")
    comment.refresh_from_db()
    assert comment.hidden_for == ""


def test_who_decided_does_not_decide_the_appeal(comment, onni, maija):
    made = appeal(by=onni, decision_id=hidden(maija, comment_id=comment.id).pk, text=WORDS)
    with pytest.raises(OtherPersonDecides):
        decide_appeal(by=maija, appeal_id=made.pk, stands=True, reasons=REASONS, language="fi")
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.filter(pk=made.pk).update(decided_by=maija, decided_at=made.made_at, stands=True)


def test_neither_a_stranger_nor_the_author_decides_it(comment, onni, maija, make_moderator):
    made = appeal(by=onni, decision_id=hidden(maija, comment_id=comment.id).pk, text=WORDS)
    stranger = make_moderator("Sanna", "sipoo")
    with pytest.raises(NotFound):
        waiting_appeal(by=stranger, appeal_id=made.pk)
    with pytest.raises(NotFound):
        decide_appeal(by=stranger, appeal_id=made.pk, stands=True, reasons=REASONS, language="fi")
    make_moderator_of(onni)
    with pytest.raises(OwnContent):
        decide_appeal(by=onni, appeal_id=made.pk, stands=False, reasons=REASONS, language="fi")


def make_moderator_of(account) -> None:
    account.roles.create(kind="moderator")
    vars(account).pop("known_rights", None)


def test_nobody_else_appeals_and_nobody_twice(comment, onni, aino, maija):
    decision = hidden(maija, comment_id=comment.id)
    for stranger in (aino, maija):
        with pytest.raises(NotFound):
            appeal(by=stranger, decision_id=decision.pk, text=WORDS)
    with pytest.raises(InvalidInput):
        appeal(by=onni, decision_id=decision.pk, text="Ei.")
    appeal(by=onni, decision_id=decision.pk, text=WORDS)
    with pytest.raises(AppealMadeAlready):
        appeal(by=onni, decision_id=decision.pk, text=WORDS)


def test_after_six_months_it_is_too_late(comment, onni, maija):
    decision = hidden(maija, comment_id=comment.id)
    Decision.objects.update(carried_out_at=F("carried_out_at") - LONG_AGO)
    assert not statement_for(onni, decision.pk).may_appeal
    with pytest.raises(AppealTooLate):
        appeal(by=onni, decision_id=decision.pk, text=WORDS)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_an_appeal_at_once_one_does(comment, onni, maija, mikko, make_moderator):
    made = appeal(by=onni, decision_id=hidden(maija, comment_id=comment.id).pk, text=WORDS)
    others = [mikko, make_moderator("Salla")] * 2
    acts = [
        lambda by=by: decide_appeal(by=by, appeal_id=made.pk, stands=False, reasons=REASONS, language="fi")
        for by in others
    ]
    results = at_once(acts)
    assert sum(isinstance(one, Appeal) for one in results) == 1
    assert sum(isinstance(one, AppealDecidedAlready) for one in results) == 3
