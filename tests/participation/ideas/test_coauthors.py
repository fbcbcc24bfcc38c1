# SPDX-License-Identifier: EUPL-1.2
"""Inviting, joining and leaving the authors of an idea."""

import pytest

from backend.common.clock import ClockTimestamp
from backend.common.errors import NotFound
from backend.ledger.events.models import Event
from backend.participation.campaigns.errors import PhaseNotOpen
from backend.participation.campaigns.models import Phase
from backend.participation.ideas.coauthors import (
    MOST,
    VALID_FOR,
    accept_invitation,
    author_account_ids,
    invite_coauthor,
    invited_to,
    leave_authors,
    open_invitations,
    revoke_invitation,
)
from backend.participation.ideas.errors import (
    AuthorAlready,
    AuthorsFull,
    IdeaWithdrawnAlready,
    InvitationOver,
    NotACoauthor,
    NotYourIdea,
)
from backend.participation.ideas.models import CoauthorInvitation
from backend.participation.ideas.rules import IdeaDraft
from backend.participation.ideas.selectors import coauthors_of, idea_by_id, is_author
from backend.participation.ideas.services import edit_idea, withdraw_idea
from backend.participation.participants.selectors import participant_id_of
from tests.threads import at_once

pytestmark = pytest.mark.django_db
NOW = IdeaDraft(title="Laituri ja sauna", text="Laiturin viereen myös pieni sauna.", category="liikkuminen")


@pytest.fixture
def token(onni, onnis_idea):
    """What the link of Onni's invitation holds."""
    return invite_coauthor(by=onni, idea_id=onnis_idea.id).token


def test_aino_joins_by_a_link_and_edits(onni, aino, onnis_idea, token):
    accept_invitation(by=aino, token=token)
    edit_idea(by=aino, idea_id=onnis_idea.id, draft=NOW, version=1)
    idea = idea_by_id(onnis_idea.id)
    ainos = participant_id_of(aino, idea.campaign_id)
    assert (idea.title, [one.name for one in coauthors_of(idea)]) == ("Laituri ja sauna", ["Aino"])
    assert is_author(idea, ainos)
    assert author_account_ids(idea.id) == [onni.pk, aino.pk]
    joined, edited = (Event.objects.get(kind=kind) for kind in ("coauthor_joined", "idea_edited"))
    assert (joined.participant_id, joined.subject_id) == (ainos, idea.id)
    assert edited.participant_id == ainos


def test_the_link_is_stored_as_a_hash_only(onnis_idea, token):
    invitation = CoauthorInvitation.objects.get()
    assert token.encode() not in bytes(invitation.token_hash)
    assert invited_to(token) == onnis_idea
    assert "invited" in Event.objects.get(subject_id=onnis_idea.id, kind="coauthor_invited").kind


def test_a_link_works_once(aino, make_person, token):
    accept_invitation(by=aino, token=token)
    with pytest.raises(InvitationOver):
        accept_invitation(by=make_person("Veikko"), token=token)


def test_a_link_works_for_fourteen_days(aino, token):
    CoauthorInvitation.objects.update(expires_at=ClockTimestamp())
    with pytest.raises(InvitationOver):
        accept_invitation(by=aino, token=token)


def test_a_link_that_was_taken_back_works_no_more(onni, aino, onnis_idea, token):
    invitation = open_invitations(onnis_idea.id).get()
    assert invitation.expires_at - invitation.invited_at - VALID_FOR < VALID_FOR / 1000
    revoke_invitation(by=onni, idea_id=onnis_idea.id, invitation_id=invitation.id)
    with pytest.raises(InvitationOver):
        accept_invitation(by=aino, token=token)
    with pytest.raises(NotFound):
        revoke_invitation(by=onni, idea_id=onnis_idea.id, invitation_id=invitation.id)


def test_a_made_up_link_opens_nothing(aino):
    with pytest.raises(InvitationOver):
        accept_invitation(by=aino, token="made-up")


def test_who_is_an_author_does_not_join_again(onni, aino, onnis_idea, token):
    with pytest.raises(AuthorAlready):
        accept_invitation(by=onni, token=token)
    accept_invitation(by=aino, token=token)
    with pytest.raises(AuthorAlready):
        accept_invitation(by=aino, token=invite_coauthor(by=onni, idea_id=onnis_idea.id).token)


def test_a_coauthor_leaves_and_edits_no_more(onni, aino, onnis_idea, token):
    accept_invitation(by=aino, token=token)
    leave_authors(by=aino, idea_id=onnis_idea.id)
    with pytest.raises(NotYourIdea):
        edit_idea(by=aino, idea_id=onnis_idea.id, draft=NOW, version=1)
    assert Event.objects.get(kind="coauthor_left").sign == -1
    for person in (aino, onni):
        with pytest.raises(NotACoauthor):
            leave_authors(by=person, idea_id=onnis_idea.id)


def test_withdrawing_and_inviting_stay_with_the_first_author(onni, aino, onnis_idea, token):
    accept_invitation(by=aino, token=token)
    with pytest.raises(NotYourIdea):
        withdraw_idea(by=aino, idea_id=onnis_idea.id)
    with pytest.raises(NotYourIdea):
        invite_coauthor(by=aino, idea_id=onnis_idea.id)


def test_nobody_joins_an_idea_that_was_withdrawn_or_is_closed(onni, aino, onnis_idea, token):
    Phase.objects.filter(campaign=onnis_idea.campaign, kind="collect").update(kind="support")
    with pytest.raises(PhaseNotOpen):
        accept_invitation(by=aino, token=token)
    Phase.objects.filter(campaign=onnis_idea.campaign).update(kind="collect")
    withdraw_idea(by=onni, idea_id=onnis_idea.id)
    with pytest.raises(IdeaWithdrawnAlready):
        accept_invitation(by=aino, token=token)


def test_ten_people_are_invited_at_most(onni, onnis_idea):
    for _ in range(MOST):
        invite_coauthor(by=onni, idea_id=onnis_idea.id)
    with pytest.raises(AuthorsFull):
        invite_coauthor(by=onni, idea_id=onnis_idea.id)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_open_a_link_at_once_one_joins(onni, aino, make_person, onnis_idea):
    token = invite_coauthor(by=onni, idea_id=onnis_idea.id).token
    people = [aino, make_person("Veikko")]
    results = at_once([lambda person=person: accept_invitation(by=person, token=token) for person in people])
    assert sorted(type(result).__name__ for result in results) == ["Idea", "InvitationOver"]
    assert len(author_account_ids(onnis_idea.id)) == 2
