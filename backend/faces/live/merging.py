# SPDX-License-Identifier: EUPL-1.2
"""Joining frames of one campaign that wait for the same client: the latest wins, no gap is hidden."""

from backend.faces.live.protocol import RESYNC, Resync, Tallies

MOST_IDEAS = 500
"""More changed ideas than this in one frame, and the snapshot is the shorter way."""


def joined(earlier: Tallies | Resync, later: Tallies | Resync) -> Tallies | Resync:
    """One frame that says what both say; a resync where they do not touch, or where it would be too long."""
    if earlier["type"] == "resync" or later["type"] == "resync" or earlier["epoch"] != later["epoch"]:
        return RESYNC
    if later["position"] <= earlier["position"]:  # another relay's, overtaken on the way
        return earlier
    if later["previous"] > earlier["position"]:
        return RESYNC
    ideas = earlier["ideas"] | later["ideas"]
    if len(ideas) > MOST_IDEAS:
        return RESYNC
    return {**later, "previous": min(earlier["previous"], later["previous"]), "ideas": ideas}
