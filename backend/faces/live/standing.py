# SPDX-License-Identifier: EUPL-1.2
"""What a hub asks the database, seldom: which campaign a slug names, and where campaigns stand and how."""

import dataclasses

from channels.db import database_sync_to_async

from backend.common.errors import NotFound
from backend.faces.live.protocol import Snapshot
from backend.faces.live.snapshot import KeptSnapshot, snapshot_by_id
from backend.ledger.events.selectors import Standing, standing_of
from backend.ledger.events.services import TALLIES
from backend.participation.campaigns.selectors import campaign_alone


@dataclasses.dataclass(frozen=True)
class Opening:
    """A published campaign and where it stands."""

    campaign_id: int
    epoch: str
    position: int


async def open_campaign(slug: str) -> Opening | None:
    """The campaign that everybody sees under a slug; None where there is none."""
    opening: Opening | None = await database_sync_to_async(_open)(slug)
    return opening


async def look_up(campaign_ids: list[int]) -> Standing:
    """Where some campaigns stand."""
    standing: Standing = await database_sync_to_async(standing_of)(campaign_ids, place=TALLIES)
    return standing


async def figures_of(campaign_id: int) -> Snapshot:
    """All figures of a campaign."""
    kept: KeptSnapshot = await database_sync_to_async(snapshot_by_id)(campaign_id)
    return kept.snapshot


async def until_read() -> None:
    """Wait for what was begun and then given up: a thread that reads cannot be stopped."""
    await database_sync_to_async(lambda: None)()


def _open(slug: str) -> Opening | None:
    try:
        campaign = campaign_alone(slug)
    except NotFound:
        return None
    standing = standing_of([campaign.id], place=TALLIES)
    return Opening(campaign.id, standing.epoch, standing.positions[campaign.id])
