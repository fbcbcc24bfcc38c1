# SPDX-License-Identifier: EUPL-1.2
"""What an event of the ledger is: past tense, ids and numbers, never names, text or attributes."""

import dataclasses
import datetime
from collections.abc import Iterator
from typing import ClassVar, Literal

from django.utils.module_loading import autodiscover_modules

Channel = Literal["web", "kiosk", "desk", "paper", "school", "import", "office"]
Assurance = Literal["none", "device", "account", "code", "register", "strong"]

COLUMNS = ("campaign_id", "participant_id", "subject_id", "day", "sign", "channel", "assurance")


@dataclasses.dataclass(frozen=True, kw_only=True)
class LedgerEvent:
    """One thing that happened.

    `subject_id` is what it happened to (an idea, a comment, a phase, a window); `day` the local
    calendar day in Europe/Helsinki of the act, None meaning today by the database's clock;
    `sign` is −1 when something is taken back. `campaign_id` is None for what happens in no
    campaign (to an organisation); nothing that is counted does. Further fields of a subclass are numbers.
    """

    kind: ClassVar[str]

    campaign_id: int | None
    participant_id: int | None = None
    subject_id: int | None = None
    day: datetime.date | None = None
    sign: int = 1
    channel: Channel = "web"
    assurance: Assurance = "account"

    def numbers(self) -> dict[str, int | bool | None]:
        """The fields that a subclass adds."""
        return {
            field.name: getattr(self, field.name) for field in dataclasses.fields(self) if field.name not in COLUMNS
        }


def event_types() -> Iterator[type[LedgerEvent]]:
    """Every kind of event that the installed rooms define in their `events` modules, by kind."""
    autodiscover_modules("events")
    yield from sorted(LedgerEvent.__subclasses__(), key=lambda event_type: event_type.kind)
