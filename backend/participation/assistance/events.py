# SPDX-License-Identifier: EUPL-1.2
"""What happens around a desk."""

import dataclasses
from typing import ClassVar

from backend.ledger.events.event import LedgerEvent


@dataclasses.dataclass(frozen=True, kw_only=True)
class DeskActsClaimed(LedgerEvent):
    """A resident took over what was done for them at a desk: both participants are one person from then on.

    The campaign's people are counted anew.
    """

    kind: ClassVar[str] = "desk_acts_claimed"


@dataclasses.dataclass(frozen=True, kw_only=True)
class DeviceActsTakenOver(LedgerEvent):
    """A person took over what their browser had done without sign-in; supports are taken back and given anew."""

    kind: ClassVar[str] = "device_acts_taken_over"
