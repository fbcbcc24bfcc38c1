# SPDX-License-Identifier: EUPL-1.2
"""Hiding a comment and showing it again, for the room of moderation: its text is put where no list or page reads."""

from django.db import transaction

from backend.common.cache import forget_pages
from backend.ledger.events.services import publish
from backend.participation.discussion.events import CommentHidden, CommentShownAgain
from backend.participation.discussion.models import Comment, HiddenComment


def hide_comment(comment_id: int, *, reason: str) -> bool:
    """Leave an empty place with the reason; stance, thanks and replies stand. Whether it was shown until now.

    In the caller's transaction. A comment that was withdrawn or erased has nothing to hide.
    """
    comment = _locked(comment_id)
    if comment.hidden_for or comment.withdrawn_at is not None or not comment.text:
        return False
    HiddenComment.objects.create(comment=comment, text=comment.text)
    Comment.objects.filter(pk=comment_id).update(text="", hidden_for=reason)
    campaign_id = comment.idea.campaign_id
    publish(CommentHidden(campaign_id=campaign_id, subject_id=comment.idea_id, channel="office", comment=comment_id))
    transaction.on_commit(forget_pages, robust=True)
    return True


def show_comment_again(comment_id: int) -> bool:
    """Put the text of a hidden comment back; whether it was hidden until now. In the caller's transaction."""
    comment = _locked(comment_id)
    hidden = HiddenComment.objects.filter(comment=comment).first()
    if hidden is None:
        return False
    comment.text, comment.hidden_for = hidden.text, ""
    comment.save(update_fields=["text", "hidden_for"])
    hidden.delete()
    publish(
        CommentShownAgain(
            campaign_id=comment.idea.campaign_id,
            subject_id=comment.idea_id,
            channel="office",
            sign=-1,
            comment=comment_id,
        )
    )
    transaction.on_commit(forget_pages, robust=True)
    return True


def hidden_text(comment: Comment) -> str:
    """What a hidden comment says, for its writer and for moderators; "" where it is not hidden."""
    found = HiddenComment.objects.filter(comment=comment).first() if comment.hidden_for else None
    return found.text if found else ""


def hidden_texts(comment_ids: list[int]) -> dict[int, str]:
    """What some hidden comments say, by their id; one query."""
    return dict(HiddenComment.objects.filter(comment_id__in=comment_ids).values_list("comment_id", "text"))


def _locked(comment_id: int) -> Comment:
    return Comment.objects.select_for_update(of=("self",)).select_related("idea").get(pk=comment_id)
