# SPDX-License-Identifier: EUPL-1.2
"""What happens to support."""

import dataclasses
from typing import ClassVar

from backend.ledger.events.event import LedgerEvent


@dataclasses.dataclass(frozen=True, kw_only=True)
class SupportGiven(LedgerEvent):
    """A participant supports an idea (`subject_id`): an action."""

    kind: ClassVar[str] = "support_given"


@dataclasses.dataclass(frozen=True, kw_only=True)
class SupportWithdrawn(LedgerEvent):
    """A participant took their support of an idea (`subject_id`) back; `sign` is −1."""

    kind: ClassVar[str] = "support_withdrawn"


@dataclasses.dataclass(frozen=True, kw_only=True)
class VotingClosed(LedgerEvent):
    """A voting window (`subject_id`) was closed and counted: `supports` of `people` for `ideas`."""

    kind: ClassVar[str] = "voting_closed"
    supports: int
    people: int
    ideas: int
