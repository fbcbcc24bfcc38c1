# SPDX-License-Identifier: EUPL-1.2
"""Reading discussions, what a new comment needs to know, and the tallies."""

import dataclasses
import datetime
from typing import Any, Literal, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import (
    BooleanField,
    Count,
    Exists,
    F,
    IntegerField,
    JSONField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, JSONObject

from backend.common.clock import ClockTimestamp
from backend.common.errors import NotFound
from backend.ledger.events.models import Event
from backend.participation.campaigns.models import Phase
from backend.participation.campaigns.permissions import may_see
from backend.participation.campaigns.rules import ACTS
from backend.participation.discussion.models import Comment, CommentVersion, Mention, Tally, Thank
from backend.participation.ideas.models import Idea
from backend.region.accounts.selectors import Viewer

COMMENT_KINDS = ("comment_written", "comment_withdrawn")
THANKS_KINDS = ("comment_thanked", "thanks_withdrawn")
Order = Literal["newest", "oldest", "thanked"]
_ORDERS = {"newest": ("-written_at", "-id"), "oldest": ("written_at", "id"), "thanked": ("-thanks", "-id")}


def with_counts(ideas: QuerySet[Idea]) -> QuerySet[Idea]:
    """Ideas with `comments`, the folded number of comments that stand."""
    total = Tally.objects.filter(idea=OuterRef("pk")).annotate(all=F("in_favour") + F("against") + F("neutral"))
    return ideas.annotate(comments=Coalesce(Subquery(total.values("all")[:1], output_field=IntegerField()), 0))


@dataclasses.dataclass(frozen=True, kw_only=True)
class CommentQuery:
    """Which comments of an idea, in which order; of one stance, or of all where it is ""."""

    order: Order = "newest"
    stance: str = ""


def comments_on(
    idea_id: int,
    *,
    query: CommentQuery | None = None,
    participant_id: int | None = None,
    with_totals: bool = False,
) -> QuerySet[Comment]:
    """The comments on an idea, each with its replies in order; two queries.

    Each has `thanks`, whether the participant gave some (`thanked`) and where it mentions somebody
    (`marks`); with totals also `of_all` and `standing`: how many comments this list has, and how
    many comments and replies of the idea stand, at the same moment.
    """
    query = query or CommentQuery()
    replies = _with_thanks(Comment.objects.order_by("written_at", "id"), participant_id)
    top = Comment.objects.filter(idea_id=idea_id, parent__isnull=True)
    if query.stance:
        top = top.filter(stance=query.stance)
    comments = _with_thanks(top, participant_id)
    if with_totals:
        standing = _number_of(Comment.objects.filter(idea_id=idea_id, withdrawn_at__isnull=True))
        comments = comments.annotate(of_all=_number_of(top), standing=standing)
    return comments.order_by(*_ORDERS[query.order]).prefetch_related(Prefetch("replies", queryset=replies))


def comments_in_order(idea_id: int, *, query: CommentQuery, participant_id: int | None) -> QuerySet[Comment]:
    """The comments of `comments_on` with nothing but what puts them in order."""
    top = Comment.objects.filter(idea_id=idea_id, parent__isnull=True)
    top = top.filter(stance=query.stance) if query.stance else top
    if query.order == "thanked":
        return top.annotate(thanks=_thanks(participant_id)).only("id").order_by("-thanks", "-id")
    return top.only("id", "written_at").order_by(*_ORDERS[query.order])


def said_by(participant_id: int | None) -> QuerySet[Comment]:
    """All comments and replies as `comments_on` shows them to a participant, the oldest first."""
    return _with_thanks(Comment.objects.order_by("written_at", "id"), participant_id)


def _number_of(rows: QuerySet[Comment]) -> Subquery:
    """How many rows, computed once for the whole statement."""
    counted = rows.order_by().values("idea_id").annotate(number=Count("id")).values("number")
    return Subquery(counted, output_field=IntegerField())


def _with_thanks(comments: QuerySet[Comment], participant_id: int | None) -> QuerySet[Comment]:
    """Comments with who speaks, their thanks and marks; the participant's own unfolded thanks are counted."""
    marks = Mention.objects.filter(comment=OuterRef("pk")).values(place=JSONObject(start="start", length="length"))
    comments = comments.select_related("author__account", "actor", "official").annotate(
        marks=ArraySubquery(marks), thanks=_thanks(participant_id)
    )
    if participant_id is None:
        return comments.annotate(thanked=Value(False, output_field=BooleanField()))
    given = Thank.objects.filter(comment=OuterRef("pk"), participant_id=participant_id)
    return comments.annotate(thanked=Exists(given))


def _thanks(participant_id: int | None) -> Combinable:
    """How many thanks a comment has, the participant's own unfolded ones among them."""
    folded = Coalesce(F("thanks_tally__thanks"), 0)
    if participant_id is None:
        return folded
    own = Event.objects.filter(
        position__isnull=True, participant_id=participant_id, subject_id=OuterRef("pk"), kind__in=THANKS_KINDS
    )
    return folded + Coalesce(Subquery(own.values("subject_id").annotate(sum=Sum("sign")).values("sum")), 0)


def comment_shown(comment_id: int, *, participant_id: int | None = None) -> Comment:
    """One comment as `comments_on` shows it, without its replies; raises NotFound."""
    found = _with_thanks(Comment.objects.filter(pk=comment_id), participant_id).first()
    if found is None:
        raise NotFound
    return found


def comment_alone(comment_id: int, *, viewer: Viewer = None) -> Comment:
    """One comment with its idea and campaign; raises NotFound where it is not the viewer's to see."""
    found = Comment.objects.select_related("idea__campaign").filter(pk=comment_id).first()
    if found is None or not may_see(viewer, found.idea.campaign):
        raise NotFound
    return found


def number_of_comments(idea_id: int, query: CommentQuery) -> int:
    """How many comments a list has, replies aside."""
    top = Comment.objects.filter(idea_id=idea_id, parent__isnull=True)
    return (top.filter(stance=query.stance) if query.stance else top).count()


def number_before(comment: Comment) -> int:
    """How many comments stand before this one, or before the one that it answers, the newest first."""
    top = Comment.objects.get(pk=comment.parent_id) if comment.parent_id else comment
    return Comment.objects.filter(
        Q(written_at__gt=top.written_at) | Q(written_at=top.written_at, id__gt=top.pk),
        idea_id=top.idea_id,
        parent__isnull=True,
    ).count()


def versions_of(comment: Comment) -> QuerySet[CommentVersion]:
    """What the comment said before, oldest first; nothing while it is hidden."""
    return CommentVersion.objects.filter(comment=comment, comment__hidden_for="")


@dataclasses.dataclass(frozen=True)
class CommentTarget:
    """The idea on which somebody wants to comment, whether that is open (and since when by the clock), the parent."""

    idea: Idea
    opened: datetime.datetime | None
    parent: dict[str, Any] | None


def comment_target(idea_id: int, *, parent_id: int | None, viewer: Viewer) -> CommentTarget:
    """All that a new comment needs to know, in one query; raises NotFound."""
    phases = Phase.objects.filter(
        campaign=OuterRef("campaign"),
        kind__in=ACTS["comment"],
        opens__lte=ClockTimestamp(),
        closes__gt=ClockTimestamp(),
        paused_at__isnull=True,
    ).annotate(seen_at=ClockTimestamp())
    parents = Comment.objects.filter(pk=parent_id or 0, idea=OuterRef("pk")).values(
        found=JSONObject(parent="parent_id", withdrawn="withdrawn_at", hidden="hidden_for")
    )
    idea = (
        Idea.objects.select_related("campaign__municipality")
        .annotate(opened=Subquery(phases.values("seen_at")[:1]))
        .annotate(parent=Subquery(parents[:1], output_field=JSONField()))
        .filter(pk=idea_id)
        .first()
    )
    if idea is None or not may_see(viewer, idea.campaign):
        raise NotFound
    return CommentTarget(idea, idea.opened, cast("dict[str, Any] | None", idea.parent))


def people_on(idea_id: int) -> dict[str, int]:
    """Who may be mentioned on an idea: its authors and those who comment in their own name; name → participant id."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT account.pseudonym, person.id FROM ("
            "  SELECT author_id FROM ideas_idea WHERE id = %s AND actor_id IS NULL AND state <> 'waiting'"
            "  UNION SELECT participant_id FROM ideas_coauthor WHERE idea_id = %s"
            "  UNION SELECT author_id FROM discussion_comment"
            "   WHERE idea_id = %s AND withdrawn_at IS NULL AND NOT waits AND actor_id IS NULL AND official_id IS NULL"
            " ) AS said JOIN participants_participant AS person ON person.id = said.author_id"
            " JOIN accounts_account AS account ON account.id = person.account_id",
            [idea_id, idea_id, idea_id],
        )
        return {str(name): int(participant_id) for name, participant_id in cursor.fetchall()}


def mentioned_in(comment_id: int) -> list[int]:
    """The participants whom a comment mentions, each once."""
    return sorted(set(Mention.objects.filter(comment_id=comment_id).values_list("participant_id", flat=True)))


@dataclasses.dataclass(frozen=True)
class ThanksState:
    """What a person reads after their thanks: the count with their own act in it."""

    comment_id: int
    thanked: bool
    thanks: int


def thanks_count(comment_id: int, participant_id: int) -> int:
    """The tally and the participant's own acts that are not folded yet, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce((SELECT thanks FROM discussion_thankstally WHERE comment_id = %s), 0)"
            " + coalesce((SELECT sum(sign) FROM events_event WHERE position IS NULL AND participant_id = %s"
            " AND subject_id = %s AND kind = ANY(%s)), 0)",
            [comment_id, participant_id, comment_id, list(THANKS_KINDS)],
        )
        return int(cursor.fetchone()[0])


def comments_by(participant_ids: list[int]) -> QuerySet[Comment]:
    """What some participants wrote and did not withdraw, the newest first."""
    return (
        Comment.objects.filter(author_id__in=participant_ids, withdrawn_at__isnull=True)
        .exclude(text="")
        .select_related("idea__campaign", "actor")
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
