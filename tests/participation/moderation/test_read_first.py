# SPDX-License-Identifier: EUPL-1.2
"""What a moderator reads before it is shown: nobody sees it before, then it counts, of the day it was written."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from backend.common.errors import NotFound
from backend.ledger.events.models import Event
from backend.participation.campaigns.errors import AlreadyPublished
from backend.participation.campaigns.models import Campaign
from backend.participation.campaigns.services import change_part
from backend.participation.discussion.models import Comment, WaitingComment
from backend.participation.discussion.services import write_comment
from backend.participation.discussion.waiting import change_waiting_comment, take_back_waiting_comment
from backend.participation.ideas.errors import TextIsRead
from backend.participation.ideas.models import Idea, WaitingIdea
from backend.participation.ideas.rules import IdeaDraft
from backend.participation.ideas.waiting import change_waiting_idea, take_back_waiting_idea
from backend.participation.moderation.appeals import appeal, decide_appeal
from backend.participation.moderation.errors import NothingThere, TextChanged
from backend.participation.moderation.models import Case, Decision
from backend.participation.moderation.reading import read_first_of_campaign
from backend.participation.moderation.selectors import number_overdue, waiting_cases
from backend.participation.moderation.services import decide, report_content
from backend.participation.supports.services import support_idea
from tests.participation.moderation.conftest import ten_seconds_go_by
from tests.participation.moderation.data import INSULT, NONE, REASONS

pytestmark = pytest.mark.django_db
DRAFT = IdeaDraft(title="Penkki mäelle", text="Mäen päällä olisi hyvä levähtää hetki.", category="luonto")


@pytest.fixture
def read_first(make_campaign) -> Campaign:
    """A campaign of Porvoo in which ideas and comments are read first, within a day."""
    campaign = make_campaign("luettu", open_phase="collect", published=False)
    Campaign.objects.filter(pk=campaign.pk).update(ideas_read_first=True, comments_read_first=True)
    from_now_on = Campaign.objects.get(pk=campaign.pk)
    Campaign.objects.filter(pk=campaign.pk).update(published_at=F("created_at"))
    from_now_on.refresh_from_db()
    return from_now_on


@pytest.fixture
def waiting(read_first, make_idea, aino, settle) -> Idea:
    """Aino's idea, which waits."""
    idea = make_idea(read_first, DRAFT.title, by=aino)
    settle()
    return idea


def approved(by, *, outcome: str = "leave", reasons=NONE) -> Decision:
    """A moderator decides about what waits since last, as it is read, and that takes effect."""
    item = [one for one in waiting_cases(by=by) if one.waits][-1]
    made = decide(by=by, case_id=item.case.pk, outcome=outcome, reasons=reasons, language="fi", revision=item.revision)
    ten_seconds_go_by()
    return made


def proposals() -> list[Event]:
    return list(Event.objects.filter(kind="idea_proposed"))


def test_an_idea_waits_and_is_shown_when_a_moderator_has_read_it(waiting, aino, maija, settle):
    assert waiting.state == Idea.State.WAITING
    assert not Idea.objects.exists()
    assert (waiting.title, waiting.text) == ("", "")
    assert proposals() == []
    (item,) = waiting_cases(by=maija)
    assert (item.words.title, item.waits, item.is_overdue) == (DRAFT.title, True, False)
    assert item.case.source == Case.Source.PREMODERATION
    approved(maija)
    shown = Idea.objects.get()
    assert (shown.title, shown.state) == (DRAFT.title, Idea.State.PUBLISHED)
    (event,) = proposals()
    assert (event.participant_id, event.numbers["waited"]) == (shown.author_id, True)
    assert not WaitingIdea.objects.exists()
    settle()
    assert waiting_cases(by=maija) == []


def test_it_counts_on_the_day_on_which_it_was_written(waiting, maija):
    Idea.with_waiting.update(proposed_at=F("proposed_at") - datetime.timedelta(days=3))
    approved(maija)
    (event,) = proposals()
    today = Event.objects.get(kind="idea_waits").day
    assert (today - event.day).days == 3


def test_a_comment_waits_and_is_shown_too(read_first, waiting, onni, maija, settle):
    approved(maija)
    comment = write_comment(by=onni, idea_id=waiting.pk, text="Hyvä ajatus!", stance="for")
    assert (comment.waits, comment.text) == (True, "")
    assert not Comment.objects.exists()
    settle()
    approved(maija)
    shown = Comment.objects.get()
    assert shown.text == "Hyvä ajatus!"
    event = Event.objects.get(kind="comment_written")
    assert (event.numbers["comment"], event.numbers["stance"]) == (shown.pk, 1)


def test_what_waits_is_neither_supported_nor_commented_on_nor_reported(waiting, onni):
    for act in (
        lambda: support_idea(by=onni, idea_id=waiting.pk),
        lambda: write_comment(by=onni, idea_id=waiting.pk, text="Hyvä!"),
        lambda: report_content(by=onni, draft=INSULT, language="fi", idea_id=waiting.pk),
    ):
        with pytest.raises(NotFound), transaction.atomic():
            act()


def test_a_refusal_has_reasons_and_another_person_turns_it_round_on_appeal(waiting, aino, maija, mikko):
    refused = approved(maija, outcome="hide", reasons=REASONS)
    assert not Idea.objects.exists()
    assert WaitingIdea.objects.get().refused_for == "insult"
    with pytest.raises(TextIsRead):
        change_waiting_idea(by=aino, idea_id=waiting.pk, draft=DRAFT)
    made = appeal(by=aino, decision_id=refused.pk, text="Ideassa ei haukuta ketään ihmistä.")
    decide_appeal(by=mikko, appeal_id=made.pk, stands=False, reasons=REASONS, language="fi")
    assert Idea.objects.get().title == DRAFT.title
    assert len(proposals()) == 1


