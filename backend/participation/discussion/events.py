# SPDX-License-Identifier: EUPL-1.2
"""What happens in discussions."""

import dataclasses
from typing import ClassVar

from backend.ledger.events.event import LedgerEvent

STANCE_NUMBERS = {"for": 1, "against": -1, "neutral": 0}
"""How an event says a comment's stance."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class CommentWritten(LedgerEvent):
    """A participant commented on an idea (`subject_id`): an action.

    `comment` is its id, `stance` 1 for, −1 against, 0 neutral.
    """

    kind: ClassVar[str] = "comment_written"
    comment: int
    stance: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class CommentWithdrawn(LedgerEvent):
    """The writer took a comment on an idea (`subject_id`) back; `sign` is −1."""

    kind: ClassVar[str] = "comment_withdrawn"
    comment: int
    stance: int
