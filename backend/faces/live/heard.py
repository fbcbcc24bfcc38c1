# SPDX-License-Identifier: EUPL-1.2
"""Up to where a hub has heard of each campaign, and what a frame adds to that."""

from typing import Literal

from backend.faces.live.protocol import Tallies
from backend.ledger.events.selectors import Standing

NEVER = -1


class Heard:
    """The epoch and the last position of each campaign; another epoch begins anew."""

    def __init__(self) -> None:
        self.epoch = ""
        self._positions: dict[int, int] = {}

    def position_of(self, campaign_id: int) -> int:
        """The last position heard; NEVER when nothing was."""
        return self._positions.get(campaign_id, NEVER)

    def reach(self, epoch: str, campaign_id: int, position: int) -> None:
        """All up to here is known."""
        self._stay_in(epoch)
        self._positions[campaign_id] = max(position, self.position_of(campaign_id))

    def place(self, campaign_id: int, frame: Tallies) -> Literal["old", "next", "gap"]:
        """Whether a frame says nothing new, follows what was heard, or something is missing before it."""
        self._stay_in(frame["epoch"])
        known = self.position_of(campaign_id)
        if frame["position"] <= known:
            return "old"
        return "next" if frame["previous"] <= known else "gap"

    def behind(self, standing: Standing) -> list[int]:
        """The campaigns of which the ledger has more than was heard."""
        if standing.epoch != self.epoch:
            return list(standing.positions)
        return [one for one, position in standing.positions.items() if self.position_of(one) < position]

    def _stay_in(self, epoch: str) -> None:
        if epoch != self.epoch:
            self.epoch = epoch
            self._positions.clear()
