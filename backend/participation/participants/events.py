# SPDX-License-Identifier: EUPL-1.2
"""What happens to participants."""

import dataclasses
from typing import ClassVar

from backend.ledger.events.event import LedgerEvent


@dataclasses.dataclass(frozen=True, kw_only=True)
class ContextBlurred(LedgerEvent):
    """A person's data was erased, and too few shared the participant's place, age and language: now unknown."""

    kind: ClassVar[str] = "context_blurred"


@dataclasses.dataclass(frozen=True, kw_only=True)
class LinksCut(LedgerEvent):
    """A campaign's time to keep personal data is over: participants are nobody's. Its people are counted anew."""

    kind: ClassVar[str] = "links_cut"
