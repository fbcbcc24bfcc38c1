# SPDX-License-Identifier: EUPL-1.2
"""Proposing an idea."""

import dataclasses

import pytest

from backend.common.errors import InvalidInput, NotFound
from backend.ledger.events.models import Event
from backend.participation.campaigns.errors import PhaseNotOpen
from backend.participation.ideas.models import Idea
from backend.participation.ideas.rules import IdeaDraft
from backend.participation.ideas.services import propose_idea

pytestmark = pytest.mark.django_db
DRAFT = IdeaDraft(title="Laituri rantaan", text="Pieni laituri uimareille ja tikkaat.", category="luonto")


def test_onni_proposes_an_idea_and_the_ledger_says_so(onni, collecting):
    idea = propose_idea(by=onni, campaign_slug="keruu", draft=DRAFT)
    assert (idea.title, idea.category.slug, idea.state, idea.version) == ("Laituri rantaan", "luonto", "published", 1)
    assert idea.author.account == onni
    event = Event.objects.get(kind="idea_proposed")
    assert (event.subject_id, event.participant_id, event.sign) == (idea.id, idea.author_id, 1)


def test_text_is_cleaned_of_what_no_one_can_see(onni, collecting):
    draft = dataclasses.replace(
        DRAFT, title="  Laituri\u202e  \x07rantaan ", text="Ensin.\r\n\r\n\r\n\r\nSitten toinen kappale."
    )
    idea = propose_idea(by=onni, campaign_slug="keruu", draft=draft)
    assert (idea.title, idea.text) == ("Laituri rantaan", "Ensin.\n\nSitten toinen kappale.")


def test_every_wrong_field_is_named_at_once(onni, collecting):
    draft = IdeaDraft(title="ab", text="lyhyt", category="ei ole", district="ei ole", language="de", latitude=60.0)
    with pytest.raises(InvalidInput) as refusal:
        propose_idea(by=onni, campaign_slug="keruu", draft=draft)
    assert set(refusal.value.fields) == {"title", "text", "category", "district", "language", "latitude"}
    assert not Idea.objects.exists()


def test_a_title_of_eighty_characters_fits_and_eighty_one_do_not(onni, collecting):
    propose_idea(by=onni, campaign_slug="keruu", draft=dataclasses.replace(DRAFT, title="a" * 80))
    with pytest.raises(InvalidInput):
        propose_idea(by=onni, campaign_slug="keruu", draft=dataclasses.replace(DRAFT, title="a" * 81))


def test_ideas_are_not_taken_while_support_is_open(onni, campaign):
    with pytest.raises(PhaseNotOpen):
        propose_idea(by=onni, campaign_slug=campaign.slug, draft=DRAFT)


def test_a_draft_campaign_is_not_there_for_residents(onni, make_campaign):
    make_campaign("luonnos", open_phase="collect", published=False)
    with pytest.raises(NotFound):
        propose_idea(by=onni, campaign_slug="luonnos", draft=DRAFT)
