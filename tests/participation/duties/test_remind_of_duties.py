# SPDX-License-Identifier: EUPL-1.2
"""Reminders that go up step by step: people before the day, their deputies after it, admins a week later."""

import datetime

import pytest

from backend.common.clock import database_now, local_day
from backend.ledger.audit.models import AuditEntry
from backend.participation.duties.selectors import duties, duties_in_place_of_others
from backend.participation.duties.services import remind_of_duties
from backend.participation.handling.answering import give_answer
from backend.participation.handling.models import AnswersDue
from backend.participation.handling.selectors import work_on_ideas
from backend.participation.handling.services import assign_idea
from backend.participation.moderation.models import Case
from backend.participation.notifications.models import Notice
from backend.participation.notifications.selectors import notices_of
from backend.participation.notifications.wording import said
from backend.region.accounts.models import Deputy
from backend.region.accounts.services import give_role
from backend.region.municipalities.models import Feedback
from backend.region.municipalities.services import give_feedback
from tests.participation.moderation.data import reported
from tests.region.accounts.data import deputyship_in

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
WORDS = {"fi": "Kyllä", "sv": "Ja", "en": "Yes"}


@pytest.fixture
def porvoo(campaign):
    return campaign.municipality


@pytest.fixture
def leila(make_person, porvoo, porvoo_organiser):
    """Leila is Pirkko's deputy for what is late."""
    leila = make_person("Leila")
    deputyship_in(porvoo, porvoo_organiser, leila)
    return leila


@pytest.fixture
def anneli(make_person, porvoo):
    return give_role(account=make_person("Anneli"), kind="admin", municipality=porvoo).account


def fed_back(porvoo, *, due_in: int) -> Feedback:
    given = give_feedback(municipality=porvoo, kind="accessibility", text="Painike ei toimi.", language="fi")
    Feedback.objects.filter(pk=given.pk).update(due_at=database_now() + due_in * DAY)
    return given


def told() -> set[tuple[str, str, str]]:
    return set(Notice.objects.values_list("account__pseudonym", "kind", "reason"))


def test_feedback_is_reminded_of_four_days_before_and_when_it_is_late_then_admins_hear(
    porvoo, porvoo_organiser, anneli
):
    given = fed_back(porvoo, due_in=6)
    assert remind_of_duties() == 0
    Feedback.objects.filter(pk=given.pk).update(due_at=database_now() + 4 * DAY)
    assert remind_of_duties() == 1
    assert remind_of_duties() == 0
    assert told() == {("Pirkko", "feedback_due_soon", "officer")}
    Feedback.objects.filter(pk=given.pk).update(due_at=database_now() - DAY)
    remind_of_duties()
    assert told() == {("Pirkko", "feedback_due_soon", "officer"), ("Pirkko", "feedback_overdue", "officer")}
    Feedback.objects.filter(pk=given.pk).update(due_at=database_now() - 8 * DAY)
    remind_of_duties()
    assert ("Anneli", "feedback_overdue", "admin") in told()
    words = said(notices_of(anneli).get())
    assert "Porvoo" in words.sentence
    assert words.path == "/manage/look/porvoo/feedback/"


def test_where_nobody_has_the_role_the_admins_are_told_at_once(porvoo, anneli):
    fed_back(porvoo, due_in=2)
    remind_of_duties()
    assert told() == {("Anneli", "feedback_due_soon", "officer")}


def test_late_answers_given_to_pirkko_stand_in_leilas_list_for_pirkko(
    porvoo, porvoo_organiser, leila, campaign, make_idea, count_queries
):
    idea, other = make_idea(campaign, "Laituri"), make_idea(campaign, "Penkki")
    assign_idea(by=porvoo_organiser, idea_id=idea.id, to=porvoo_organiser.pk)
    assign_idea(by=porvoo_organiser, idea_id=other.id, to=leila.pk)
    due = AnswersDue.objects.create(campaign=campaign, due_on=local_day(database_now()) + 3 * DAY)
    assert duties_in_place_of_others(leila, porvoo.pk) == []
    AnswersDue.objects.filter(pk=due.pk).update(due_on=local_day(database_now()) - 2 * DAY)
    with count_queries() as counted:
        (instead,) = duties_in_place_of_others(leila, porvoo.pk)
    assert counted() == 6
    assert (instead.name, instead.is_away) == ("Pirkko", False)
    assert [(one.kind, one.count, one.account_id) for one in instead.duties] == [("answers", 1, porvoo_organiser.pk)]
    assert [one.title for one in work_on_ideas(porvoo.pk, viewer=leila, show="instead")] == ["Laituri"]
    remind_of_duties()
    assert ("Leila", "answers_overdue", "deputy") in told()
    give_answer(by=leila, idea_id=idea.id, status="done", office=WORDS, text=WORDS)
    give_answer(by=leila, idea_id=other.id, status="done", office=WORDS, text=WORDS)
    answered = AuditEntry.objects.filter(operation="answer_idea").order_by("id")
    assert list(answered.values_list("on_behalf_of_id", flat=True)) == [porvoo_organiser.pk, None]
    assert duties_in_place_of_others(leila, porvoo.pk) == []


def test_while_pirkko_is_away_all_that_waits_is_leilas(porvoo, porvoo_organiser, leila):
    fed_back(porvoo, due_in=9)
    today = local_day(database_now())
    Deputy.objects.update(first_day=today, last_day=today + DAY)
    (instead,) = duties_in_place_of_others(leila, porvoo.pk)
    assert (instead.is_away, [one.kind for one in instead.duties]) == (True, ["feedback"])


def test_reports_wait_a_week_for_moderators(idea, maija, porvoo):
    made = reported(None, idea_id=idea.id)
    Case.objects.filter(pk=made.case_id).update(opened_at=database_now() - 8 * DAY)
    (duty,) = (one for one in duties(porvoo.pk) if one.kind == "cases")
    assert duty.days_late(local_day(database_now())) == 1
    remind_of_duties()
    assert told() == {(maija.pseudonym, "cases_overdue", "officer")}
    assert said(notices_of(maija).get()).path == "/manage/moderation/"
