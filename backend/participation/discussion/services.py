# SPDX-License-Identifier: EUPL-1.2
"""Writing a comment, changing it in its first minutes, taking it back, and thanking for one."""

import datetime

from django.db import connection, transaction

from backend.common.clock import database_now
from backend.common.errors import NotFound
from backend.ledger.events.event import Channel
from backend.ledger.events.services import publish
from backend.participation.campaigns.errors import PhaseNotOpen
from backend.participation.campaigns.permissions import may_see
from backend.participation.campaigns.rules import require_open
from backend.participation.discussion.errors import (
    CommentChanged,
    CommentHiddenNow,
    CommentWithdrawnAlready,
    EditWindowOver,
    NotYourComment,
    OwnComment,
    TooDeep,
)
from backend.participation.discussion.events import (
    STANCE_NUMBERS,
    CommentEdited,
    CommentThanked,
    CommentWithdrawn,
    CommentWritten,
    ThanksWithdrawn,
)
from backend.participation.discussion.models import Comment, CommentVersion, Mention
from backend.participation.discussion.names import mark_names
from backend.participation.discussion.permissions import require_may_speak_as
from backend.participation.discussion.rules import EDIT_WINDOW, checked_comment, checked_text
from backend.participation.discussion.selectors import (
    CommentTarget,
    ThanksState,
    comment_alone,
    comment_target,
    thanks_count,
)
from backend.participation.discussion.waiting import hold_back
from backend.participation.discussion.whom import hold_named
from backend.participation.ideas.rules import require_stands
from backend.participation.participants.selectors import participant_id_of
from backend.participation.participants.services import Admission, admit
from backend.region.accounts.models import Account


@transaction.atomic
def write_comment(
    *,
    by: Account,
    idea_id: int,
    text: str,
    stance: str = "neutral",
    language: str = "fi",
    parent_id: int | None = None,
    actor_id: int | None = None,
    as_official: bool = False,
    channel: Channel = "web",
) -> Comment:
    """Comment on an idea, or reply to a comment on it, in any phase before the results.

    In an organisation's name with `actor_id`, in the municipality's with `as_official` (staff). Where a moderator
    reads comments first it `waits`, but what the municipality says.
    Raises NotFound, IdeaWithdrawnAlready, PhaseNotOpen, InvalidInput, TooDeep, CommentWithdrawnAlready,
    CommentHiddenNow, OneName, NotOfficial, NotYourActor, IdentificationNeeded, NotEligible.
    Queries: 4; a person's first act in the campaign 6; another name adds 1, the sign `@` 1 or 2.
    """
    target = comment_target(idea_id, parent_id=parent_id, viewer=by)
    opened = _require_commentable(target, parent_id)
    text = checked_comment(text, stance, language)
    campaign = target.idea.campaign
    require_may_speak_as(by, campaign, official=as_official, actor_id=actor_id)
    author = admit(campaign=campaign, account=by, act="comment")
    waits = campaign.comments_read_first and not as_official
    comment = Comment.objects.create(
        idea=target.idea,
        author_id=author.participant_id,
        official=campaign.municipality if as_official else None,
        actor_id=actor_id,
        parent_id=parent_id,
        stance=stance,
        text="" if waits else text,
        language=language,
        written_at=opened,
        version=1,
        waits=waits,
    )
    if waits:
        hold_back(comment, text, channel=channel, assurance=author.assurance)
        return comment
    mark_names(comment)
    publish(
        CommentWritten(
            campaign_id=campaign.pk,
            participant_id=author.participant_id,
            subject_id=idea_id,
            channel=channel,
            assurance=author.assurance,
            comment=comment.pk,
            stance=STANCE_NUMBERS[stance],
            actor=actor_id,
            official=as_official,
        )
    )
    return comment


@transaction.atomic
def edit_comment(*, by: Account, comment_id: int, text: str, version: int) -> Comment:
    """Change one's comment in its first 15 minutes; what it said before stays readable. The stance stays.

    `version` is the one that was read. Raises NotFound, NotYourComment, CommentWithdrawnAlready,
    EditWindowOver, CommentChanged, InvalidInput, IdeaWithdrawnAlready.
    """
    hold_named(comment_id)
    comment = _own_comment(by, comment_id)
    require_stands(comment.idea)
    if database_now() >= comment.written_at + EDIT_WINDOW:
        raise EditWindowOver
    if comment.version != version:
        raise CommentChanged
    text = checked_text(text)
    if text == comment.text:
        return comment
    CommentVersion.objects.create(comment=comment, number=comment.version, text=comment.text)
    comment.text, comment.version = text, comment.version + 1
    comment.save(update_fields=["text", "version"])
    Mention.objects.filter(comment=comment).delete()
    mark_names(comment)
    publish(
        CommentEdited(
            campaign_id=comment.idea.campaign_id,
            participant_id=comment.author_id,
            subject_id=comment.idea_id,
            comment=comment.pk,
            version=comment.version,
        )
    )
    return comment


