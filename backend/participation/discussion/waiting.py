# SPDX-License-Identifier: EUPL-1.2
"""Comments that a moderator reads before they are shown: kept apart, changed, taken back, shown, refused."""

import datetime
from typing import cast

from django.db import transaction
from django.db.models import QuerySet

from backend.common.cache import forget_pages
from backend.common.clock import local_day
from backend.common.errors import NotFound
from backend.ledger.events.event import Assurance, Channel
from backend.ledger.events.services import publish
from backend.participation.campaigns.models import Campaign
from backend.participation.discussion.events import STANCE_NUMBERS, CommentWaits, CommentWritten
from backend.participation.discussion.models import Comment, WaitingComment
from backend.participation.discussion.names import mark_names
from backend.participation.discussion.rules import checked_text
from backend.participation.ideas.errors import TextIsRead
from backend.participation.participants.selectors import participant_id_of, participant_ids_of
from backend.region.accounts.models import Account


def hold_back(comment: Comment, text: str, *, channel: Channel, assurance: Assurance) -> None:
    """Keep apart what a new comment says, until a moderator has read it; in the caller's transaction."""
    campaign: Campaign = comment.idea.campaign
    WaitingComment.objects.create(
        comment=comment,
        text=text,
        channel=channel,
        assurance=assurance,
        waits_since=comment.written_at,
        read_by=comment.written_at + datetime.timedelta(hours=campaign.read_within_hours),
    )
    publish(
        CommentWaits(
            campaign_id=campaign.pk,
            subject_id=comment.idea_id,
            comment=comment.pk,
            channel=channel,
            assurance=assurance,
        )
    )


@transaction.atomic
def change_waiting_comment(*, by: Account, comment_id: int, text: str) -> WaitingComment:
    """Change what one's waiting comment says; a moderator reads the changed text.

    Raises NotFound, TextIsRead where it was refused, InvalidInput.
    """
    waiting = _own(by, comment_id)
    waiting.text, waiting.revision = checked_text(text), waiting.revision + 1
    waiting.save(update_fields=["text", "revision"])
    return waiting


@transaction.atomic
def take_back_waiting_comment(*, by: Account, comment_id: int) -> int:
    """Take one's waiting comment back: its text is gone, and nobody reads it; the idea's id.

    Raises NotFound, TextIsRead.
    """
    waiting = _own(by, comment_id)
    forget_waiting_comment(waiting)
    return int(waiting.comment.idea_id)


def forget_waiting_comment(waiting: WaitingComment) -> None:
    """Delete what a waiting or refused comment says; in the caller's transaction."""
    comment, waits = waiting.comment, not waiting.refused_for
    WaitingComment.objects.filter(comment=comment).delete()
    if waits:
        publish(
            CommentWaits(campaign_id=comment.idea.campaign_id, subject_id=comment.idea_id, comment=comment.pk, sign=-1)
        )


def show_waiting_comment(comment_id: int) -> bool:
    """Let a comment be shown that waited or was refused, as of the day on which it was written; whether it was there.

    In the caller's transaction. Only now does it count, and name anybody.
    """
    waiting = _locked(comment_id)
    if waiting is None:
        return False
    comment = waiting.comment
    comment.text, comment.waits = waiting.text, False
    comment.save(update_fields=["text", "waits"])
    mark_names(comment)
    publish(
        CommentWritten(
            campaign_id=comment.idea.campaign_id,
            participant_id=comment.author_id,
            subject_id=comment.idea_id,
            day=local_day(comment.written_at),
            channel=cast("Channel", waiting.channel),
            assurance=cast("Assurance", waiting.assurance),
            comment=comment.pk,
            stance=STANCE_NUMBERS[comment.stance],
            actor=comment.actor_id,
            waited=True,
        )
    )
    waiting.delete()
    transaction.on_commit(forget_pages, robust=True)
    return True


def refuse_waiting_comment(comment_id: int, *, reason: str) -> bool:
    """Keep a comment from being shown, on a ground; whether it was there. In the caller's transaction."""
    waiting = _locked(comment_id)
    if waiting is None:
        return False
    waiting.refused_for = reason
    waiting.save(update_fields=["refused_for"])
    return True


def waiting_text(comment: Comment) -> WaitingComment | None:
    """What a waiting or refused comment says, for its writer and for moderators; None for any other."""
    return WaitingComment.objects.filter(comment=comment).first() if comment.waits else None


def waiting_texts(comment_ids: list[int]) -> dict[int, WaitingComment]:
    """The same of some comments, by their id; one query."""
    return {one.comment_id: one for one in WaitingComment.objects.filter(comment_id__in=comment_ids)}


def own_waiting_comment(*, by: Account, comment_id: int) -> WaitingComment:
    """One's comment that waits or was refused; raises NotFound for everybody else."""
    found = _with_comment().filter(comment_id=comment_id, comment__idea__campaign__published_at__isnull=False).first()
    if found is None or found.comment.author_id != participant_id_of(by, found.comment.idea.campaign_id):
        raise NotFound
    return found


def own_waiting_comments(idea_id: int, participant_id: int | None) -> list[WaitingComment]:
    """What a participant wrote on an idea and nobody else sees, the oldest first; one query."""
    if participant_id is None:
        return []
    own = _with_comment().filter(comment__idea_id=idea_id, comment__author_id=participant_id)
    return list(own.order_by("waits_since", "comment_id"))


def waiting_comments_of(account: Account) -> list[WaitingComment]:
    """A person's comments that wait or were refused, the newest first."""
    own = _with_comment().filter(comment__author_id__in=participant_ids_of(account))
    return list(own.order_by("-waits_since", "-comment_id"))


def _with_comment() -> QuerySet[WaitingComment]:
    return WaitingComment.objects.select_related("comment__idea__campaign")


def _own(by: Account, comment_id: int) -> WaitingComment:
    """The account's own waiting comment, locked."""
    waiting = _locked(comment_id)
    if waiting is None or waiting.comment.idea.campaign.published_at is None:
        raise NotFound
    if waiting.comment.author_id != participant_id_of(by, waiting.comment.idea.campaign_id):
        raise NotFound
    if waiting.refused_for:
        raise TextIsRead
    return waiting


def _locked(comment_id: int) -> WaitingComment | None:
    found = WaitingComment.objects.select_for_update(of=("self", "comment")).select_related("comment__idea__campaign")
    return found.filter(comment_id=comment_id).first()
