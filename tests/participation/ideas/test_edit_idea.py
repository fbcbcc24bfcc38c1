# SPDX-License-Identifier: EUPL-1.2
"""Changing and withdrawing one's idea; answering it."""

import dataclasses

import pytest

from backend.common.errors import InvalidInput, MayNot
from backend.ledger.events.models import Event
from backend.participation.campaigns.errors import PhaseNotOpen
from backend.participation.campaigns.models import Phase
from backend.participation.ideas.errors import IdeaChanged, IdeaWithdrawnAlready, NotYourIdea
from backend.participation.ideas.rules import IdeaDraft
from backend.participation.ideas.selectors import answer_figures, answered_ideas, idea_by_id, versions_of, visible_ideas
from backend.participation.ideas.services import answer_idea, edit_idea, withdraw_idea

pytestmark = pytest.mark.django_db
NOW = IdeaDraft(title="Laituri ja sauna", text="Laiturin viereen myös pieni sauna.", category="liikkuminen")
TEXTS = {"fi": "Kiitos, teemme sen.", "sv": "Tack, vi gör det.", "en": "Thanks, we will do it."}


def test_what_the_idea_said_before_stays_as_a_version(onni, onnis_idea):
    idea = edit_idea(by=onni, idea_id=onnis_idea.id, draft=NOW, version=1)
    assert (idea.title, idea.version) == ("Laituri ja sauna", 2)
    assert [(old.number, old.title) for old in versions_of(idea)] == [(1, "Laituri rantaan")]
    assert Event.objects.get(kind="idea_edited").numbers == {"version": 2}


def test_only_the_author_changes_an_idea(aino, onnis_idea):
    with pytest.raises(NotYourIdea):
        edit_idea(by=aino, idea_id=onnis_idea.id, draft=NOW, version=1)


def test_a_change_made_meanwhile_is_not_overwritten(onni, onnis_idea):
    edit_idea(by=onni, idea_id=onnis_idea.id, draft=NOW, version=1)
    with pytest.raises(IdeaChanged):
        edit_idea(by=onni, idea_id=onnis_idea.id, draft=dataclasses.replace(NOW, title="Muuta"), version=1)


def test_nobody_changes_what_people_already_vote_on(onni, onnis_idea):
    Phase.objects.filter(campaign=onnis_idea.campaign, kind="collect").update(kind="support")
    with pytest.raises(PhaseNotOpen):
        edit_idea(by=onni, idea_id=onnis_idea.id, draft=NOW, version=1)


def test_a_withdrawn_idea_leaves_the_list_and_cannot_be_withdrawn_twice(onni, onnis_idea):
    withdraw_idea(by=onni, idea_id=onnis_idea.id)
    assert not visible_ideas(campaign_id=onnis_idea.campaign_id).exists()
    assert Event.objects.get(kind="idea_withdrawn").sign == -1
    with pytest.raises(IdeaWithdrawnAlready):
        withdraw_idea(by=onni, idea_id=onnis_idea.id)


def test_porvoo_answers_and_may_answer_again(porvoo_organiser, onnis_idea):
    answer_idea(by=porvoo_organiser, idea_id=onnis_idea.id, status="investigating", office=TEXTS, text=TEXTS)
    answer_idea(by=porvoo_organiser, idea_id=onnis_idea.id, status="accepted", office=TEXTS, text=TEXTS)
    assert idea_by_id(onnis_idea.id).answer.status == "accepted"
    assert [event.numbers["again"] for event in Event.objects.filter(kind="idea_answered").order_by("id")] == [
        False,
        True,
    ]
    assert list(answered_ideas()) == [onnis_idea]
    assert answer_figures().ideas == 0  # its results are not open yet


def test_a_bilingual_municipality_answers_in_both_languages(porvoo_organiser, onnis_idea):
    with pytest.raises(InvalidInput) as refusal:
        answer_idea(by=porvoo_organiser, idea_id=onnis_idea.id, status="accepted", office=TEXTS, text={"fi": "Kyllä."})
    assert "text_sv" in refusal.value.fields


def test_a_resident_does_not_answer(aino, onnis_idea):
    with pytest.raises(MayNot):
        answer_idea(by=aino, idea_id=onnis_idea.id, status="accepted", office=TEXTS, text=TEXTS)
