# SPDX-License-Identifier: EUPL-1.2
"""Taking over what one's browser did before one signed in: from then on it is one's own, and counts once.

The rule is that of a desk's slip (assistance.claims): ideas, comments and thanks become the person's;
supports are given anew in their name where the vote is open, those that both gave or that are above
the limit are taken back; where it is over they stay as they were counted, unverified. What the ledger
knew of an act when it was done stays as it is.
"""

import dataclasses

from django.db import transaction
from django.db.models import QuerySet

from backend.common.errors import NotFound
from backend.ledger.events.services import publish
from backend.participation.assistance.claims import Claimed, Voice, join_participants
from backend.participation.assistance.events import DeviceActsTakenOver
from backend.participation.discussion.events import ThanksWithdrawn
from backend.participation.discussion.models import Comment, Thank
from backend.participation.ideas.models import Idea
from backend.participation.participants.devices import device_number, device_of, lets_devices_in
from backend.participation.participants.models import Participant
from backend.participation.participants.services import admit
from backend.participation.supports.models import Support
from backend.region.accounts.models import Account

_ACTS = ("support", "comment", "propose")


@dataclasses.dataclass(frozen=True)
class DeviceActs:
    """How much a browser did without sign-in: ideas, comments and supports."""

    ideas: int = 0
    comments: int = 0
    supports: int = 0

    @property
    def number(self) -> int:
        """All of them."""
        return self.ideas + self.comments + self.supports


def device_acts(token: str) -> DeviceActs:
    """What waits to be taken over; three queries for a browser that carries a token of ours, else none."""
    device = device_of(token)
    if device is None:
        return DeviceActs()
    own = list(_participants(device).values_list("pk", flat=True))
    return DeviceActs(
        ideas=Idea.with_waiting.filter(author_id__in=own).count(),
        comments=Comment.with_waiting.filter(author_id__in=own, withdrawn_at__isnull=True).count(),
        supports=Support.objects.filter(participant_id__in=own).count(),
    )


@transaction.atomic
def take_over_device(*, account: Account, token: str) -> Claimed:
    """Make what a browser did without sign-in a person's own, in every campaign; the device is nobody's after that.

    Raises NotFound where it has done nothing, or where somebody was faster.
    """
    number = device_number(token)
    devices = Account.objects.select_for_update().filter(kind=Account.Kind.DEVICE)
    device = devices.filter(uuid=number).first() if number else None
    if device is None or account.kind != Account.Kind.PERSON:
        raise NotFound
    claims = [_take_over(made, account) for made in _participants(device).select_related("campaign")]
    device.delete()
    return Claimed(*(sum(numbers) for numbers in zip(*map(dataclasses.astuple, claims), strict=True)))


def _take_over(made: Participant, account: Account) -> Claimed:
    """In one campaign; whoever lets devices in lets accounts in too, for the same act."""
    campaign = made.campaign
    act = next(act for act in _ACTS if lets_devices_in(campaign, act))
    own = admit(campaign=campaign, account=account, act=act)
    claimed = join_participants(
        made.pk, own.participant_id, account, campaign, Voice("web", before="device", after=own.assurance)
    )
    _move_thanks(campaign.pk, made.pk, own.participant_id)
    publish(DeviceActsTakenOver(campaign_id=campaign.pk, participant_id=own.participant_id, assurance=own.assurance))
    return claimed


def _move_thanks(campaign_id: int, made: int, own: int) -> None:
    """Thanks that both gave are taken back once, the others are the person's."""
    given = Thank.objects.filter(participant_id=own).values("comment")
    for doubled in Thank.objects.filter(participant_id=made, comment__in=given).order_by("id"):
        doubled.delete()
        publish(
            ThanksWithdrawn(
                campaign_id=campaign_id,
                participant_id=made,
                subject_id=doubled.comment_id,
                sign=-1,
                assurance="device",
            )
        )
    Thank.objects.filter(participant_id=made).update(participant_id=own)


def _participants(device: Account) -> QuerySet[Participant]:
    return Participant.objects.filter(account=device, kind="device").order_by("pk")
