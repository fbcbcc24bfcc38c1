# SPDX-License-Identifier: EUPL-1.2
"""An idea becomes a pilot; its author, co-authors, supporters and followers hear of it until it is done."""

import pytest
from django.utils import translation

from backend.common.errors import MayNot
from backend.participation.ideas.errors import IdeaIsPilot, IdeaWithdrawnAlready
from backend.participation.ideas.models import Idea
from backend.participation.ideas.promotion import idea_of, pilot_of, promote_to_pilot
from backend.participation.ideas.selectors import idea_by_id, pilot_with
from backend.participation.notifications.selectors import notices_of
from backend.participation.notifications.services import follow_idea
from backend.participation.notifications.wording import grouped, said
from backend.participation.supports.services import support_idea
from backend.region.programme.joining import ask_to_join, confirm_part, decline_part
from backend.region.programme.pilot_rules import PilotDraft
from backend.region.programme.piloting import make_pilot, move_pilot, plan_pilot_step, reach_pilot_step
from backend.region.programme.services import confirm_claim, propose_actor
from tests.region.programme.data import MESSAGE, association

pytestmark = pytest.mark.django_db
WORDS = {"fi": "Laituri kokeeksi", "sv": "Brygga på prov"}


def draft(**changes) -> PilotDraft:
    return PilotDraft(**{"name": WORDS, "summary": WORDS, "spearhead": "citizen-city", **changes})


def kinds(account) -> list[tuple[str, str]]:
    """Kind and reason of what a person was told, the newest first."""
    return [(notice.kind, notice.reason) for notice in notices_of(account)]


def test_an_idea_becomes_a_pilot_and_everybody_of_it_hears_until_it_is_done(
    campaign, make_idea, settle, aino, onni, make_person, porvoo_organiser
):
    elli = make_person("Elli")
    idea = make_idea(campaign, "Laituri", by=onni)
    support_idea(by=aino, idea_id=idea.id)
    follow_idea(by=elli, idea_id=idea.id)
    pilot = promote_to_pilot(by=porvoo_organiser, idea_id=idea.id, draft=draft())
    assert (pilot.municipality, pilot_of(idea.id), idea_of(pilot.pk)) == (campaign.municipality, pilot, idea)
    assert pilot_with(idea_by_id(idea.id)) == pilot
    move_pilot(by=porvoo_organiser, pilot_id=pilot.pk, state="running")
    step = plan_pilot_step(by=porvoo_organiser, pilot_id=pilot.pk, title=WORDS, due_on=campaign.created_at.date())
    reach_pilot_step(by=porvoo_organiser, step_id=step.pk)
    move_pilot(by=porvoo_organiser, pilot_id=pilot.pk, state="done", outcome=WORDS)
    settle()
    for account, reason in ((onni, "author"), (aino, "supporter"), (elli, "follower")):
        assert kinds(account) == [
            ("pilot_finished", reason),
            ("pilot_step_reached", reason),
            ("pilot_began", reason),
            ("idea_became_pilot", reason),
        ]
    with translation.override("fi"):
        first = said(notices_of(aino).last())
    assert (first.sentence, first.path) == (
        "Ideasta ”Laituri” tuli pilotti ”Laituri kokeeksi”.",
        f"/showcase/{pilot.pk}/",
    )
    settle()
    assert len(kinds(aino)) == 4


def test_members_hear_of_a_pilot_without_an_idea_and_of_their_joining(settle, aino, porvoo_organiser, campaign):
    claim = propose_actor(by=aino, draft=association(), message=MESSAGE)
    actor_id = confirm_claim(by=porvoo_organiser, claim_id=claim.id).actor_id
    pilot = make_pilot(by=porvoo_organiser, draft=draft(municipality=campaign.municipality))
    asked = {"by": aino, "pilot_id": pilot.pk, "actor_id": actor_id, "role": "partner", "message": MESSAGE}
    decline_part(by=porvoo_organiser, part_id=ask_to_join(**asked).pk, reason="Odotetaan kevääseen.")
    confirm_part(by=porvoo_organiser, part_id=ask_to_join(**asked).pk)
    move_pilot(by=porvoo_organiser, pilot_id=pilot.pk, state="stopped", outcome=WORDS)
    settle()
    assert kinds(aino)[:3] == [
        ("pilot_stopped", "member"),
        ("pilot_joined", "member"),
        ("pilot_join_declined", "member"),
    ]
    assert kinds(porvoo_organiser)[:2] == [("pilot_join_asked", "officer")] * 2
    groups = grouped(notices_of(aino))
    assert (groups[0].title, groups[0].path, len(groups[0].said)) == (WORDS["fi"], f"/showcase/{pilot.pk}/", 3)


def test_an_idea_becomes_one_pilot_only_and_of_those_who_organise(campaign, make_idea, aino, onni, porvoo_organiser):
    idea = make_idea(campaign, "Laituri", by=onni)
    with pytest.raises(MayNot):
        promote_to_pilot(by=aino, idea_id=idea.id, draft=draft())
    promote_to_pilot(by=porvoo_organiser, idea_id=idea.id, draft=draft())
    with pytest.raises(IdeaIsPilot):
        promote_to_pilot(by=porvoo_organiser, idea_id=idea.id, draft=draft())
    other = make_idea(campaign, "Uimalaituri", by=onni)
    Idea.objects.filter(pk=other.pk).update(state="withdrawn")
    with pytest.raises(IdeaWithdrawnAlready):
        promote_to_pilot(by=porvoo_organiser, idea_id=other.id, draft=draft())
