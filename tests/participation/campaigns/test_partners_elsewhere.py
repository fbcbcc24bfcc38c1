# SPDX-License-Identifier: EUPL-1.2
"""What staff of the lead, of a partner and of elsewhere see of a joint campaign: whose resident wrote it decides."""

import pytest

from backend.common.errors import MayNot, NotFound
from backend.participation.assistance.acts import SupportIdea
from backend.participation.assistance.desk import DeskResident, act_at_desk
from backend.participation.assistance.kiosks import start_kiosk
from backend.participation.campaigns.amending import pause_campaign
from backend.participation.campaigns.joining import leave_campaign
from backend.participation.moderation.models import Decision
from backend.participation.moderation.selectors import (
    decisions_made,
    number_waiting,
    statement_for,
    waiting_appeals,
    waiting_cases,
)
from backend.participation.moderation.services import decide, open_case
from tests.participation.campaigns.joint import joint, organiser_of, place
from tests.participation.moderation.conftest import ten_seconds_go_by
from tests.participation.moderation.data import REASONS, reported

pytestmark = pytest.mark.django_db
WHERE = ("porvoo", "sipoo", "askola")


@pytest.fixture
def world(make_campaign, make_person, make_idea, make_moderator):
    """A campaign of Porvoo and Sipoo, a reported idea of a resident of each and of nobody knows where."""
    campaign = joint(make_campaign, make_person, "sipoo")
    homes = ("porvoo", "sipoo", "askola", "")
    ideas = {
        home: make_idea(campaign, f"Idea {home}", by=make_person(f"Asukas{home}", municipality=home)) for home in homes
    }
    for idea in ideas.values():
        reported(None, idea_id=idea.id)
    return campaign, ideas, {home: make_moderator(f"Moderoija{home}", home) for home in WHERE}


def test_each_list_of_moderation_shows_the_lead_the_partner_and_elsewhere_theirs(world):
    _campaign, ideas, staff = world
    theirs = {"porvoo": {"porvoo", "askola", ""}, "sipoo": {"sipoo"}, "askola": set()}
    for home, person in staff.items():
        seen = {waiting.case.idea_id for waiting in waiting_cases(by=person)}
        assert seen == {ideas[one].id for one in theirs[home]}, home
        assert number_waiting(person) == len(seen)
    cases = {waiting.case.idea_id: waiting.case.pk for one in staff.values() for waiting in waiting_cases(by=one)}
    for home, person in staff.items():
        for lived, idea in ideas.items():
            if lived not in theirs[home]:
                with pytest.raises(NotFound):
                    open_case(by=person, idea_id=idea.id)
                with pytest.raises(NotFound):
                    decide(by=person, case_id=cases[idea.id], outcome="hide", reasons=REASONS, language="fi")
    made = decide(by=staff["sipoo"], case_id=cases[ideas["sipoo"].id], outcome="hide", reasons=REASONS, language="fi")
    ten_seconds_go_by()
    assert [decision.pk for decision in decisions_made(by=staff["sipoo"])] == [made.pk]
    assert not decisions_made(by=staff["porvoo"]).exists()
    assert statement_for(staff["sipoo"], made.pk).decision == Decision.objects.get()
    with pytest.raises(NotFound):
        statement_for(staff["porvoo"], made.pk)
    assert not waiting_appeals(by=staff["porvoo"]).exists()


def test_what_a_partner_left_is_the_leads(world, make_person):
    campaign, _ideas, staff = world
    leave_campaign(by=organiser_of(make_person, "Siiri", "sipoo"), slug=campaign.slug, municipality=place("sipoo"))
    assert (number_waiting(staff["porvoo"]), number_waiting(staff["sipoo"])) == (4, 0)


def test_a_partner_serves_at_its_desk_and_edits_nothing(world, make_person):
    campaign, ideas, _staff = world
    siiri, aatu = organiser_of(make_person, "Siiri", "sipoo"), organiser_of(make_person, "Aatu", "askola")
    serve = {
        "campaign_slug": campaign.slug,
        "act": SupportIdea(idea_id=ideas["porvoo"].id),
        "resident": DeskResident(),
        "reason": "Ei laitetta",
    }
    assert act_at_desk(by=siiri, **serve).slip
    assert start_kiosk(by=siiri, campaign_slug=campaign.slug)
    for act in (lambda: act_at_desk(by=aatu, **serve), lambda: start_kiosk(by=aatu, campaign_slug=campaign.slug)):
        with pytest.raises(MayNot):
            act()
    with pytest.raises(MayNot):
        pause_campaign(by=siiri, slug=campaign.slug, reason={"fi": "Tauko", "sv": "Paus"})
