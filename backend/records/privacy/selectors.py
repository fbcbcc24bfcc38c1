# SPDX-License-Identifier: EUPL-1.2
"""Reading everything that the service knows of a person."""

import dataclasses
from collections.abc import Iterable

from django.db.models import Exists, OuterRef
from django_stubs_ext import StrOrPromise

from backend.common.clock import ClockTimestamp
from backend.ledger.events.selectors import pending_of
from backend.participation.campaigns.models import VotingWindow
from backend.participation.ideas.models import Idea
from backend.participation.participants.events import ContextBlurred
from backend.participation.participants.selectors import participant_ids_of
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


def told_of(sections: Iterable[Section]) -> list[dict[str, object]]:
    """Sections as they are handed out: the stable names, and what people call them in the active language."""
    return [
        {
            "section": section.name,
            "label": str(section.label),
            "fields": {key: str(field_label(key)) for row in section.rows for key in row},
            "rows": section.rows,
        }
        for section in sections
    ]


def ideas_in_open_votes(account: Account) -> int:
    """How many of a person's ideas stand in a vote that is open now."""
    own = Idea.objects.filter(author_id__in=participant_ids_of(account), state=Idea.State.PUBLISHED)
    voting = VotingWindow.objects.filter(
        phase__campaign=OuterRef("campaign"), opens__lte=ClockTimestamp(), closes__gt=ClockTimestamp()
    )
    return own.filter(Exists(voting.filter(closed_at__isnull=True))).count()


def blurred_contexts(participant_ids: list[int]) -> int:
    """How many contexts of these participants an erasure makes unknown, asked within its transaction."""
    return pending_of(participant_ids, kind=ContextBlurred.kind)
