# SPDX-License-Identifier: EUPL-1.2
"""What this room keeps of the people of a campaign until its time is over."""

from backend.common.personal import Kept, deleted
from backend.participation.handling.models import HandlingNote


def kept_of_campaign(campaign_id: int) -> list[Kept]:
    """What colleagues noted about ideas."""
    return [deleted("notes_on_ideas", HandlingNote.objects.filter(idea__campaign=campaign_id))]
