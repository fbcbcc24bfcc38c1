# SPDX-License-Identifier: EUPL-1.2
"""What this room keeps of the people of a campaign until its time is over: their names in what others wrote."""

from django.db.models import QuerySet

from backend.common.personal import Kept
from backend.participation.discussion.models import Mention, WaitingComment
from backend.participation.discussion.names import blank_names
from backend.participation.discussion.waiting import forget_waiting_comment
from backend.participation.discussion.whom import hold_texts


def kept_of_campaign(campaign_id: int) -> list[Kept]:
    """Mentions, and comments that were never shown; the others stay public, without the name of who wrote them."""
    return [
        Kept("mentioned_in_comments", Mention.objects.filter(comment__idea__campaign=campaign_id), _blank),
        Kept("comments_not_shown", WaitingComment.objects.filter(comment__idea__campaign=campaign_id), _forget),
    ]


def _forget(waiting: QuerySet[WaitingComment]) -> None:
    for one in waiting.select_related("comment__idea"):
        forget_waiting_comment(one)


def _blank(mentions: QuerySet[Mention]) -> None:
    people = sorted(set(mentions.values_list("participant_id", flat=True)))
    hold_texts(people)
    blank_names(people)
