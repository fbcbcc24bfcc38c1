# SPDX-License-Identifier: EUPL-1.2
"""Folding comments and thanks into their tallies: run by the relay, never by an act."""

from django.db import connection

from backend.ledger.events.services import Span
from backend.participation.discussion.selectors import COMMENT_KINDS, THANKS_KINDS


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


def fold_thanks(span: Span) -> None:
    """Add the thanks of a span of positions to the tallies of their comments."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO discussion_thankstally AS tally (comment_id, thanks)"
            " SELECT subject_id, sum(sign) FROM events_event"
            " WHERE position > %s AND position <= %s AND kind = ANY(%s) GROUP BY subject_id"
            " ON CONFLICT (comment_id) DO UPDATE SET thanks = tally.thanks + excluded.thanks",
            [span.after, span.upto, list(THANKS_KINDS)],
        )
