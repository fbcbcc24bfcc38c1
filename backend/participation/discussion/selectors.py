# SPDX-License-Identifier: EUPL-1.2
"""Reading discussions and their tallies."""

from django.db.models import F, IntegerField, OuterRef, Prefetch, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

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
