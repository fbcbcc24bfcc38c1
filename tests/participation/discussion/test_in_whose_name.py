# SPDX-License-Identifier: EUPL-1.2
"""Commenting and proposing in an organisation's or the municipality's name."""

import pytest

from backend.ledger.events.models import Event
from backend.participation.discussion.errors import NotOfficial, OneName
from backend.participation.discussion.selectors import comments_on
from backend.participation.discussion.services import write_comment
from backend.participation.ideas.rules import IdeaDraft
from backend.participation.ideas.selectors import ideas_of_actor
from backend.participation.ideas.services import propose_idea
from backend.region.accounts.services import give_role
from backend.region.places.models import Municipality
from backend.region.programme.errors import NotYourActor
from backend.region.programme.services import confirm_claim, end_membership, propose_actor
from tests.region.programme.data import MESSAGE, association

pytestmark = pytest.mark.django_db
DRAFT = IdeaDraft(title="Melontalaituri", text="Laituriin matala kohta kanooteille.", category="luonto")


@pytest.fixture
def membership(aino, porvoo_organiser):
    """Aino acts for the paddlers."""
    claim = propose_actor(by=aino, draft=association(), message=MESSAGE)
    return confirm_claim(by=porvoo_organiser, claim_id=claim.id)


def test_aino_comments_and_proposes_for_her_association(aino, membership, idea, make_campaign):
    actor_id = membership.actor_id
    comment = write_comment(by=aino, idea_id=idea.id, text="Autamme mielellämme.", actor_id=actor_id)
    assert comments_on(idea.id)[0].actor.name["fi"] == "Melonta ja retket ry"
    assert Event.objects.get(kind="comment_written").numbers["actor"] == actor_id
    campaign = make_campaign("ideointi", open_phase="collect")
    made = propose_idea(by=aino, campaign_slug=campaign.slug, draft=DRAFT, actor_id=actor_id)
    assert [one.id for one in ideas_of_actor(actor_id)] == [made.id]
    event = Event.objects.filter(kind="idea_proposed").latest("id")
    assert (event.numbers["actor"], event.participant_id) == (actor_id, made.author_id)
    assert comment.author.account == aino


def test_what_was_said_stays_marked_when_the_membership_ends(aino, membership, idea):
    write_comment(by=aino, idea_id=idea.id, text="Autamme mielellämme.", actor_id=membership.actor_id)
    end_membership(by=aino, claim_id=membership.id)
    assert comments_on(idea.id)[0].actor_id == membership.actor_id
    with pytest.raises(NotYourActor):
        write_comment(by=aino, idea_id=idea.id, text="Enkö enää?", actor_id=membership.actor_id)


def test_nobody_else_speaks_for_it(onni, membership, idea, make_campaign):
    with pytest.raises(NotYourActor):
        write_comment(by=onni, idea_id=idea.id, text="Me myös!", actor_id=membership.actor_id)
    with pytest.raises(NotYourActor):
        write_comment(by=onni, idea_id=idea.id, text="Me myös!", actor_id=10**6)
    campaign = make_campaign("ideointi", open_phase="collect")
    with pytest.raises(NotYourActor):
        propose_idea(by=onni, campaign_slug=campaign.slug, draft=DRAFT, actor_id=membership.actor_id)


@pytest.mark.parametrize("kind", ["organiser", "moderator", "admin"])
def test_staff_of_the_municipality_speak_in_its_name(make_person, idea, kind):
    person = make_person("Virkailija")
    give_role(account=person, kind=kind, municipality=Municipality.objects.get(slug="porvoo"))
    write_comment(by=person, idea_id=idea.id, text="Otamme mittauksiin.", as_official=True)
    assert comments_on(idea.id)[0].official.slug == "porvoo"
    assert Event.objects.get(kind="comment_written").numbers["official"] is True


@pytest.mark.parametrize(
    ("kind", "where"), [("organiser", "sipoo"), ("evaluator", "porvoo"), ("organiser", None), ("", "")]
)
def test_nobody_else_does(make_person, idea, kind, where):
    person = make_person("Vieras")
    if kind:
        give_role(account=person, kind=kind, municipality=Municipality.objects.get(slug=where) if where else None)
    with pytest.raises(NotOfficial):
        write_comment(by=person, idea_id=idea.id, text="Otamme mittauksiin.", as_official=True)


def test_a_comment_is_said_in_one_name(porvoo_organiser, idea):
    with pytest.raises(OneName):
        write_comment(by=porvoo_organiser, idea_id=idea.id, text="Kumpi?", as_official=True, actor_id=1)


def test_a_role_given_later_makes_no_old_comment_official(aino, idea):
    write_comment(by=aino, idea_id=idea.id, text="Asukkaana sanottu.")
    give_role(account=aino, kind="organiser", municipality=Municipality.objects.get(slug="porvoo"))
    assert comments_on(idea.id)[0].official is None


def test_the_pseudonym_of_who_speaks_for_others_is_not_offered_for_mentions(aino, onni, membership, idea):
    write_comment(by=aino, idea_id=idea.id, text="Autamme.", actor_id=membership.actor_id)
    comment = write_comment(by=onni, idea_id=idea.id, text="@Aino, kiitos")
    assert not comment.mentions.exists()
