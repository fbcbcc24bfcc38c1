# SPDX-License-Identifier: EUPL-1.2
"""Erasing a person: words and links gone, what was counted stays counted."""

import pytest

from backend.common.clock import database_now
from backend.ledger.events.models import Event
from backend.participation.campaigns.models import VotingWindow
from backend.participation.discussion.models import Comment
from backend.participation.discussion.services import write_comment
from backend.participation.ideas.errors import IdeaErasedAlready
from backend.participation.ideas.models import Idea, IdeaVersion
from backend.participation.ideas.rules import IdeaDraft
from backend.participation.ideas.services import edit_idea
from backend.participation.participants.models import FrozenContext, Participant
from backend.participation.supports.models import Outcome, Support
from backend.participation.supports.selectors import support_total
from backend.participation.supports.services import close_window, seal_due_windows, support_idea, withdraw_support
from backend.records.privacy.services import erase_person, try_erasure
from backend.region.accounts.models import Account
from tests.records.privacy.sameness import differences

pytestmark = pytest.mark.django_db


def close(campaign) -> VotingWindow:
    seal_due_windows()
    window = VotingWindow.objects.get(phase__campaign=campaign)
    VotingWindow.objects.filter(id=window.id).update(closes=database_now())
    return close_window(window_id=window.id)


@pytest.fixture
def lively(aino, onni, make_campaign, make_idea, settle):
    """Aino has proposed, changed, supported and said something in one campaign that is over and one that is open."""
    over, running = make_campaign("ohi"), make_campaign("auki")
    for campaign in (over, running):
        for title, author in (("Ainon laituri", aino), ("Onnin silta", onni)):
            idea = make_idea(campaign, title, by=author)
            support_idea(by=aino, idea_id=idea.id)
            support_idea(by=onni, idea_id=idea.id)
            comment = write_comment(by=aino, idea_id=idea.id, text="Ainon sana", stance="for")
            write_comment(by=onni, idea_id=idea.id, text="Onnin vastaus", parent_id=comment.id)
    close(over)
    settle()
    return over, running


def test_words_and_links_are_gone(aino, lively):
    participants = list(Participant.objects.filter(account=aino).values_list("id", "voter", "person_number"))
    erase_person(account=aino)
    assert not Account.objects.filter(pk=aino.pk).exists()
    for number, voter, person_number in participants:
        left = Participant.objects.get(id=number)
        assert (left.account_id, left.person_number) == (None, person_number)
        assert bytes(left.voter) != bytes(voter)
    own = Idea.objects.filter(author__in=[number for number, *_ in participants])
    assert {(idea.state, idea.title, idea.text, idea.place) for idea in own} == {("erased", "", "", "")}
    assert not Comment.objects.filter(text="Ainon sana").exists()
    assert Comment.objects.filter(text="Onnin vastaus").count() == 4
    assert Idea.objects.filter(title="Onnin silta").count() == 2


def test_versions_go_too(aino, make_campaign, make_idea):
    idea = make_idea(make_campaign("keruu", open_phase="collect"), "Ainon laituri", by=aino)
    draft = IdeaDraft(title="Ainon silta", text="Silta on parempi kuin laituri.", category="luonto")
    edit_idea(by=aino, idea_id=idea.id, draft=draft, version=1)
    assert IdeaVersion.objects.filter(idea=idea).exists()
    erase_person(account=aino)
    assert not IdeaVersion.objects.filter(idea=idea).exists()


def test_announced_totals_stand_and_open_supports_are_taken_back(aino, lively, settle):
    over, running = lively
    announced = list(Outcome.objects.order_by("pk").values_list())
    told = erase_person(account=aino)
    settle()
    assert (told.supports_withdrawn, told.supports_kept) == (2, 2)
    assert (support_total(over.id), support_total(running.id)) == (4, 2)
    assert Support.objects.filter(window__phase__campaign=over).count() == 4
    assert list(Outcome.objects.order_by("pk").values_list()) == announced
    assert differences() == []


def test_a_vote_that_is_paused_or_has_ended_is_told_apart(aino, idea, campaign):
    support_idea(by=aino, idea_id=idea.id)
    window = VotingWindow.objects.get(phase__campaign=campaign)
    VotingWindow.objects.filter(id=window.id).update(paused_at=database_now())
    assert try_erasure(account=aino).supports_withdrawn == 1
    VotingWindow.objects.filter(id=window.id).update(paused_at=None, closes=database_now())
    assert try_erasure(account=aino).supports_withdrawn == 0


def test_a_try_says_the_same_and_changes_nothing(aino, lively):
    def stored():
        return [list(model.objects.order_by("pk").values_list()) for model in (Idea, Comment, Support, Event, Account)]

    before = stored()
    tried = try_erasure(account=aino)
    assert stored() == before
    assert erase_person(account=aino) == tried
    assert tried.rows["ideas"] == 2
    assert tried.rows["comments"] == 4
    assert tried.rows["supports"] == 4


@pytest.mark.parametrize(("alike", "language"), [(4, ""), (5, "fi")])
def test_a_context_that_few_share_becomes_unknown(make_person, campaign, idea, alike, language, settle):
    people = [make_person(f"Samanlainen{number}") for number in range(alike)]
    for person in people:
        support_idea(by=person, idea_id=idea.id)
    # the author of the idea has another birth year, so that exactly `alike` share one context
    FrozenContext.objects.exclude(participant__account__in=people).update(age_band="75+")
    participant = Participant.objects.get(account=people[0])
    told = erase_person(account=people[0])
    context = FrozenContext.objects.get(participant=participant)
    assert context.language == language
    assert (context.municipality is None) is (language == "")
    assert told.contexts_blurred == (language == "")
    assert Event.objects.filter(kind="context_blurred", participant_id=participant.id).count() == told.contexts_blurred
    settle()
    assert differences() == []


def test_an_empty_place_takes_nothing_more_and_its_supporters_may_leave(aino, onni, make_person, campaign, make_idea):
    own = make_idea(campaign, "Ainon laituri", by=aino)
    support_idea(by=onni, idea_id=own.id)
    erase_person(account=aino)
    with pytest.raises(IdeaErasedAlready):
        write_comment(by=onni, idea_id=own.id, text="Hei!")
    with pytest.raises(IdeaErasedAlready):
        support_idea(by=make_person("Veikko"), idea_id=own.id)
    assert withdraw_support(by=onni, idea_id=own.id).counted_now
