# SPDX-License-Identifier: EUPL-1.2
"""Folding comments into their tally: run by the relay, never by an act."""

from django.db import connection

from backend.ledger.events.services import Span
from backend.participation.discussion.selectors import COMMENT_KINDS


def fold_comments(span: Span) -> None:
    """Add the comments of a span of positions to the tallies of their ideas, by stance."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO discussion_tally AS tally (idea_id, in_favour, against, neutral)"
            " SELECT subject_id,"
            "  coalesce(sum(sign) FILTER (WHERE (numbers->>'stance')::int = 1), 0),"
            "  coalesce(sum(sign) FILTER (WHERE (numbers->>'stance')::int = -1), 0),"
            "  coalesce(sum(sign) FILTER (WHERE (numbers->>'stance')::int = 0), 0)"
            " FROM events_event WHERE position > %s AND position <= %s AND kind = ANY(%s) GROUP BY subject_id"
            " ON CONFLICT (idea_id) DO UPDATE SET in_favour = tally.in_favour + excluded.in_favour,"
            "  against = tally.against + excluded.against, neutral = tally.neutral + excluded.neutral",
            [span.after, span.upto, list(COMMENT_KINDS)],
        )
