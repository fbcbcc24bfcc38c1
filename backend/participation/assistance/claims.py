# SPDX-License-Identifier: EUPL-1.2
"""Taking over what was done for a resident at a desk, or by their browser: it becomes their own, and counts once.

Where they had acted themselves already, ideas and comments become theirs; of supports that both
gave one is taken back, the others are given anew in their name as far as the limit allows, the rest
are taken back; where the vote is over, supports stay as they were counted.
"""

import dataclasses
import secrets

from backend.ledger.events.event import Assurance, Channel
from backend.ledger.events.services import publish
from backend.participation.assistance.events import DeskActsClaimed
from backend.participation.campaigns.models import Campaign
from backend.participation.discussion.models import Comment
from backend.participation.ideas.models import Idea
from backend.participation.participants.admission import identity_of
from backend.participation.participants.identity import voter_of
from backend.participation.participants.models import Code, Identification, Participant
from backend.participation.participants.selectors import standing_of
from backend.participation.supports import gate
from backend.participation.supports.events import SupportGiven, SupportWithdrawn
from backend.participation.supports.models import Support
from backend.participation.supports.selectors import given_in_window, support_target
from backend.region.accounts.models import Account


@dataclasses.dataclass(frozen=True)
class Voice:
    """How acts that are taken over were done (`before`), and how sure it is from then on whose they are (`after`)."""

    channel: Channel
    before: Assurance
    after: Assurance


AT_A_DESK = Voice("desk", before="code", after="code")


@dataclasses.dataclass(frozen=True)
class Claimed:
    """What became the resident's own, and how many supports were given by both or were above the limit."""

    ideas: int = 0
    comments: int = 0
    supports: int = 0
    doubled: int = 0
    released: int = 0


def claim(*, account: Account, campaign: Campaign, code: Code, desk: Account) -> Claimed:
    """Make an account the holder of a slip's code and of what was done with it; in the caller's transaction."""
    made = standing_of(desk, campaign.id).participant_id
    Code.objects.filter(pk=code.pk).update(used_by=account)
    _move_identifications(desk, account, campaign)
    own = _own_participant(account, campaign)
    if made is None or own == made:
        claimed = Claimed()
    elif own is None:
        claimed = _take(made, account, campaign)
    else:
        claimed = join_participants(made, own, account, campaign, AT_A_DESK)
    participant_id = own or made
    if participant_id is not None:
        publish(DeskActsClaimed(campaign_id=campaign.id, participant_id=participant_id, assurance="code"))
    desk.delete()
    return claimed


def _move_identifications(desk: Account, account: Account, campaign: Campaign) -> None:
    """The slip identifies the account now, unless something of the kind did already."""
    has = Identification.objects.filter(account=account, campaign=campaign).values_list("kind", flat=True)
    Identification.objects.filter(account=desk, campaign=campaign).exclude(kind__in=list(has)).update(account=account)


def _own_participant(account: Account, campaign: Campaign) -> int | None:
    """The participant that the account is already, through itself or through its identifier."""
    standing = standing_of(account, campaign.id)
    if standing.participant_id is not None:
        return standing.participant_id
    identity = identity_of(campaign, account, standing)
    voter = voter_of(campaign.id, identity.kind, identity.identifier)
    return Participant.objects.filter(campaign=campaign, voter=voter).values_list("id", flat=True).first()


def _take(made: int, account: Account, campaign: Campaign) -> Claimed:
    """Nothing of their own yet: the desk's participant becomes theirs as it is."""
    identity = identity_of(campaign, account, standing_of(account, campaign.id))
    Participant.objects.filter(pk=made).update(
        account=account,
        kind=identity.kind,
        voter=voter_of(campaign.id, identity.kind, identity.identifier),
        person_number=account.person_number,
    )
    return Claimed(
        ideas=Idea.with_waiting.filter(author_id=made).count(),
        comments=Comment.with_waiting.filter(author_id=made).count(),
        supports=Support.objects.filter(participant_id=made).count(),
    )


def join_participants(made: int, own: int, account: Account, campaign: Campaign, voice: Voice) -> Claimed:
    """They are a participant themselves: everything of `made` goes to `own`, and `made` stays an empty shell."""
    list(Participant.objects.select_for_update().filter(pk__in=[made, own]).order_by("pk").values_list("pk"))
    number = Participant.objects.values_list("person_number", flat=True).get(pk=own)
    ideas = Idea.with_waiting.filter(author_id=made).update(author_id=own)
    comments = Comment.with_waiting.filter(author_id=made).update(author_id=own)
    outcomes = [
        _move_support(support, own, campaign.id, voice)
        for support in Support.objects.filter(participant_id=made, counts_for__isnull=False).order_by("given_at", "id")
    ]
    Participant.objects.filter(pk=made).update(
        account=account, kind="joined", voter=secrets.token_bytes(32), person_number=number
    )
    return Claimed(ideas, comments, outcomes.count("moved"), outcomes.count("doubled"), outcomes.count("released"))


def _move_support(support: Support, own: int, campaign_id: int, voice: Voice) -> str:
    """Give one of the other's supports in the person's own name: moved, doubled, released, or stays after the close."""
    window_id, idea_id = support.window_id, support.idea_id
    taken = gate.take_back(window_id=window_id, participant_id=support.participant_id, idea_id=idea_id)
    if not taken.changed:
        return "stays"
    publish(
        SupportWithdrawn(
            campaign_id=campaign_id,
            participant_id=support.participant_id,
            subject_id=taken.counts_for,
            sign=-1,
            channel=voice.channel,
            assurance=voice.before,
        )
    )
    limit = support_target(idea_id, viewer=None).limit
    if Support.objects.filter(participant_id=own, counts_for_id=taken.counts_for).exists():
        return "doubled"
    if limit is not None and given_in_window(window_id, own) >= limit:
        return "released"
    given = gate.give(window_id=window_id, participant_id=own, idea_id=idea_id)
    if not given.changed:
        return "doubled"
    publish(
        SupportGiven(
            campaign_id=campaign_id,
            participant_id=own,
            subject_id=given.counts_for,
            channel=voice.channel,
            assurance=voice.after,
        )
    )
    return "moved"


def is_desks(account_id: int | None) -> Account | None:
    """The desk account with this id, locked until it is claimed; None for everybody else's."""
    if account_id is None:
        return None
    return Account.objects.select_for_update().filter(pk=account_id, kind=Account.Kind.DESK).first()
