# SPDX-License-Identifier: EUPL-1.2
"""Writing an idea together: invitations by a link, joining, leaving, and who an idea's authors are."""

import dataclasses
import datetime
import hashlib
import secrets

from django.db import transaction
from django.db.models import QuerySet

from backend.common.clock import ClockTimestamp, database_now
from backend.common.errors import NotFound
from backend.ledger.events.services import publish
from backend.participation.campaigns.rules import require_open
from backend.participation.ideas.errors import (
    AuthorAlready,
    AuthorsFull,
    InvitationOver,
    NotACoauthor,
    NotYourIdea,
)
from backend.participation.ideas.events import CoauthorInvited, CoauthorJoined, CoauthorLeft
from backend.participation.ideas.models import Coauthor, CoauthorInvitation, Idea
from backend.participation.ideas.rules import require_stands
from backend.participation.participants.selectors import participant_id_of
from backend.participation.participants.services import admit
from backend.region.accounts.models import Account

VALID_FOR = datetime.timedelta(days=14)
MOST = 10
"""Co-authors and open invitations of one idea."""


@dataclasses.dataclass(frozen=True)
class NewInvitation:
    """An invitation and what its link holds: known at this moment only, stored as a hash."""

    invitation: CoauthorInvitation
    token: str


@transaction.atomic
def invite_coauthor(*, by: Account, idea_id: int) -> NewInvitation:
    """Make a link by which one person joins the authors, within 14 days.

    Raises NotFound, NotYourIdea, PhaseNotOpen, IdeaWithdrawnAlready, AuthorsFull.
    """
    idea = idea_of_first_author(by, idea_id)
    require_open(idea.campaign_id, "edit")
    if Coauthor.objects.filter(idea=idea).count() + open_invitations(idea.id).count() >= MOST:
        raise AuthorsFull
    token = secrets.token_urlsafe(24)
    made = CoauthorInvitation.objects.create(
        idea=idea, token_hash=_hash(token), expires_at=ClockTimestamp() + VALID_FOR
    )
    made.refresh_from_db()
    publish(CoauthorInvited(campaign_id=idea.campaign_id, participant_id=idea.author_id, subject_id=idea.id))
    return NewInvitation(made, token)


@transaction.atomic
def revoke_invitation(*, by: Account, idea_id: int, invitation_id: int) -> None:
    """Take an invitation back: its link opens nothing any more. Raises NotFound, NotYourIdea."""
    idea = idea_of_first_author(by, idea_id)
    revoked = CoauthorInvitation.objects.filter(pk=invitation_id, idea=idea, revoked_at=None, used_at=None)
    if not revoked.update(revoked_at=ClockTimestamp()):
        raise NotFound


@transaction.atomic
def accept_invitation(*, by: Account, token: str) -> Idea:
    """Join the authors of the idea of an invitation, which is used up with that.

    Raises InvitationOver, IdeaWithdrawnAlready, PhaseNotOpen, AuthorAlready, IdentificationNeeded, NotEligible.
    """
    idea = invited_to(token, lock=True)
    require_open(idea.campaign_id, "edit")
    admission = admit(campaign=idea.campaign, account=by, act="propose")
    joined = admission.participant_id
    if joined == idea.author_id or Coauthor.objects.filter(idea=idea, participant_id=joined).exists():
        raise AuthorAlready
    Coauthor.objects.create(idea=idea, participant_id=joined)
    CoauthorInvitation.objects.filter(token_hash=_hash(token)).update(used_at=ClockTimestamp())
    publish(
        CoauthorJoined(
            campaign_id=idea.campaign_id, participant_id=joined, subject_id=idea.id, assurance=admission.assurance
        )
    )
    return idea


@transaction.atomic
def leave_authors(*, by: Account, idea_id: int) -> Idea:
    """Be a co-author no longer. Raises NotFound, NotACoauthor."""
    idea = Idea.objects.select_related("campaign").filter(pk=idea_id, campaign__published_at__isnull=False).first()
    if idea is None:
        raise NotFound
    left = participant_id_of(by, idea.campaign_id)
    if left is None or not Coauthor.objects.filter(idea=idea, participant_id=left).delete()[0]:
        raise NotACoauthor
    publish(CoauthorLeft(campaign_id=idea.campaign_id, participant_id=left, subject_id=idea.id, sign=-1))
    return idea


def invited_to(token: str, *, lock: bool = False) -> Idea:
    """The idea that an invitation's link opens, with its campaign. Raises InvitationOver, IdeaWithdrawnAlready."""
    invitations = CoauthorInvitation.objects.select_related("idea__campaign")
    if lock:
        invitations = invitations.select_for_update(of=("self", "idea"))
    found = invitations.filter(token_hash=_hash(token)).first()
    if found is None or not _is_open(found) or found.idea.campaign.published_at is None:
        raise InvitationOver
    require_stands(found.idea)
    return found.idea


def open_invitations(idea_id: int) -> QuerySet[CoauthorInvitation]:
    """The invitations of an idea whose links still open it."""
    return CoauthorInvitation.objects.filter(
        idea_id=idea_id, used_at=None, revoked_at=None, expires_at__gt=ClockTimestamp()
    )


def invitations_of(*, by: Account, idea_id: int) -> list[CoauthorInvitation]:
    """The open invitations, for the idea's first author. Raises NotFound, NotYourIdea."""
    idea = Idea.objects.select_related("campaign").filter(pk=idea_id, campaign__published_at__isnull=False).first()
    if idea is None:
        raise NotFound
    if idea.author_id is None or idea.author_id != participant_id_of(by, idea.campaign_id):
        raise NotYourIdea
    return list(open_invitations(idea_id))


def author_account_ids(idea_id: int) -> list[int]:
    """The accounts of all authors of an idea, the first one first; those who have left the service are not there."""
    first = Idea.with_waiting.filter(pk=idea_id).values_list("author__account_id", flat=True)
    others = Coauthor.objects.filter(idea_id=idea_id).values_list("participant__account_id", flat=True)
    return list(dict.fromkeys(account_id for account_id in (*first, *others) if account_id is not None))


def participant_who_writes(idea: Idea, by: Account) -> int:
    """The account's participant, if it is an author of the idea, the first or another; raises NotYourIdea."""
    participant_id = participant_id_of(by, idea.campaign_id)
    if participant_id is not None and (
        idea.author_id == participant_id or Coauthor.objects.filter(idea=idea, participant_id=participant_id).exists()
    ):
        return participant_id
    raise NotYourIdea


def idea_of_first_author(by: Account, idea_id: int, *, standing: bool = True) -> Idea:
    """The idea, locked, of its first author alone. Raises NotFound, NotYourIdea, IdeaWithdrawnAlready."""
    idea = Idea.objects.select_for_update(of=("self",)).select_related("campaign").filter(pk=idea_id).first()
    if idea is None or idea.campaign.published_at is None:
        raise NotFound
    if idea.author_id is None or idea.author_id != participant_id_of(by, idea.campaign_id):
        raise NotYourIdea
    if standing:
        require_stands(idea)
    return idea


def _is_open(invitation: CoauthorInvitation) -> bool:
    return invitation.used_at is None and invitation.revoked_at is None and invitation.expires_at > database_now()


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
