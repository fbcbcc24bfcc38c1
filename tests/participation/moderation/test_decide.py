# SPDX-License-Identifier: EUPL-1.2
"""Deciding a case: hiding, leaving, showing again, undoing in time, and two moderators at once."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from backend.common.errors import InvalidInput, NotFound
from backend.ledger.audit.models import AuditEntry
from backend.ledger.events.models import Event
from backend.participation.discussion.errors import CommentHiddenNow
from backend.participation.discussion.selectors import stances_on, versions_of
from backend.participation.discussion.services import edit_comment, thank_for_comment, write_comment
from backend.participation.ideas.errors import IdeaHiddenNow
from backend.participation.ideas.models import Idea
from backend.participation.ideas.selectors import IdeaQuery, idea_count, visible_ideas
from backend.participation.ideas.similar import similar_ideas
from backend.participation.moderation.errors import CaseDecidedAlready, HiddenAlready, NotHidden, OwnContent, UndoOver
from backend.participation.moderation.models import Case, Decision
from backend.participation.moderation.rules import Reasons
from backend.participation.moderation.selectors import (
    hiding_decisions,
    undoable_decisions,
    waiting_cases,
)
from backend.participation.moderation.services import (
    carry_out_due_decisions,
    decide,
    decide_many,
    open_case,
    undo_decision,
)
from backend.participation.supports.selectors import support_totals
from backend.participation.supports.services import support_idea, withdraw_support
from tests.participation.moderation.conftest import ten_seconds_go_by
from tests.participation.moderation.data import NONE, REASONS, reported
from tests.participation.moderation.steps import decided, hidden
from tests.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(comment) -> Case:
    """Somebody reported Onni's comment."""
    return reported(None, comment_id=comment.id).case


def test_maija_hides_a_comment_and_it_is_gone_after_ten_seconds(case, comment, maija, settle, idea):
    decision = decide(by=maija, case_id=case.pk, outcome="hide", reasons=REASONS, language="fi")
    assert carry_out_due_decisions() == 0
    comment.refresh_from_db()
    assert comment.text
    assert waiting_cases(by=maija) == []
    assert [one.pk for one in undoable_decisions(maija)] == [decision.pk]
    assert ten_seconds_go_by() == 1
    comment.refresh_from_db()
    assert (comment.text, comment.hidden_for) == ("", "insult")
    case.refresh_from_db()
    assert case.closed_at is not None
    decision.refresh_from_db()
    with translation.override("fi"):
        assert decision.cited == "Keskustelun säännöt, kohta 1"
    assert list(AuditEntry.objects.values_list("operation", "target")) == [("decide_case", f"case:{case.pk}")]
    event = Event.objects.get(kind="moderation_decided")
    assert event.numbers == {"of_idea": idea.id, "of_comment": comment.id, "hides": True}
    settle()
    assert stances_on(idea.id)["against"] == 1  # what is hidden was said nevertheless
    assert carry_out_due_decisions() == 0


def test_a_hidden_idea_leaves_an_empty_place_that_counts_and_comes_back(campaign, idea, aino, maija, settle, onni):
    support_idea(by=aino, idea_id=idea.id)
    settle()
    hidden(maija, idea_id=idea.id)
    settle()
    shown = visible_ideas(campaign_id=campaign.pk).get()
    assert (shown.title, shown.text, shown.place, shown.state, shown.hidden_for) == ("", "", "", "hidden", "insult")
    assert idea_count(campaign.pk) == 1
    assert support_totals([campaign.pk]) == {campaign.pk: 1}
    assert not visible_ideas(campaign_id=campaign.pk, query=IdeaQuery(words="laituri"))
    assert similar_ideas(campaign=campaign, title="Laituri rantaan") == []
    with pytest.raises(IdeaHiddenNow):
        support_idea(by=onni, idea_id=idea.id)
    with pytest.raises(IdeaHiddenNow):
        write_comment(by=onni, idea_id=idea.id, text="Miksi tämä piilotettiin?")
    withdraw_support(by=aino, idea_id=idea.id)
    decided(maija, "restore", idea_id=idea.id)
    settle()
    idea.refresh_from_db()
    assert (idea.title, idea.state, idea.hidden_for) == ("Laituri rantaan", "published", "")
    assert [near.number for near in similar_ideas(campaign=campaign, title="Laituri rantaan")] == [idea.id]
    assert list(Event.objects.filter(kind__in=["idea_hidden", "idea_shown_again"]).values_list("sign", flat=True)) == [
        1,
        -1,
    ]


