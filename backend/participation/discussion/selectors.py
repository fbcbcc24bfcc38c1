# SPDX-License-Identifier: EUPL-1.2
"""Reading discussions and their tallies."""

import dataclasses

from django.db import connection
from django.db.models import F, IntegerField, OuterRef, Prefetch, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from backend.ledger.events.services import TALLIES
from backend.participation.discussion.models import Comment, Tally
from backend.participation.ideas.models import Idea

COMMENT_KINDS = ("comment_written", "comment_withdrawn")


def with_counts(ideas: QuerySet[Idea]) -> QuerySet[Idea]:
    """Ideas with `comments`, the folded number of comments that stand."""
    total = Tally.objects.filter(idea=OuterRef("pk")).annotate(all=F("in_favour") + F("against") + F("neutral"))
    return ideas.annotate(comments=Coalesce(Subquery(total.values("all")[:1], output_field=IntegerField()), 0))


def comments_on(idea_id: int) -> QuerySet[Comment]:
    """The comments on an idea, the newest first, each with its replies in order; three queries at most."""
    replies = Comment.objects.select_related("author__account").order_by("written_at", "id")
    return (
        Comment.objects.filter(idea_id=idea_id, parent__isnull=True)
        .select_related("author__account")
        .prefetch_related(Prefetch("replies", queryset=replies))
    )


def comments_by(participant_ids: list[int]) -> QuerySet[Comment]:
    """What some participants wrote and did not withdraw, the newest first."""
    return (
        Comment.objects.filter(author_id__in=participant_ids, withdrawn_at__isnull=True)
        .select_related("idea__campaign")
        .order_by("-written_at", "-id")
    )


def stances_on(idea_id: int) -> dict[str, int]:
    """Comments that stand by stance: {"for": n, "against": n, "neutral": n}."""
    tally = Tally.objects.filter(idea_id=idea_id).first() or Tally()
    return {"for": tally.in_favour, "against": tally.against, "neutral": tally.neutral}


def comment_counts(campaign_id: int, idea_ids: list[int] | None = None) -> dict[int, int]:
    """The folded number of comments by idea, of a campaign or of some of its ideas."""
    rows = Tally.objects.filter(idea__campaign_id=campaign_id)
    if idea_ids is not None:
        rows = rows.filter(idea_id__in=idea_ids)
    return dict(rows.values_list("idea_id", F("in_favour") + F("against") + F("neutral")))


def comment_total(campaign_id: int) -> int:
    """All folded comments of a campaign."""
    total = Tally.objects.filter(idea__campaign_id=campaign_id).aggregate(
        sum=Sum(F("in_favour") + F("against") + F("neutral"))
    )
    return int(total["sum"] or 0)


def comment_totals(campaign_ids: list[int]) -> dict[int, int]:
    """All folded comments by campaign, for a list of campaigns."""
    rows = Tally.objects.filter(idea__campaign_id__in=campaign_ids).values_list("idea__campaign_id")
    totals = rows.annotate(sum=Sum(F("in_favour") + F("against") + F("neutral")))
    return {campaign_id: int(total) for campaign_id, total in totals}


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
                WHERE withdrawn_at IS NULL GROUP BY idea_id, stance
            ) AS counts
            WHERE %s::bigint IS NULL OR idea_id IN (SELECT id FROM ideas_idea WHERE campaign_id = %s)
            GROUP BY idea_id, stance HAVING sum(folded) <> sum(stored) ORDER BY idea_id, stance
            """,
            [list(COMMENT_KINDS), TALLIES, campaign_id, campaign_id],
        )
        return [CommentTallyDifference(*row) for row in cursor.fetchall()]
