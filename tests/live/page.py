# SPDX-License-Identifier: EUPL-1.2
"""A page as frontend/src/live.ts and place.ts keep it: what it shows, and when it asks for the snapshot."""

from typing import Literal

from backend.faces.live.protocol import CampaignTotals, Frame, IdeaTally, Snapshot, Tallies

Step = Literal["show", "ask", "nothing"]


class Place:
    """place.ts, line by line."""

    def __init__(self) -> None:
        self.epoch = ""
        self.position = -1

    def step(self, frame: Frame) -> Step:
        """What a frame means for the page."""
        if frame["type"] == "hello":
            same = frame["epoch"] == self.epoch and frame["position"] == self.position
            return "nothing" if same else "ask"
        if frame["type"] == "tallies":
            return self._tallies(frame)
        return "ask" if frame["type"] == "resync" else "nothing"

    def _tallies(self, frame: Tallies) -> Step:
        if frame["epoch"] != self.epoch or frame["previous"] > self.position:
            return "ask"
        if frame["position"] <= self.position:
            return "nothing"
        self.position = frame["position"]
        return "show"

    def accept(self, snapshot: Snapshot) -> bool:
        """False for a snapshot that is older than what the page shows."""
        if snapshot["epoch"] == self.epoch and snapshot["position"] < self.position:
            return False
        self.epoch, self.position = snapshot["epoch"], snapshot["position"]
        return True


class Page:
    """The figures on a page, as frames and snapshots change them."""

    def __init__(self) -> None:
        self.place = Place()
        self.ideas: dict[str, IdeaTally] = {}
        self.totals: CampaignTotals = {"supports": 0, "comments": 0, "ideas": 0}
        self.state = "still"
        self.asks = False

    def hear(self, frame: Frame) -> None:
        """Take in a frame; `asks` says that the page wants the snapshot."""
        if frame["type"] == "hello":
            self.state = "live"
        if frame["type"] == "state":
            self.state = frame["state"]
        step = self.place.step(frame)
        if step == "show" and frame["type"] == "tallies":
            self.show(frame)
        self.asks = self.asks or step == "ask"

    def take(self, snapshot: Snapshot) -> None:
        """Take in the snapshot that was asked for."""
        self.asks = False
        if self.place.accept(snapshot):
            self.show(snapshot)

    def shows(self, snapshot: Snapshot) -> bool:
        """Whether the page shows what a fresh one would."""
        return self.ideas == snapshot["ideas"] and self.totals == snapshot["totals"]

    def show(self, figures: Tallies | Snapshot) -> None:
        """digits.ts: put new figures in their places."""
        self.ideas |= figures["ideas"]
        self.totals = figures["totals"]
