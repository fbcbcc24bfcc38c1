# SPDX-License-Identifier: EUPL-1.2
"""Telling people what the ledger says: run by the worker, never by an act."""

from backend.ledger.events.services import Span
from backend.participation.notifications import telling


def fold_notices(span: Span) -> None:
    """Write notices of a span of positions, in the transaction that moves this follow-up's place.

    More people than one transaction should hold are told by the next ones (`services.tell_the_rest`).
    """
    telling.note_events(span)
    telling.note_pilots(span)
    telling.tell_claimants(span)
    telling.tell_some()
