# SPDX-License-Identifier: EUPL-1.2
"""Reading everything that the service knows of a person."""

import dataclasses

from django_stubs_ext import StrOrPromise

from backend.ledger.events.selectors import pending_of
from backend.participation.participants.events import ContextBlurred
from backend.records.privacy.labels import FIELDS, SECTIONS
from backend.records.privacy.rooms import ROOMS
from backend.region.accounts.models import Account


@dataclasses.dataclass(frozen=True)
class Section:
    """Rows of one kind under their stable name."""

    name: str
    rows: list[dict[str, object]]

    @property
    def label(self) -> StrOrPromise:
        """What people call it."""
        return SECTIONS.get(self.name, self.name)


def field_label(key: str) -> StrOrPromise:
    """What people call a field of a row."""
    return FIELDS.get(key, key.replace("_", " ").capitalize())


def everything_of(account: Account) -> list[Section]:
    """All that the rooms know of a person, empty sections too, always in the same order."""
    told = {name: rows for room in ROOMS for name, rows in room.personal_data_of(account).items()}
    order = {name: place for place, name in enumerate(SECTIONS)}
    return [Section(name, told[name]) for name in sorted(told, key=lambda name: (order.get(name, len(order)), name))]


def blurred_contexts(participant_ids: list[int]) -> int:
    """How many contexts of these participants an erasure makes unknown, asked within its transaction."""
    return pending_of(participant_ids, kind=ContextBlurred.kind)
