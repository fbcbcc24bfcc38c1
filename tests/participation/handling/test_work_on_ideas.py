# SPDX-License-Identifier: EUPL-1.2
"""Answers by their day, reminders, colleagues and notes, estimates, and steps until an idea is done."""

import datetime
from decimal import Decimal

import pytest

from backend.common.clock import database_now, local_day
from backend.common.errors import InvalidInput, MayNot
from backend.ledger.audit.models import AuditEntry
from backend.ledger.events.models import Event
from backend.participation.campaigns.models import Phase
from backend.participation.handling.errors import NotAColleague
from backend.participation.handling.models import HandlingNote
from backend.participation.handling.reminding import remind_of_answers
from backend.participation.handling.selectors import overdue_ideas, unanswered_ideas, work_figures, work_on_ideas
from backend.participation.handling.services import (
    assign_idea,
    drop_milestone,
    estimate_idea,
    plan_milestone,
    reach_milestone,
    read_notes,
    set_answers_due,
    write_note,
)
from backend.participation.handling.shown import follow_up_of, with_follow_up
from backend.participation.ideas.models import Answer, Idea
from backend.participation.ideas.services import answer_idea
from backend.participation.notifications.selectors import notices_of
from backend.participation.notifications.wording import said
from backend.participation.supports.services import support_idea
from backend.records.privacy.services import erase_person
from backend.region.accounts.services import give_role
from backend.region.places.models import Municipality

pytestmark = pytest.mark.django_db
WORDS = {"fi": "Selvitys valmis", "sv": "Utredningen klar", "en": "The study is ready"}


@pytest.fixture
def today():
    return local_day(database_now())


@pytest.fixture
def colleague(make_person):
    account = make_person("Kaisa")
    give_role(account=account, kind="organiser", municipality=Municipality.objects.get(slug="porvoo"))
    return account


def told(account) -> list[tuple[str, str]]:
    return [(notice.kind, notice.reason) for notice in notices_of(account)]


def answer(by, idea, text="Teemme.") -> Answer:
    words = dict.fromkeys(("fi", "sv", "en"), text)
    return answer_idea(by=by, idea_id=idea.id, status="accepted", office=words, text=words)


def test_answers_are_due_thirty_days_after_the_results_open_unless_officers_name_a_day(
    porvoo_organiser, campaign, idea, today
):
    opens = local_day(Phase.objects.get(campaign=campaign, kind="results").opens)
    assert unanswered_ideas().get().due_on == opens + datetime.timedelta(days=30)
    assert not overdue_ideas().exists()
    set_answers_due(by=porvoo_organiser, slug=campaign.slug, due_on=today)
    assert not overdue_ideas().exists()  # the day itself is in time
    set_answers_due(by=porvoo_organiser, slug=campaign.slug, due_on=today - datetime.timedelta(days=1))
    assert overdue_ideas(municipality="porvoo").get() == idea
    assert not overdue_ideas(municipality="sipoo").exists()
    assert work_figures(campaign.municipality_id, viewer=porvoo_organiser).overdue == 1
    answer(porvoo_organiser, idea)
    assert not overdue_ideas().exists()
    set_answers_due(by=porvoo_organiser, slug=campaign.slug, due_on=None)


def test_officers_are_reminded_once_before_and_once_after(porvoo_organiser, campaign, idea, today, settle, aino):
    set_answers_due(by=porvoo_organiser, slug=campaign.slug, due_on=today + datetime.timedelta(days=5))
    assert (remind_of_answers(), remind_of_answers()) == (1, 0)
    set_answers_due(by=porvoo_organiser, slug=campaign.slug, due_on=today - datetime.timedelta(days=1))
    assert (remind_of_answers(), remind_of_answers()) == (1, 0)
    settle()
    assert told(porvoo_organiser) == [("answers_overdue", "officer"), ("answers_due_soon", "officer")]
    assert said(notices_of(porvoo_organiser)[0]).path == "/manage/ideas/"
    assert told(aino) == []
    assert Event.objects.get(kind="answers_overdue").numbers == {"waiting": 1}


