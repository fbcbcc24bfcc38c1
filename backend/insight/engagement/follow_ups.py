# SPDX-License-Identifier: EUPL-1.2
"""Folding the ledger into statistics."""

from backend.ledger.events.services import Span


def fold_statistics(span: Span) -> None:
    """Fold a span."""
