# SPDX-License-Identifier: EUPL-1.2
"""Where the tallies of comments and thanks differ from what is stored; each one statement, so one snapshot."""

import dataclasses

from django.db import connection

from backend.ledger.events.services import TALLIES
from backend.participation.discussion.selectors import COMMENT_KINDS, THANKS_KINDS


@dataclasses.dataclass(frozen=True)
class CommentTallyDifference:
    """An idea whose tally of a stance does not equal its comments."""

    idea_id: int
    stance: str
    tally: int
    comments: int

    def __str__(self) -> str:
        return f"idea {self.idea_id}: tally of comments {self.stance} {self.tally}, comments {self.comments}"


def comment_tally_differences(*, campaign_id: int | None = None) -> list[CommentTallyDifference]:
    """Ideas, of one campaign or of all, whose tally plus unfolded events differs from the comments that stand.

    One statement, so one snapshot: events of any moment are either in all three or in none.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT idea_id, stance, sum(folded)::bigint, sum(stored)::bigint FROM (
                SELECT idea_id, counted.stance, counted.comments AS folded, 0 AS stored FROM discussion_tally,
                       LATERAL (VALUES ('for', in_favour), ('against', against), ('neutral', neutral))
                       AS counted (stance, comments)
                UNION ALL
                SELECT subject_id, CASE (numbers->>'stance')::int WHEN 1 THEN 'for' WHEN -1 THEN 'against'
                       ELSE 'neutral' END, sign, 0 FROM events_event
                WHERE kind = ANY(%s) AND (position IS NULL OR position >
                      coalesce((SELECT position FROM events_place WHERE name = %s), 0))
                UNION ALL
                SELECT idea_id, stance, 0, count(*) FROM discussion_comment
                WHERE withdrawn_at IS NULL AND NOT waits GROUP BY idea_id, stance
            ) AS counts
            WHERE %s::bigint IS NULL OR idea_id IN (SELECT id FROM ideas_idea WHERE campaign_id = %s)
            GROUP BY idea_id, stance HAVING sum(folded) <> sum(stored) ORDER BY idea_id, stance
            """,
            [list(COMMENT_KINDS), TALLIES, campaign_id, campaign_id],
        )
        return [CommentTallyDifference(*row) for row in cursor.fetchall()]


@dataclasses.dataclass(frozen=True)
class ThanksDifference:
    """A comment whose tally does not equal its thanks."""

    comment_id: int
    tally: int
    thanks: int

    def __str__(self) -> str:
        return f"comment {self.comment_id}: tally of thanks {self.tally}, thanks {self.thanks}"


def thanks_differences(*, campaign_id: int | None = None) -> list[ThanksDifference]:
    """Comments, of one campaign or of all, whose tally plus unfolded events differs from the thanks that are stored."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT comment_id, sum(folded)::bigint, sum(stored)::bigint FROM (
                SELECT comment_id, thanks AS folded, 0 AS stored FROM discussion_thankstally
                UNION ALL
                SELECT subject_id, sign, 0 FROM events_event
                WHERE kind = ANY(%s) AND (position IS NULL OR position >
                      coalesce((SELECT position FROM events_place WHERE name = %s), 0))
                UNION ALL
                SELECT comment_id, 0, count(*) FROM discussion_thank GROUP BY comment_id
            ) AS counts
            WHERE %s::bigint IS NULL OR comment_id IN (
                SELECT comment.id FROM discussion_comment AS comment
                JOIN ideas_idea AS idea ON idea.id = comment.idea_id WHERE idea.campaign_id = %s)
            GROUP BY comment_id HAVING sum(folded) <> sum(stored) ORDER BY comment_id
            """,
            [list(THANKS_KINDS), TALLIES, campaign_id, campaign_id],
        )
        return [ThanksDifference(*row) for row in cursor.fetchall()]
