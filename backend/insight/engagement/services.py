# SPDX-License-Identifier: EUPL-1.2
"""Building the statistics anew from the ledger."""

from django.db import transaction

from backend.insight.engagement import cubes
from backend.ledger.events.services import Span, hold_place

_STEP = 100_000


@transaction.atomic
def rebuild_statistics(*, campaign_id: int | None = None) -> int:
    """Empty the cubes, of all campaigns or of one, and fold the ledger again; up to which position.

    Readers see the old cubes until the end; the worker waits, and goes on from where it was.
    """
    position = hold_place(cubes.PLACE)
    cubes.empty(campaign_id)
    for after in range(0, position, _STEP):
        cubes.add(Span(after, min(after + _STEP, position)), campaign_id)
    return position
