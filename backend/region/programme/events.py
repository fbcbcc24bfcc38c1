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


@dataclasses.dataclass(frozen=True, kw_only=True)
class PilotMade(LedgerEvent):
    """Staff made a pilot (`subject_id`); nobody's participation."""

    kind: ClassVar[str] = "pilot_made"


@dataclasses.dataclass(frozen=True, kw_only=True)
class PilotBegan(LedgerEvent):
    """A pilot (`subject_id`) runs from now on: everybody concerned should hear of it."""

    kind: ClassVar[str] = "pilot_began"


@dataclasses.dataclass(frozen=True, kw_only=True)
class PilotFinished(LedgerEvent):
    """A pilot (`subject_id`) is done and says what came of it: everybody concerned should hear of it."""

    kind: ClassVar[str] = "pilot_finished"


@dataclasses.dataclass(frozen=True, kw_only=True)
class PilotStopped(LedgerEvent):
    """A pilot (`subject_id`) was stopped and says why: everybody concerned should hear of it."""

    kind: ClassVar[str] = "pilot_stopped"


@dataclasses.dataclass(frozen=True, kw_only=True)
class PilotStepReached(LedgerEvent):
    """A step (`milestone`) of a pilot (`subject_id`) is done."""

    kind: ClassVar[str] = "pilot_step_reached"
    milestone: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class PilotJoinAsked(LedgerEvent):
    """An `actor` wants to take part in a pilot (`subject_id`); staff of the municipality that leads it decide."""

    kind: ClassVar[str] = "pilot_join_asked"
    actor: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class PilotJoined(LedgerEvent):
    """An `actor` takes part in a pilot (`subject_id`): its members should hear of it."""

    kind: ClassVar[str] = "pilot_joined"
    actor: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class PilotJoinDeclined(LedgerEvent):
    """Staff declined that an `actor` takes part in a pilot (`subject_id`): its members should hear of it."""

    kind: ClassVar[str] = "pilot_join_declined"
    actor: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class PilotLeft(LedgerEvent):
    """An `actor` takes no longer part in a pilot (`subject_id`); `sign` is −1."""

    kind: ClassVar[str] = "pilot_left"
    actor: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class PilotContacted(LedgerEvent):
    """Somebody wrote to a pilot (`subject_id`) and confirmed their address; staff answer within fourteen days."""

    kind: ClassVar[str] = "pilot_contacted"
