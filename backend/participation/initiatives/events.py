# SPDX-License-Identifier: EUPL-1.2
"""What happens to formal initiatives."""

import dataclasses
from typing import ClassVar

from backend.ledger.events.event import LedgerEvent


@dataclasses.dataclass(frozen=True, kw_only=True)
class InitiativeMade(LedgerEvent):
    """The author of an idea (`subject_id`) made it a formal initiative (`initiative`): it collects signatures."""

    kind: ClassVar[str] = "initiative_made"
    initiative: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class InitiativeSigned(LedgerEvent):
    """A participant signed an initiative (`subject_id`), strongly identified: an action."""

    kind: ClassVar[str] = "initiative_signed"


@dataclasses.dataclass(frozen=True, kw_only=True)
class InitiativeSignatureWithdrawn(LedgerEvent):
    """A participant took their signature of an initiative (`subject_id`) back; `sign` is −1."""

    kind: ClassVar[str] = "initiative_unsigned"


@dataclasses.dataclass(frozen=True, kw_only=True)
class InitiativeReachedThreshold(LedgerEvent):
    """An initiative of an idea (`subject_id`) has as many residents as oblige the municipality: `threshold`."""

    kind: ClassVar[str] = "initiative_reached"
    initiative: int
    threshold: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class InitiativeHandedOver(LedgerEvent):
    """The maker handed an initiative of an idea (`subject_id`) to the municipality.

    From then on `signatures` and `residents` stand; `threshold` is null where no population was known.
    """

    kind: ClassVar[str] = "initiative_handed_over"
    initiative: int
    signatures: int
    residents: int
    threshold: int | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class InitiativeDecided(LedgerEvent):
    """The municipality handled an initiative of an idea (`subject_id`) and said what is done about it."""

    kind: ClassVar[str] = "initiative_decided"
    initiative: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class InitiativeWithdrawn(LedgerEvent):
    """The maker of an initiative of an idea (`subject_id`) took it back before handing it over, or is forgotten."""

    kind: ClassVar[str] = "initiative_withdrawn"
    initiative: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class InitiativeLapsed(LedgerEvent):
    """The time to collect for an initiative of an idea (`subject_id`) is over, and nobody handed it over."""

    kind: ClassVar[str] = "initiative_lapsed"
    initiative: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class InitiativeDueSoon(LedgerEvent):
    """An initiative of an idea (`subject_id`) is to be taken up within a month, and is not decided."""

    kind: ClassVar[str] = "initiative_due_soon"
    initiative: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class InitiativeOverdue(LedgerEvent):
    """The day by which an initiative of an idea (`subject_id`) should have been taken up is over."""

    kind: ClassVar[str] = "initiative_overdue"
    initiative: int
