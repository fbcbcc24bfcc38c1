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
class SupportMoved(LedgerEvent):
    """A merging moved a participant's support: −1 at the idea that it left, +1 at the one (`subject_id`) it counts for.

    Nobody's action; who supported both has the −1 alone. The channel is `office`.
    """

    kind: ClassVar[str] = "support_moved"


@dataclasses.dataclass(frozen=True, kw_only=True)
class IdeaMerged(LedgerEvent):
    """An idea (`subject_id`) was merged into `target`: of its `supports`, `added` are new to that one.

    `sign` is −1, since one idea fewer stands.
    """

    kind: ClassVar[str] = "idea_merged"
    target: int
    supports: int
    added: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class IdeaUnmerged(LedgerEvent):
    """An idea (`subject_id`) that had been merged into `target` stands by itself again, with `supports`.

    The target lost `removed` of its count. It counts again, but is no new action.
    """

    kind: ClassVar[str] = "idea_unmerged"
    target: int
    supports: int
    removed: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class VotingClosed(LedgerEvent):
    """A voting window (`subject_id`) was closed and counted: `supports` of `people` for `ideas`."""

    kind: ClassVar[str] = "voting_closed"
    supports: int
    people: int
    ideas: int
