# SPDX-License-Identifier: EUPL-1.2
"""A campaign's figures at one position, kept in the process until the position moves."""

from __future__ import annotations

import dataclasses
import threading
from typing import TYPE_CHECKING

from backend.faces.live.protocol import Snapshot, encode
from backend.ledger.events.selectors import standing_of, with_standing
from backend.ledger.events.services import TALLIES
from backend.participation.discussion.selectors import with_counts
from backend.participation.ideas.selectors import all_ideas
from backend.participation.supports.selectors import with_tallies

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign

_MOST_KEPT = 64
_COLUMNS = ("id", "supports", "comments", "stands", "epoch", "position")


@dataclasses.dataclass(frozen=True)
class KeptSnapshot:
    """A snapshot, its JSON as bytes, and the ETag that names it: epoch-position, in quotes."""

    snapshot: Snapshot
    body: bytes
    etag: str


class _Shelf:
    """The latest snapshot of one campaign; while one thread reads a new one the others wait for it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.latest: KeptSnapshot | None = None


_shelves: dict[int, _Shelf] = {}


def campaign_snapshot(campaign: Campaign) -> Snapshot:
    """The figures of all ideas of a campaign and its totals, consistent at `position`.

    Queries: 1 while nothing has changed since this process read them, else 2.
    """
    return kept_snapshot(campaign).snapshot


def kept_snapshot(campaign: Campaign) -> KeptSnapshot:
    """The same with its ETag and ready as bytes, for those who answer many."""
    return snapshot_by_id(campaign.id)


def snapshot_by_id(campaign_id: int) -> KeptSnapshot:
    """The same of a campaign of which no more is known."""
    standing = standing_of([campaign_id], place=TALLIES)
    etag = _etag(standing.epoch, standing.positions[campaign_id])
    shelf = _shelf_of(campaign_id)
    with shelf.lock:
        if shelf.latest is None or shelf.latest.etag != etag:
            shelf.latest = _keep(_read(campaign_id, standing.epoch, standing.positions[campaign_id]))
        return shelf.latest


def _etag(epoch: str, position: int) -> str:
    return f'"{epoch}-{position}"'


def _shelf_of(campaign_id: int) -> _Shelf:
    if campaign_id not in _shelves and len(_shelves) >= _MOST_KEPT:
        _shelves.pop(next(iter(_shelves)), None)
    return _shelves.setdefault(campaign_id, _Shelf())


def _keep(snapshot: Snapshot) -> KeptSnapshot:
    return KeptSnapshot(snapshot, encode(snapshot).encode(), _etag(snapshot["epoch"], snapshot["position"]))


def _read(campaign_id: int, epoch: str, position: int) -> Snapshot:
    """All figures and where they stand in one statement; a campaign without ideas stands where it was seen."""
    ideas = with_standing(with_counts(with_tallies(all_ideas(campaign_id))), campaign_id=campaign_id, place=TALLIES)
    rows = list(ideas.values_list(*_COLUMNS))
    if rows:
        epoch, position = str(rows[0][4] or ""), rows[0][5]
    return {
        "epoch": epoch,
        "position": position,
        "ideas": {str(row[0]): {"supports": row[1], "comments": row[2]} for row in rows},
        "totals": {
            "supports": None if any(row[1] is None for row in rows) else sum(row[1] for row in rows),
            "comments": sum(row[2] for row in rows),
            "ideas": sum(row[3] for row in rows),
        },
    }
