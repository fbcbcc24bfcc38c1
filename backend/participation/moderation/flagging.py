# SPDX-License-Identifier: EUPL-1.2
"""Flags: what looks like spam is put into the moderators' queue with its evidence, and nothing else happens to it."""

import datetime

from django.db.models import QuerySet

from backend.ledger.events.models import Event
from backend.ledger.events.services import Span
from backend.methods.similarity.spam import WINDOW, Sign, Written, signs_of
from backend.participation.discussion.events import CommentWritten
from backend.participation.discussion.models import Comment
from backend.participation.ideas.events import IdeaProposed
from backend.participation.ideas.models import Idea
from backend.participation.moderation.models import Case, Flag

MOST_COMPARED = 500
"""With how many of the latest texts one is compared."""


def flag_what_looks_like_spam(span: Span) -> None:
    """Flag the new ideas and comments of a span of positions; what a moderator has read first is not asked again."""
    events = Event.objects.filter(
        position__gt=span.after,
        position__lte=span.upto,
        kind__in=[IdeaProposed.kind, CommentWritten.kind],
        sign=1,
    ).exclude(channel="import")
    for event in events.order_by("position"):
        if not event.numbers.get("waited") and event.subject_id is not None:
            _look_at(event.subject_id, event.numbers.get("comment"))


def _look_at(idea_id: int, comment_id: int | None) -> None:
    written = _written(idea_id, comment_id)
    if written is None:
        return
    for sign in signs_of(written, _lately(written.at)):
        for key in sign.others or (written.key,):
            _flag(key, sign)


def _written(idea_id: int, comment_id: int | None) -> Written | None:
    """The text as it stands; None where it is gone, hidden, official or imported."""
    if comment_id is not None:
        return next(iter(_comments(Comment.objects.filter(pk=comment_id, idea__campaign__imported=False))), None)
    shown = Idea.objects.filter(pk=idea_id, state=Idea.State.PUBLISHED, campaign__imported=False)
    return next(iter(_ideas(shown)), None)


def _lately(until: datetime.datetime) -> list[Written]:
    """What was written in the whole region in the window before a moment, the latest first; two queries."""
    ideas = Idea.objects.filter(
        proposed_at__gte=until - WINDOW, proposed_at__lte=until, state=Idea.State.PUBLISHED, campaign__imported=False
    )
    comments = Comment.objects.filter(
        written_at__gte=until - WINDOW, written_at__lte=until, idea__campaign__imported=False
    )
    found = _ideas(ideas.order_by("-proposed_at", "-id")[:MOST_COMPARED])
    return [*found, *_comments(comments.order_by("-written_at", "-id")[:MOST_COMPARED])]


def _ideas(ideas: QuerySet[Idea]) -> list[Written]:
    return [
        Written((idea.pk, None), idea.author.person_number, _said(idea), idea.proposed_at, _joined(idea))
        for idea in ideas.select_related("author__account")
        if idea.author is not None
    ]


def _said(idea: Idea) -> str:
    return f"{idea.title}. {idea.text}"


def _comments(comments: QuerySet[Comment]) -> list[Written]:
    return [
        Written((one.idea_id, one.pk), one.author.person_number, one.text, one.written_at, _joined(one))
        for one in comments.select_related("author__account")
        if one.text and one.official_id is None
    ]


def _joined(written: Idea | Comment) -> datetime.datetime | None:
    account = written.author.account if written.author is not None else None
    return account.joined_at if account is not None else None


def _flag(key: tuple[int, int | None], sign: Sign) -> None:
    """Note it once, on the open case of the text or on one of its own."""
    idea_id, comment_id = key
    if Flag.objects.filter(idea=idea_id, comment=comment_id, kind=sign.kind).exists():
        return
    campaign_id = Idea.objects.values_list("campaign_id", flat=True).get(pk=idea_id)
    case = Case(campaign_id=campaign_id, idea_id=idea_id, comment_id=comment_id, source=Case.Source.FLAG)
    Case.objects.bulk_create([case], ignore_conflicts=True)
    standing = Case.objects.filter(idea=idea_id, comment=comment_id, closed_at=None).first()
    if standing is not None:
        Flag.objects.create(
            case=standing,
            idea_id=idea_id,
            comment_id=comment_id,
            kind=sign.kind,
            numbers=sign.numbers,
            others=[list(other) for other in sign.others],
        )
