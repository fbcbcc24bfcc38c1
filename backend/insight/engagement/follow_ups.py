# SPDX-License-Identifier: EUPL-1.2
"""Folding the ledger into statistics: run by the worker, never by an act."""

from backend.insight.engagement import contexts, cubes
from backend.ledger.events.services import Span


def fold_statistics(span: Span) -> None:
    """Add a span of positions to the cubes, in the transaction that moves this follow-up's place."""
    cubes.add(span)
    cubes.count_people_again(span)
    contexts.move_blurred(span)
