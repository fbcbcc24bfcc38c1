# SPDX-License-Identifier: EUPL-1.2
"""What this room knows of a person, and how it forgets them: a comment stays as an empty place."""

from backend.common.personal import PersonalData
from backend.participation.discussion.models import (
    Comment,
    CommentVersion,
    HiddenComment,
    Mention,
    Thank,
    WaitingComment,
)
from backend.participation.discussion.names import blank_names
from backend.participation.discussion.waiting import forget_waiting_comment
from backend.participation.participants.selectors import participant_ids_of
from backend.region.accounts.models import Account


def personal_data_of(account: Account) -> PersonalData:
    """What the account wrote and thanked here, by section, in seven queries."""
    own = participant_ids_of(account)
    written = Comment.with_waiting.filter(author_id__in=own)
    comments = written.select_related("idea", "actor").order_by("written_at", "id")
    hidden = dict(HiddenComment.objects.filter(comment__author_id__in=own).values_list("comment_id", "text"))
    hidden |= dict(WaitingComment.objects.filter(comment__author_id__in=own).values_list("comment_id", "text"))
    versions = CommentVersion.objects.filter(comment__author_id__in=own).order_by("comment_id", "number")
    thanks = Thank.objects.filter(participant_id__in=own).order_by("given_at", "id")
    mentions = Mention.objects.filter(participant_id__in=own).values_list("comment_id", flat=True).distinct()
    return {
        "comments": [
            {
                "id": comment.pk,
                "idea": comment.idea_id,
                "idea_title": comment.idea.title,
                "reply_to": comment.parent_id,
                "stance": comment.stance,
                "text": hidden.get(comment.pk, comment.text),
                "hidden_for": comment.hidden_for,
                "language": comment.language,
                "organisation": comment.actor.name if comment.actor else None,
                "in_the_municipalitys_name": comment.official_id is not None,
                "written_at": comment.written_at,
                "withdrawn_at": comment.withdrawn_at,
            }
            for comment in comments
        ],
        "earlier_versions_of_comments": [
            {"comment": version.comment_id, "text": version.text, "replaced_at": version.replaced_at}
            for version in versions
        ],
        "thanks": [{"comment": thank.comment_id, "given_at": thank.given_at} for thank in thanks],
        "mentioned_in_comments": [{"comment": comment_id} for comment_id in mentions.order_by("comment_id")],
    }


def forget_person(*, account: Account) -> None:
    """Delete what the account wrote and where others name it; runs in the caller's transaction.

    Comments keep their place and their stance in the counts, empty; thanks stay as numbers, since
    the participant who gave them leads to nobody any more. So no count changes and no event is written.
    """
    own = participant_ids_of(account)
    for waiting in WaitingComment.objects.select_related("comment__idea").filter(comment__author_id__in=own):
        forget_waiting_comment(waiting)
    comments = Comment.objects.filter(author_id__in=own)
    CommentVersion.objects.filter(comment__in=comments).delete()
    Mention.objects.filter(comment__in=comments).delete()
    HiddenComment.objects.filter(comment__in=comments).delete()
    comments.update(text="", hidden_for="")
    blank_names(own)
