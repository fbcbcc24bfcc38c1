# SPDX-License-Identifier: EUPL-1.2
"""What happens in moderation; the ledger holds numbers only, the words stand in the room's own tables."""

import dataclasses
from typing import ClassVar

from backend.ledger.events.event import LedgerEvent


@dataclasses.dataclass(frozen=True, kw_only=True)
class ContentReported(LedgerEvent):
    """Somebody reported (`subject_id` is the report) an idea or a comment on it; nobody's participation."""

    kind: ClassVar[str] = "content_reported"
    of_idea: int
    of_comment: int | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class ModerationDecided(LedgerEvent):
    """A decision (`subject_id`) about an idea or a comment took effect: author and reporters should hear of it.

    `hides`: it is hidden from now on.
    """

    kind: ClassVar[str] = "moderation_decided"
    of_idea: int
    of_comment: int | None = None
    hides: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class AppealMade(LedgerEvent):
    """An author or a reporter appealed (`subject_id` is the appeal) against a `decision`."""

    kind: ClassVar[str] = "appeal_made"
    decision: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class AppealDecided(LedgerEvent):
    """Another person decided an appeal (`subject_id`): both sides should hear of it; `stands`: nothing changes."""

    kind: ClassVar[str] = "appeal_decided"
    decision: int
    stands: bool
