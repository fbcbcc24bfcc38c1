# SPDX-License-Identifier: EUPL-1.2
"""What happens to actors and to who may act for them; of no campaign (`campaign_id` is null)."""

import dataclasses
from typing import ClassVar

from backend.ledger.events.event import LedgerEvent


@dataclasses.dataclass(frozen=True, kw_only=True)
class ActorClaimed(LedgerEvent):
    """Somebody claims (`subject_id` is the claim) that they may act for an `actor`; staff of its municipality decide.

    `proposed` says that the actor is new with this claim.
    """

    kind: ClassVar[str] = "actor_claimed"
    actor: int
    proposed: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class ActorConfirmed(LedgerEvent):
    """Staff confirmed a claim (`subject_id`) to an `actor`: the claimant should hear of it."""

    kind: ClassVar[str] = "actor_confirmed"
    actor: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class ActorDeclined(LedgerEvent):
    """Staff declined a claim (`subject_id`) to an `actor` with a reason: the claimant should hear of it."""

    kind: ClassVar[str] = "actor_declined"
    actor: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class ActorMembershipEnded(LedgerEvent):
    """A claim (`subject_id`) to an `actor` ended, by the person or by staff; `sign` is −1."""

    kind: ClassVar[str] = "actor_membership_ended"
    actor: int
