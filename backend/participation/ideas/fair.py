# SPDX-License-Identifier: EUPL-1.2
"""The varied order: one of 64 in an edition, which a visitor keeps from page to page."""

import dataclasses
import re
import threading
import time
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from django.db.models import Q, QuerySet

from backend.methods.exposure.plan import ORDERS, Numbers, whole_order
from backend.participation.ideas.models import Edition, Idea

FRESH_SECONDS = 5.0
"""So long a process believes that the latest edition it knows is the latest."""
MOST_KEPT = 256
_SEAT = re.compile(r"(\d{1,9})-(\d{1,2})")


@dataclasses.dataclass(frozen=True)
class Seat:
    """Which order a visitor has: that of a `bucket` in an `edition`, 0 being the latest; written "17-42"."""

    edition: int
    bucket: int

    def __str__(self) -> str:
        return f"{self.edition}-{self.bucket}"


def seat_of(seed: str) -> Seat:
    """The seat that is written so, or for any other text the one in the latest edition that belongs to the text."""
    written = _SEAT.fullmatch(seed)
    if written and int(written[2]) < ORDERS:
        return Seat(int(written[1]), int(written[2]))
    return Seat(0, zlib.crc32(seed.encode()) % ORDERS)


@dataclasses.dataclass(frozen=True)
class Spot:
    """Where a page begins: at a position of the order, and behind its end after an idea that came later."""

    position: int = 0
    after: int = 0


@dataclasses.dataclass(frozen=True, eq=False)
class FairOrder:
    """An order of a campaign's ideas; ideas newer than `newest_id` stand behind it, in the order in which they came."""

    seat: Seat
    ids: Numbers
    newest_id: int

    def page(self, ideas: QuerySet[Idea], spot: Spot, size: int, *, is_filtered: bool) -> tuple[list[int], Spot | None]:
        """The ids of the page that begins at a spot, and where the next one begins.

        No query in the middle of an unfiltered list: it may name an idea that was withdrawn since,
        which leaves its place empty, so that nothing comes twice and nothing is passed over.
        """
        places, later = self._places(ideas, spot) if is_filtered else (self._from(spot), None)
        chosen: list[int] = self.ids[places[:size]].tolist()
        if len(places) > size:
            return chosen, Spot(int(places[size]))
        room = size - len(chosen)
        if later is None:
            newer = ideas.filter(pk__gt=max(self.newest_id, spot.after)).order_by("pk")
            later = list(newer.values_list("pk", flat=True)[: room + 1])
        if len(later) <= room:
            return chosen + later, None
        end = later[room - 1] if room else max(self.newest_id, spot.after)
        return chosen + later[:room], Spot(len(self.ids), end)

    def numbered_page(
        self, ideas: QuerySet[Idea], first: int, size: int, *, is_filtered: bool
    ) -> tuple[list[Idea], int | None]:
        """The ideas from `first` (counted from 0) on, and how many there are in all where that had to be asked.

        Behind the end of a list that is filtered comes its last page.
        """
        if is_filtered:
            places, later = self._places(ideas, Spot())
            numbers = [*self.ids[places].tolist(), *later]
            first = min(first, max(0, len(numbers) - 1) // size * size)
            return _in_order(ideas, numbers[first : first + size]), len(numbers)
        chosen = np.arange(min(first, len(self.ids)), min(first + size, len(self.ids)))
        if first < len(self.ids):
            return self._read(ideas, chosen, size - len(chosen))[:size], None
        newer = ideas.filter(pk__gt=self.newest_id).order_by("pk")
        return list(newer[first - len(self.ids) : first - len(self.ids) + size]), None

    def _from(self, spot: Spot) -> Numbers:
        return np.arange(min(spot.position, len(self.ids)), len(self.ids))

    def _places(self, ideas: QuerySet[Idea], spot: Spot) -> tuple[Numbers, list[int]]:
        """The places in the order of some of the ideas, and the newer ones among them, from a spot on; one query."""
        matching = np.fromiter(ideas.order_by().values_list("pk", flat=True), np.int64)
        places = np.flatnonzero(np.isin(self.ids, matching, assume_unique=True))
        later = np.sort(matching[matching > max(self.newest_id, spot.after)])
        return places[places >= spot.position], later.tolist()

    def _read(self, ideas: QuerySet[Idea], places: Numbers, room: int) -> list[Idea]:
        """The ideas at some places, and behind them as many newer ones as there is room for."""
        numbers: list[int] = self.ids[places].tolist()
        if room <= 0:
            return _in_order(ideas, numbers)
        found = list(ideas.filter(Q(pk__in=numbers) | Q(pk__gt=self.newest_id)).order_by("pk")[: len(numbers) + room])
        rank = {number: place for place, number in enumerate(numbers)}
        return sorted(found, key=lambda idea: (rank.get(idea.pk, len(rank)), idea.pk))


def _in_order(ideas: QuerySet[Idea], numbers: Sequence[int]) -> list[Idea]:
    if not numbers:
        return []
    found = {idea.pk: idea for idea in ideas.filter(pk__in=numbers).order_by()}
    return [found[number] for number in numbers if number in found]


def fair_order(campaign_id: int, seat: Seat) -> FairOrder | None:
    """The order of a seat; None while the campaign has no edition, or none of that number any more.

    One query when the process does not know the edition.
    """
    key, now = (campaign_id, seat.edition), time.monotonic()
    with _lock:
        edition, until = _kept.get(key, (None, 0.0))
    if edition is None or until < now:
        editions = Edition.objects.filter(campaign_id=campaign_id)
        found = editions.filter(number=seat.edition) if seat.edition else editions.order_by("-number")
        edition = found.first()
        if edition is None:
            return None
        _keep(key, edition, now + FRESH_SECONDS if not seat.edition else float("inf"))
    ids: Any = np.frombuffer(edition.idea_ids, "<i8")
    heads = np.frombuffer(edition.heads, "<u4").reshape(ORDERS, -1)
    order = whole_order(ids, heads[seat.bucket], seat.bucket)
    return FairOrder(Seat(edition.number, seat.bucket), order, edition.newest_id)


_lock = threading.Lock()
_kept: dict[tuple[int, int], tuple[Edition, float]] = {}


def _keep(key: tuple[int, int], edition: Edition, until: float) -> None:
    with _lock:
        _kept[key] = (edition, until)
        while len(_kept) > MOST_KEPT:
            del _kept[next(iter(_kept))]


def forget_latest(campaign_id: int) -> None:
    """Ask for the campaign's latest edition again."""
    with _lock:
        _kept.pop((campaign_id, 0), None)
