# SPDX-License-Identifier: EUPL-1.2
"""What happens to ideas."""

import dataclasses
from typing import ClassVar

from backend.ledger.events.event import LedgerEvent


@dataclasses.dataclass(frozen=True, kw_only=True)
class IdeaProposed(LedgerEvent):
    """A participant proposed an idea (`subject_id`): an action; `actor` where in an organisation's name.

    `waited`: a moderator read it before it was shown; `day` is that of the writing all the same.
    """

    kind: ClassVar[str] = "idea_proposed"
    actor: int | None = None
    waited: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class IdeaWaits(LedgerEvent):
    """An idea (`subject_id`) waits for a moderator to read it; `sign` is −1 when it was taken back before.

    Nobody's participation until it is shown: then `idea_proposed` follows, and counts.
    """

    kind: ClassVar[str] = "idea_waits"


@dataclasses.dataclass(frozen=True, kw_only=True)
class IdeaEdited(LedgerEvent):
    """The author changed the idea (`subject_id`); `version` is the new one's number."""

    kind: ClassVar[str] = "idea_edited"
    version: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class IdeaWithdrawn(LedgerEvent):
    """The author took the idea (`subject_id`) back; `sign` is −1."""

    kind: ClassVar[str] = "idea_withdrawn"


@dataclasses.dataclass(frozen=True, kw_only=True)
class IdeaErased(LedgerEvent):
    """All that an idea (`subject_id`) said was erased with its author's data; it stays as an empty place and counts."""

    kind: ClassVar[str] = "idea_erased"


@dataclasses.dataclass(frozen=True, kw_only=True)
class IdeaHidden(LedgerEvent):
    """Moderation hid an idea (`subject_id`): it still counts as participation, and in a column of its own."""

    kind: ClassVar[str] = "idea_hidden"


@dataclasses.dataclass(frozen=True, kw_only=True)
class IdeaShownAgain(LedgerEvent):
    """Moderation shows a hidden idea (`subject_id`) again; `sign` is −1: one hidden idea less."""

    kind: ClassVar[str] = "idea_shown_again"


@dataclasses.dataclass(frozen=True, kw_only=True)
class IdeaAnswered(LedgerEvent):
    """The municipality answered an idea (`subject_id`), for the first time or anew (`again`)."""

    kind: ClassVar[str] = "idea_answered"
    again: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class IdeaRestored(LedgerEvent):
    """The author brought a withdrawn idea (`subject_id`) back: it counts again, but is no new action."""

    kind: ClassVar[str] = "idea_restored"


@dataclasses.dataclass(frozen=True, kw_only=True)
class PhotoChanged(LedgerEvent):
    """An author put a photo on an idea (`subject_id`), changed it, or took it off (`removed`)."""

    kind: ClassVar[str] = "photo_changed"
    removed: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class CoauthorInvited(LedgerEvent):
    """The author of an idea (`subject_id`) made an invitation; nobody's participation."""

    kind: ClassVar[str] = "coauthor_invited"


@dataclasses.dataclass(frozen=True, kw_only=True)
class CoauthorJoined(LedgerEvent):
    """A participant joined the authors of an idea (`subject_id`); no action of its own."""

    kind: ClassVar[str] = "coauthor_joined"


@dataclasses.dataclass(frozen=True, kw_only=True)
class CoauthorLeft(LedgerEvent):
    """A participant left the authors of an idea (`subject_id`)."""

    kind: ClassVar[str] = "coauthor_left"


@dataclasses.dataclass(frozen=True, kw_only=True)
class IdeaBecamePilot(LedgerEvent):
    """The municipality made an idea (`subject_id`) a `pilot`: everybody of the idea should hear of it."""

    kind: ClassVar[str] = "idea_became_pilot"
    pilot: int