def test_an_idea_is_given_to_a_colleague_who_hears_of_it_and_to_nobody_else(
    porvoo_organiser, colleague, campaign, idea, settle, aino
):
    assign_idea(by=porvoo_organiser, idea_id=idea.id, to=colleague.pk)
    settle()
    assert told(colleague) == [("idea_assigned", "assigned")]
    assert said(notices_of(colleague)[0]).path == f"/manage/ideas/{idea.id}/"
    assert work_on_ideas(campaign.municipality_id, viewer=colleague, show="mine").get().assigned == "Kaisa"
    with pytest.raises(NotAColleague):
        assign_idea(by=porvoo_organiser, idea_id=idea.id, to=aino.pk)
    with pytest.raises(MayNot):
        assign_idea(by=aino, idea_id=idea.id, to=None)


def test_notes_stay_among_colleagues_each_reading_is_written_down_and_they_go_with_the_author(
    porvoo_organiser, colleague, make_idea, campaign, aino, onni
):
    idea = make_idea(campaign, by=onni)
    write_note(by=porvoo_organiser, idea_id=idea.id, text="Soitan satamaan.")
    assert [note.text for note in read_notes(by=colleague, idea_id=idea.id)] == ["Soitan satamaan."]
    entry = AuditEntry.objects.get(operation="read_notes")
    assert (entry.actor_id, entry.target) == (colleague.pk, f"idea:{idea.id}")
    for act in (read_notes, lambda **who: write_note(text="Hei", **who)):
        with pytest.raises(MayNot):
            act(by=aino, idea_id=idea.id)
    with pytest.raises(InvalidInput):
        write_note(by=colleague, idea_id=idea.id, text=" ")
    erase_person(account=onni)
    assert not HandlingNote.objects.exists()


def test_an_estimate_is_public_with_its_reason_in_every_language(porvoo_organiser, idea):
    with pytest.raises(InvalidInput) as refusal:
        estimate_idea(by=porvoo_organiser, idea_id=idea.id, feasibility="", cost=None, reason={"fi": "Sopii."})
    assert set(refusal.value.fields) == {"feasibility", "reason_sv", "reason_en"}
    estimate_idea(by=porvoo_organiser, idea_id=idea.id, feasibility="partly", cost=Decimal(12500), reason=WORDS)
    work = follow_up_of(with_follow_up(Idea.objects.all()).get())
    assert (work.estimate.feasibility, work.estimate.cost, work.estimate.reason) == ("partly", Decimal(12500), WORDS)


def test_steps_are_planned_and_done_and_everybody_concerned_hears_once(
    porvoo_organiser, make_idea, campaign, today, settle, aino, onni
):
    idea = make_idea(campaign, by=onni)
    support_idea(by=aino, idea_id=idea.id)
    first, second, third = (
        plan_milestone(by=porvoo_organiser, idea_id=idea.id, title=WORDS, due_on=today + datetime.timedelta(days=n))
        for n in (10, 20, 30)
    )
    reach_milestone(by=porvoo_organiser, milestone_id=first.pk)
    reach_milestone(by=porvoo_organiser, milestone_id=first.pk)
    drop_milestone(by=porvoo_organiser, milestone_id=third.pk)
    settle()
    assert Event.objects.get(kind="milestone_reached").numbers == {"milestone": first.pk, "done": 1, "planned": 3}
    assert (told(onni), told(aino)) == ([("milestone_reached", "author")], [("milestone_reached", "supporter")])
    work = follow_up_of(with_follow_up(Idea.objects.all()).get())
    assert (work.done, work.planned, work.steps[0].done_on, work.steps[1].id) == (1, 2, today, second.pk)
    for act in (
        lambda: plan_milestone(by=aino, idea_id=idea.id, title=WORDS, due_on=today),
        lambda: reach_milestone(by=aino, milestone_id=second.pk),
        lambda: drop_milestone(by=aino, milestone_id=second.pk),
    ):
        with pytest.raises(MayNot):
            act()
    with pytest.raises(InvalidInput) as refusal:
        plan_milestone(by=porvoo_organiser, idea_id=idea.id, title={"fi": "x" * 201}, due_on=None)
    assert set(refusal.value.fields) == {"title_fi", "title_sv", "title_en", "due_on"}


def test_what_an_answer_said_before_stays(porvoo_organiser, idea):
    answer(porvoo_organiser, idea)
    answer(porvoo_organiser, idea, "Teemme keväällä.")
    answer(porvoo_organiser, idea, "Teemme syksyllä.")
    versions = Answer.objects.get().versions.values_list("number", "text__fi")
    assert list(versions) == [(1, "Teemme."), (2, "Teemme keväällä.")]
