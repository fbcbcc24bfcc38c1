# SPDX-License-Identifier: EUPL-1.2
"""What this room keeps of the people of a campaign until its time is over."""

from backend.common.personal import Kept, deleted, emptied
from backend.participation.ideas.drafts import forget_drafts
from backend.participation.ideas.models import CoauthorInvitation, KeptDraft, Photo


def kept_of_campaign(campaign_id: int) -> list[Kept]:
    """Kept drafts with their photos, open invitations, and who sent the photo of an idea; ideas stay public."""
    sent = Photo.objects.filter(idea__campaign=campaign_id, uploaded_by__isnull=False)
    return [
        Kept("drafts", KeptDraft.objects.filter(campaign=campaign_id), forget_drafts),
        deleted("invitations_to_write", CoauthorInvitation.objects.filter(idea__campaign=campaign_id)),
        emptied("senders_of_photos", sent, uploaded_by=None),
    ]
