# SPDX-License-Identifier: EUPL-1.2
"""The frames of /ws/campaigns/<slug>/ and the snapshot of a campaign: numbers only, never words of people.

The browser's copy, frontend/src/protocol.ts, is written by `python -m backend generate_protocol`.
"""

import json
from typing import Literal, TypedDict, cast


class IdeaTally(TypedDict):
    """Absolute figures of one idea; supports are null while the campaign hides them."""

    supports: int | None
    comments: int


class CampaignTotals(TypedDict):
    """Absolute figures of the whole campaign; `ideas` are those that stand, supports null while they are hidden."""

    supports: int | None
    comments: int
    ideas: int


class Hello(TypedDict):
    """The first frame: where the stream that follows begins.

    A client that knows the same epoch and position missed nothing; any other asks for the snapshot.
    """

    type: Literal["hello"]
    epoch: str
    position: int


class Tallies(TypedDict):
    """The figures of the ideas that changed after `previous` and up to `position`, by the idea's id.

    Figures are absolute and at least as new as `position`. A client at `previous` or later missed
    nothing; one that is before it, or knows another epoch, asks for the snapshot. After a loss on
    the server a frame with `previous` 0 has all figures.
    """

    type: Literal["tallies"]
    epoch: str
    previous: int
    position: int
    ideas: dict[str, IdeaTally]
    totals: CampaignTotals


class Resync(TypedDict):
    """Something may have been missed: ask for the snapshot, at a moment of one's own within a second."""

    type: Literal["resync"]


class State(TypedDict):
    """Whether changes arrive at once ("live") or the client should poll the snapshot ("degraded").

    What was missed while degraded comes after "live" by itself.
    """

    type: Literal["state"]
    state: Literal["live", "degraded"]


class Snapshot(TypedDict):
    """The figures of all ideas of a campaign exactly at `position`, by the idea's id."""

    epoch: str
    position: int
    ideas: dict[str, IdeaTally]
    totals: CampaignTotals


Frame = Hello | Tallies | Resync | State

RESYNC: Resync = {"type": "resync"}
LIVE: State = {"type": "state", "state": "live"}
DEGRADED: State = {"type": "state", "state": "degraded"}


def encode(message: Frame | Snapshot) -> str:
    """A message as the text that is sent."""
    return json.dumps(message, separators=(",", ":"))


def decode(text: str | bytes) -> Tallies | Resync:
    """What the relay published, read again."""
    return cast("Tallies | Resync", json.loads(text))
