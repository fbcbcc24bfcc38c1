# SPDX-License-Identifier: EUPL-1.2
"""Folding supports into the tally: run by the relay, never by an act."""

from django.db import connection

from backend.ledger.events.services import Span
from backend.participation.supports.selectors import SUPPORT_KINDS


def fold_supports(span: Span) -> None:
    """Add the supports of a span of positions to the tallies of their ideas."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO supports_tally AS tally (idea_id, supports, unverified)"
            " SELECT subject_id, sum(sign), coalesce(sum(sign) FILTER (WHERE assurance = 'device'), 0)"
            " FROM events_event"
            " WHERE position > %s AND position <= %s AND kind = ANY(%s) GROUP BY subject_id"
            " ON CONFLICT (idea_id) DO UPDATE SET supports = tally.supports + excluded.supports,"
            " unverified = tally.unverified + excluded.unverified",
            [span.after, span.upto, list(SUPPORT_KINDS)],
        )