def test_a_hidden_comment_is_neither_changed_nor_answered_nor_thanked_for(comment, onni, aino, maija):
    edit_comment(by=onni, comment_id=comment.id, text="Te olette aivan hölmöjä.", version=1)
    hidden(maija, comment_id=comment.id)
    comment.refresh_from_db()
    assert not versions_of(comment).exists()
    with pytest.raises(CommentHiddenNow):
        edit_comment(by=onni, comment_id=comment.id, text="Toisin sanoen.", version=2)
    with pytest.raises(CommentHiddenNow):
        write_comment(by=aino, idea_id=comment.idea_id, text="Miten niin?", parent_id=comment.id)
    with pytest.raises(CommentHiddenNow):
        thank_for_comment(by=aino, comment_id=comment.id)
    assert hiding_decisions(idea_id=comment.idea_id, participant_id=comment.author_id) == {
        comment.id: Decision.objects.get().pk
    }


def test_an_idea_that_its_author_withdrew_stays_withdrawn_behind_the_hiding(idea, maija):
    Idea.objects.update(state="withdrawn")
    hidden(maija, idea_id=idea.id)
    idea.refresh_from_db()
    assert (idea.state, idea.title) == ("withdrawn", "")
    decided(maija, "restore", idea_id=idea.id)
    idea.refresh_from_db()
    assert (idea.state, idea.title) == ("withdrawn", "Laituri rantaan")


def test_leaving_needs_no_words_and_changes_nothing(case, comment, maija):
    decide(by=maija, case_id=case.pk, outcome="leave", reasons=NONE, language="fi")
    ten_seconds_go_by()
    comment.refresh_from_db()
    assert (comment.text, comment.hidden_for) == ("Te olette kaikki ihan hölmöjä.", "")
    assert waiting_cases(by=maija) == []
    assert reported(None, comment_id=comment.id).case != case


def test_hiding_needs_a_ground_and_facts(case, maija):
    with pytest.raises(InvalidInput) as refusal:
        decide(by=maija, case_id=case.pk, outcome="hide", reasons=NONE, language="fi")
    assert set(refusal.value.fields) == {"ground", "facts"}
    with pytest.raises(InvalidInput) as refusal:
        decide(
            by=maija, case_id=case.pk, outcome="hide", reasons=Reasons(ground="illegal", facts="x" * 20), language="fi"
        )
    assert set(refusal.value.fields) == {"reference"}


def test_what_is_shown_is_not_shown_again_and_what_is_hidden_not_hidden(idea, maija):
    case = open_case(by=maija, idea_id=idea.id)
    with pytest.raises(NotHidden):
        decide(by=maija, case_id=case.pk, outcome="restore", reasons=REASONS, language="fi")
    hidden(maija, idea_id=idea.id)
    again = open_case(by=maija, idea_id=idea.id)
    with pytest.raises(HiddenAlready):
        decide(by=maija, case_id=again.pk, outcome="hide", reasons=REASONS, language="fi")


