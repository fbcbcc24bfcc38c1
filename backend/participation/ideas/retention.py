# SPDX-License-Identifier: EUPL-1.2
"""What this room keeps of the people of a campaign until its time is over."""

from django.db.models import QuerySet

from backend.common.personal import Kept, deleted, emptied
from backend.participation.ideas.drafts import forget_drafts
from backend.participation.ideas.models import CoauthorInvitation, KeptDraft, Photo, WaitingIdea
from backend.participation.ideas.waiting import forget_waiting_idea


def kept_of_campaign(campaign_id: int) -> list[Kept]:
    """Kept drafts with photos, open invitations, who sent photos, and ideas never shown; ideas stay public."""
    sent = Photo.objects.filter(idea__campaign=campaign_id, uploaded_by__isnull=False)
    return [
        Kept("drafts", KeptDraft.objects.filter(campaign=campaign_id), forget_drafts),
        deleted("invitations_to_write", CoauthorInvitation.objects.filter(idea__campaign=campaign_id)),
        emptied("senders_of_photos", sent, uploaded_by=None),
        Kept("ideas_not_shown", WaitingIdea.objects.filter(idea__campaign=campaign_id), _forget),
    ]


def _forget(waiting: QuerySet[WaitingIdea]) -> None:
    for one in waiting.select_related("idea"):
        forget_waiting_idea(one)