def test_its_author_changes_it_and_nobody_lets_be_shown_what_they_have_not_read(waiting, aino, maija):
    (read,) = waiting_cases(by=maija)
    changed = IdeaDraft(title="Kaksi penkkiä mäelle", text=DRAFT.text, category="luonto")
    change_waiting_idea(by=aino, idea_id=waiting.pk, draft=changed)
    with pytest.raises(TextChanged):
        decide(by=maija, case_id=read.case.pk, outcome="leave", reasons=NONE, language="fi", revision=read.revision)
    decide(by=maija, case_id=read.case.pk, outcome="leave", reasons=NONE, language="fi", revision=2)
    change_waiting_idea(by=aino, idea_id=waiting.pk, draft=DRAFT)  # in the ten seconds
    ten_seconds_go_by()
    assert not Idea.objects.exists()
    (again,) = waiting_cases(by=maija)
    assert (again.words.title, again.revision) == (DRAFT.title, 3)


def test_its_author_takes_it_back_and_nobody_reads_it(waiting, aino, maija, settle):
    (read,) = waiting_cases(by=maija)
    take_back_waiting_idea(by=aino, idea_id=waiting.pk)
    with pytest.raises(NothingThere):
        decide(by=maija, case_id=read.case.pk, outcome="leave", reasons=NONE, language="fi", revision=read.revision)
    settle()
    assert waiting_cases(by=maija) == []
    assert proposals() == []


def test_nobody_else_changes_or_takes_it_back(waiting, onni, maija):
    for who in (onni, maija):
        with pytest.raises(NotFound):
            change_waiting_idea(by=who, idea_id=waiting.pk, draft=DRAFT)
        with pytest.raises(NotFound):
            take_back_waiting_idea(by=who, idea_id=waiting.pk)


def test_a_comment_is_changed_and_taken_back(read_first, waiting, onni, maija, settle):
    approved(maija)
    comment = write_comment(by=onni, idea_id=waiting.pk, text="Hyvä ajatus!")
    change_waiting_comment(by=onni, comment_id=comment.pk, text="Oikein hyvä ajatus!")
    assert WaitingComment.objects.get().revision == 2
    assert take_back_waiting_comment(by=onni, comment_id=comment.pk) == waiting.pk
    assert not WaitingComment.objects.exists()
    settle()
    assert waiting_cases(by=maija) == []


def test_redelivered_events_open_one_case(waiting, settle):
    settle()
    settle()
    assert Case.objects.count() == 1


def test_what_waits_longer_than_promised_is_overdue(waiting, maija):
    assert number_overdue(maija) == 0
    Case.objects.update(due_at=F("opened_at") - datetime.timedelta(hours=1))
    assert number_overdue(maija) == 1
    assert [one.is_overdue for one in waiting_cases(by=maija)] == [True]


def test_the_rule_stands_once_the_campaign_is_public(read_first, porvoo_organiser):
    with pytest.raises(AlreadyPublished):
        change_part(
            by=porvoo_organiser,
            slug=read_first.slug,
            edition=read_first.edition,
            changes={"ideas_read_first": False},
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Campaign.objects.filter(pk=read_first.pk).update(read_within_hours=3)


def test_the_public_figures_equal_a_count_by_hand(read_first, make_idea, make_person, maija, settle, count_queries):
    outcomes = ["leave", "hide", "leave", "taken back", "waits", "leave"]
    for number, outcome in enumerate(outcomes):
        author = make_person(f"Asukas{number}")
        idea = make_idea(read_first, f"Idea numero {number}", by=author)
        settle()
        if outcome == "taken back":
            take_back_waiting_idea(by=author, idea_id=idea.pk)
        elif outcome != "waits":
            approved(maija, outcome=outcome, reasons=REASONS if outcome == "hide" else NONE)
            late = datetime.timedelta(hours=26 if number == 5 else number)
            Case.objects.filter(idea=idea).update(
                opened_at=F("closed_at") - late, due_at=F("closed_at") - late + datetime.timedelta(hours=24)
            )
            Decision.objects.filter(case__idea=idea).update(carried_out_at=Case.objects.get(idea=idea).closed_at)
        settle()
    with count_queries() as counted:
        told = read_first_of_campaign(read_first)
    assert counted() == 1
    cases = list(Case.objects.all())
    decisions = list(Decision.objects.filter(undone_at=None))
    hours = sorted((one.carried_out_at - one.case.opened_at).total_seconds() / 3600 for one in decisions)
    assert (told.waited, told.shown, told.refused, told.taken_back, told.waiting) == (
        len(cases),
        sum(one.outcome == "leave" for one in decisions),
        sum(one.outcome == "hide" for one in decisions),
        sum(one.closed_at is not None and not one.decisions.exists() for one in cases),
        sum(one.closed_at is None for one in cases),
    )
    assert (told.waited, told.shown, told.refused, told.taken_back, told.waiting) == (6, 3, 1, 1, 1)
    assert told.late == 1
    assert told.longest_hours == round(hours[-1], 1) == 26.0
    assert told.median_hours == round((hours[1] + hours[2]) / 2, 1)