def test_within_ten_seconds_it_is_undone_and_waits_again(case, comment, maija, mikko):
    decision = decide(by=maija, case_id=case.pk, outcome="hide", reasons=REASONS, language="fi")
    with pytest.raises(NotFound):
        undo_decision(by=mikko, decision_id=decision.pk)
    undo_decision(by=maija, decision_id=decision.pk)
    undo_decision(by=maija, decision_id=decision.pk)
    assert ten_seconds_go_by() == 0
    assert not Event.objects.filter(kind="moderation_decided").exists()
    assert [one.case for one in waiting_cases(by=mikko)] == [case]
    decide(by=mikko, case_id=case.pk, outcome="leave", reasons=NONE, language="fi")


def test_after_ten_seconds_it_stands(case, maija):
    decision = decide(by=maija, case_id=case.pk, outcome="leave", reasons=NONE, language="fi")
    ten_seconds_go_by()
    with pytest.raises(UndoOver):
        undo_decision(by=maija, decision_id=decision.pk)


def test_staff_of_another_municipality_see_and_decide_nothing(case, make_moderator, comment, porvoo_organiser):
    stranger = make_moderator("Sanna", "sipoo")
    assert waiting_cases(by=stranger) == []
    for act in (
        lambda: decide(by=stranger, case_id=case.pk, outcome="leave", reasons=NONE, language="fi"),
        lambda: open_case(by=stranger, comment_id=comment.id),
        lambda: decide(by=porvoo_organiser, case_id=case.pk, outcome="leave", reasons=NONE, language="fi"),
    ):
        with pytest.raises(NotFound):
            act()


def test_nobody_decides_about_their_own_text_or_report(comment, make_moderator, idea):
    sanna = make_moderator("Sanna")
    own = write_comment(by=sanna, idea_id=idea.id, text="Sannan oma kommentti.")
    mine = open_case(by=sanna, comment_id=own.id)
    told = reported(sanna, comment_id=comment.id).case
    for case in (mine, told):
        with pytest.raises(OwnContent):
            decide(by=sanna, case_id=case.pk, outcome="leave", reasons=NONE, language="fi")


def test_several_are_decided_alike_and_those_of_others_are_passed_over(case, idea, maija, mikko):
    other = reported(None, idea_id=idea.id).case
    decide(by=mikko, case_id=other.pk, outcome="leave", reasons=NONE, language="fi")
    made = decide_many(by=maija, case_ids=[case.pk, other.pk, case.pk], outcome="hide", reasons=REASONS, language="fi")
    assert (len(made.decisions), made.passed_over) == (1, 1)


def test_the_database_knows_one_decision_a_case_and_none_without_a_ground(case, maija):
    made = decide(by=maija, case_id=case.pk, outcome="leave", reasons=NONE, language="fi")
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(case=case, outcome="leave", takes_effect_at=made.takes_effect_at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=made.pk).update(outcome="hide")


@pytest.mark.django_db(transaction=True)
def test_of_two_moderators_at_once_one_decides(comment, maija, mikko):
    case = reported(None, comment_id=comment.id).case
    results = at_once(
        [
            lambda by=by, outcome=outcome: decide(
                by=by, case_id=case.pk, outcome=outcome, reasons=REASONS, language="fi"
            )
            for by, outcome in [(maija, "hide"), (mikko, "leave")] * 4
        ],
        threads=8,
    )
    assert sum(isinstance(one, Decision) for one in results) == 1
    assert sum(isinstance(one, CaseDecidedAlready) for one in results) == 7


@pytest.mark.django_db(transaction=True)
def test_undoing_and_taking_effect_at_once_have_one_end(comment, maija):
    case = reported(None, comment_id=comment.id).case
    decision = decide(by=maija, case_id=case.pk, outcome="hide", reasons=REASONS, language="fi")
    at_once([lambda: undo_decision(by=maija, decision_id=decision.pk), ten_seconds_go_by, ten_seconds_go_by])
    decision.refresh_from_db()
    comment.refresh_from_db()
    assert (decision.undone_at is None) == (decision.carried_out_at is not None) == bool(comment.hidden_for)
