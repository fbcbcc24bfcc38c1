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

    `comment` is its id, `stance` 1 for, −1 against, 0 neutral; `actor` where in an organisation's
    name, `official` where in the municipality's. Whom it mentions stands in the room's own table. `waited`: a
    moderator read it before it was shown; `day` is that of the writing all the same.
    """

    kind: ClassVar[str] = "comment_written"
    comment: int
    stance: int
    actor: int | None = None
    official: bool = False
    waited: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class CommentWaits(LedgerEvent):
    """A comment on an idea (`subject_id`) waits for a moderator to read it; `sign` is −1 when it was taken back before.

    Nobody's participation until it is shown: then `comment_written` follows, and counts.
    """

    kind: ClassVar[str] = "comment_waits"
    comment: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class CommentEdited(LedgerEvent):
    """The writer changed a comment on an idea (`subject_id`) in its first minutes; `version` is the new one's."""

    kind: ClassVar[str] = "comment_edited"
    comment: int
    version: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class CommentWithdrawn(LedgerEvent):
    """The writer took a comment on an idea (`subject_id`) back; `sign` is −1."""

    kind: ClassVar[str] = "comment_withdrawn"
    comment: int
    stance: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class CommentHidden(LedgerEvent):
    """Moderation hid a comment on an idea (`subject_id`): it still counts, and in a column of its own."""

    kind: ClassVar[str] = "comment_hidden"
    comment: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class CommentShownAgain(LedgerEvent):
    """Moderation shows a hidden comment on an idea (`subject_id`) again; `sign` is −1: one hidden comment less."""

    kind: ClassVar[str] = "comment_shown_again"
    comment: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class CommentThanked(LedgerEvent):
    """A participant thanked for a comment (`subject_id`): courtesy, not counted as taking part."""

    kind: ClassVar[str] = "comment_thanked"


@dataclasses.dataclass(frozen=True, kw_only=True)
class ThanksWithdrawn(LedgerEvent):
    """A participant took their thanks for a comment (`subject_id`) back; `sign` is −1."""

    kind: ClassVar[str] = "thanks_withdrawn"