@transaction.atomic
def withdraw_comment(*, by: Account, comment_id: int) -> Comment:
    """Take one's comment back: its text is gone with all versions, its place and the replies stay.

    Raises NotFound, NotYourComment, CommentWithdrawnAlready.
    """
    comment = _own_comment(by, comment_id)
    comment.text, comment.withdrawn_at = "", database_now()
    comment.save(update_fields=["text", "withdrawn_at"])
    CommentVersion.objects.filter(comment=comment).delete()
    Mention.objects.filter(comment=comment).delete()
    publish(
        CommentWithdrawn(
            campaign_id=comment.idea.campaign_id,
            participant_id=comment.author_id,
            subject_id=comment.idea_id,
            sign=-1,
            comment=comment.pk,
            stance=STANCE_NUMBERS[comment.stance],
        )
    )
    return comment


@transaction.atomic
def thank_for_comment(*, by: Account, comment_id: int, channel: Channel = "web") -> ThanksState:
    """Thank for a comment while the discussion is open, once; a second time changes nothing.

    Raises NotFound, PhaseNotOpen, CommentWithdrawnAlready, OwnComment, IdentificationNeeded,
    NotEligible. Queries: 6; a first act 8.
    """
    comment, admission = _thankable(by, comment_id)
    if comment.author_id == admission.participant_id:
        raise OwnComment
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO discussion_thank (comment_id, participant_id) VALUES (%s, %s)"
            " ON CONFLICT (comment_id, participant_id) DO NOTHING",
            [comment_id, admission.participant_id],
        )
        is_new = bool(cursor.rowcount)
    if is_new:
        publish(
            CommentThanked(
                campaign_id=comment.idea.campaign_id,
                participant_id=admission.participant_id,
                subject_id=comment_id,
                channel=channel,
                assurance=admission.assurance,
            )
        )
    return ThanksState(comment_id, True, thanks_count(comment_id, admission.participant_id))


@transaction.atomic
def withdraw_thanks(*, by: Account, comment_id: int, channel: Channel = "web") -> ThanksState:
    """Take one's thanks back while the discussion is open. Raises NotFound, PhaseNotOpen, CommentWithdrawnAlready."""
    comment, admission = _thankable(by, comment_id)
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM discussion_thank WHERE comment_id = %s AND participant_id = %s",
            [comment_id, admission.participant_id],
        )
        was_there = bool(cursor.rowcount)
    if was_there:
        publish(
            ThanksWithdrawn(
                campaign_id=comment.idea.campaign_id,
                participant_id=admission.participant_id,
                subject_id=comment_id,
                sign=-1,
                channel=channel,
                assurance=admission.assurance,
            )
        )
    return ThanksState(comment_id, False, thanks_count(comment_id, admission.participant_id))


def _require_commentable(target: CommentTarget, parent_id: int | None) -> datetime.datetime:
    """The moment at which the discussion is open; raises where nobody may comment or answer."""
    require_stands(target.idea)
    if target.opened is None:
        raise PhaseNotOpen
    if parent_id is not None:
        if target.parent is None:
            raise NotFound
        if target.parent["parent"] is not None:
            raise TooDeep
        if target.parent["withdrawn"] is not None:
            raise CommentWithdrawnAlready
        if target.parent["hidden"]:
            raise CommentHiddenNow
    return target.opened


def _thankable(by: Account, comment_id: int) -> tuple[Comment, Admission]:
    """A comment that stands in an open discussion, and who the person is there: as whoever comments."""
    comment = comment_alone(comment_id, viewer=by)
    if comment.withdrawn_at is not None:
        raise CommentWithdrawnAlready
    if comment.hidden_for:
        raise CommentHiddenNow
    require_stands(comment.idea)
    require_open(comment.idea.campaign_id, "comment")
    return comment, admit(campaign=comment.idea.campaign, account=by, act="comment")


def _own_comment(by: Account, comment_id: int) -> Comment:
    """The comment, locked; raises unless it is the account's own and stands."""
    comment = (
        Comment.objects.select_for_update(of=("self",)).select_related("idea__campaign").filter(pk=comment_id).first()
    )
    if comment is None or not may_see(by, comment.idea.campaign):
        raise NotFound
    if comment.author_id != participant_id_of(by, comment.idea.campaign_id):
        raise NotYourComment
    if comment.withdrawn_at is not None:
        raise CommentWithdrawnAlready
    if comment.hidden_for:
        raise CommentHiddenNow
    return comment
