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
