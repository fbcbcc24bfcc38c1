# SPDX-License-Identifier: EUPL-1.2
"""What happens to campaigns."""

import dataclasses
from typing import ClassVar

from backend.ledger.events.event import LedgerEvent


@dataclasses.dataclass(frozen=True, kw_only=True)
class CampaignPublished(LedgerEvent):
    """An organiser made a campaign public; nobody's participation."""

    kind: ClassVar[str] = "campaign_published"


@dataclasses.dataclass(frozen=True, kw_only=True)
class PhaseOpened(LedgerEvent):
    """A phase (`subject_id`) has opened: a record within a minute, never a condition."""

    kind: ClassVar[str] = "phase_opened"


@dataclasses.dataclass(frozen=True, kw_only=True)
class WindowSealed(LedgerEvent):
    """The rule of a voting window (`subject_id`) was sealed; its hash stands in the window."""

    kind: ClassVar[str] = "window_sealed"


@dataclasses.dataclass(frozen=True, kw_only=True)
class PhaseExtended(LedgerEvent):
    """A phase ends later than it was said; the amendment (`subject_id`) has the reason. Nobody's participation."""

    kind: ClassVar[str] = "phase_extended"


@dataclasses.dataclass(frozen=True, kw_only=True)
class CampaignPaused(LedgerEvent):
    """Nobody takes part for a while; the amendment (`subject_id`) has the reason. Nobody's participation."""

    kind: ClassVar[str] = "campaign_paused"


@dataclasses.dataclass(frozen=True, kw_only=True)
class CampaignResumed(LedgerEvent):
    """A pause has ended; the amendment (`subject_id`) has the reason. Nobody's participation."""

    kind: ClassVar[str] = "campaign_resumed"


@dataclasses.dataclass(frozen=True, kw_only=True)
class RuleAmended(LedgerEvent):
    """The rule of a vote was changed before the first vote; the amendment (`subject_id`) says how and why."""

    kind: ClassVar[str] = "rule_amended"


@dataclasses.dataclass(frozen=True, kw_only=True)
class PartnerInvited(LedgerEvent):
    """The lead asked a `municipality` to hold a draft campaign with it: its organisers should hear of it."""

    kind: ClassVar[str] = "partner_invited"
    municipality: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class PartnerJoined(LedgerEvent):
    """A `municipality` holds the campaign with its lead from now on. Nobody's participation."""

    kind: ClassVar[str] = "partner_joined"
    municipality: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class PartnerLeft(LedgerEvent):
    """A `municipality` declined, was taken back by the lead (`by_lead`), or left a joint campaign; `sign` is −1."""

    kind: ClassVar[str] = "partner_left"
    municipality: int
    by_lead: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class CampaignArrived(LedgerEvent):
    """The campaign came with a municipality's archive: what its ledger says before this happened in another instance.

    Nobody's participation, and none of it is news here.
    """

    kind: ClassVar[str] = "campaign_arrived"
