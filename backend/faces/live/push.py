# SPDX-License-Identifier: EUPL-1.2
"""Pushing what the relay folded to the hubs."""

from backend.ledger.events.services import Span


def push_tallies(span: Span) -> None:
    """Push the tallies that changed in a span."""
