# SPDX-License-Identifier: EUPL-1.2
"""Writing a comment and taking it back."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backend.common.clock import database_now
from backend.common.errors import InvalidInput, NotFound
from backend.common.text import LANGUAGES, clean_text
from backend.ledger.events.event import Channel
from backend.ledger.events.services import publish
from backend.participation.campaigns.rules import require_open
from backend.participation.discussion.errors import CommentWithdrawnAlready, NotYourComment, TooDeep
from backend.participation.discussion.events import STANCE_NUMBERS, CommentWithdrawn, CommentWritten
from backend.participation.discussion.models import Comment
from backend.participation.ideas.errors import IdeaWithdrawnAlready
from backend.participation.ideas.models import Idea
from backend.participation.ideas.selectors import idea_by_id
from backend.participation.participants.selectors import participant_id_of
from backend.participation.participants.services import admit
from backend.region.accounts.models import Account

TEXT_LENGTH = (2, 3000)


@transaction.atomic
def write_comment(
    *,
    by: Account,
    idea_id: int,
    text: str,
    stance: str = "neutral",
    language: str = "fi",
    parent_id: int | None = None,
    channel: Channel = "web",
) -> Comment:
    """Comment on an idea, or reply to a comment on it, in any phase before the results.

    Raises NotFound, IdeaWithdrawnAlready, PhaseNotOpen, InvalidInput, TooDeep, IdentificationNeeded, NotEligible.
    """
    idea = idea_by_id(idea_id, viewer=by)
    if idea.state == Idea.State.WITHDRAWN:
        raise IdeaWithdrawnAlready
    opened = require_open(idea.campaign_id, "comment")
    text = _checked(text, stance, language)
    _require_parent(idea, parent_id)
    author = admit(campaign=idea.campaign, account=by, act="comment")
    comment = Comment.objects.create(
        idea=idea,
        author_id=author.participant_id,
        parent_id=parent_id,
        stance=stance,
        text=text,
        language=language,
        written_at=opened,
    )
    publish(
        CommentWritten(
            campaign_id=idea.campaign_id,
            participant_id=author.participant_id,
            subject_id=idea.id,
            channel=channel,
            assurance=author.assurance,
            comment=comment.id,
            stance=STANCE_NUMBERS[stance],
        )
    )
    return comment


@transaction.atomic
def withdraw_comment(*, by: Account, comment_id: int) -> Comment:
    """Take one's comment back: its text is gone, its place and the replies stay.

    Raises NotFound, NotYourComment, CommentWithdrawnAlready.
    """
    comment = (
        Comment.objects.select_for_update(of=("self",)).select_related("idea__campaign").filter(pk=comment_id).first()
    )
    if comment is None:
        raise NotFound
    if comment.author_id != participant_id_of(by, comment.idea.campaign_id):
        raise NotYourComment
    if comment.withdrawn_at is not None:
        raise CommentWithdrawnAlready
    comment.text, comment.withdrawn_at = "", database_now()
    comment.save(update_fields=["text", "withdrawn_at"])
    publish(
        CommentWithdrawn(
            campaign_id=comment.idea.campaign_id,
            participant_id=comment.author_id,
            subject_id=comment.idea_id,
            sign=-1,
            comment=comment.id,
            stance=STANCE_NUMBERS[comment.stance],
        )
    )
    return comment


def _checked(text: str, stance: str, language: str) -> str:
    text, fields = clean_text(text), {}
    if len(text) < TEXT_LENGTH[0]:
        fields["text"] = _("Write your comment first.")
    elif len(text) > TEXT_LENGTH[1]:
        fields["text"] = _("Shorten the comment to 3,000 characters.")
    if stance not in STANCE_NUMBERS:
        fields["stance"] = _("Choose for, against or other.")
    if language not in LANGUAGES:
        fields["language"] = _("Choose one of the languages.")
    if fields:
        raise InvalidInput(fields=fields)
    return text


def _require_parent(idea: Idea, parent_id: int | None) -> None:
    if parent_id is None:
        return
    parent = Comment.objects.filter(pk=parent_id, idea=idea).first()
    if parent is None:
        raise NotFound
    if parent.parent_id is not None:
        raise TooDeep
    if parent.withdrawn_at is not None:
        raise CommentWithdrawnAlready
