# SPDX-License-Identifier: EUPL-1.2
"""What this room keeps of the people of a campaign until its time is over."""

from django.db.models import Q

from backend.common.personal import Kept, deleted
from backend.participation.notifications.models import Follow, Letter, Mute, Notice, Reminder


def kept_of_campaign(campaign_id: int) -> list[Kept]:
    """Follows, muted ideas, notices, letters to reporters and reminders of one campaign.

    Letters go before the reminders that they are about.
    """
    here = Q(campaign=campaign_id) | Q(idea__campaign=campaign_id)
    letters = Q(report__case__campaign=campaign_id) | Q(reminder__campaign=campaign_id)
    return [
        deleted("follows", Follow.objects.filter(here)),
        deleted("muted_ideas", Mute.objects.filter(idea__campaign=campaign_id)),
        deleted("notices", Notice.objects.filter(here | Q(comment__idea__campaign=campaign_id))),
        deleted("letters", Letter.objects.filter(letters)),
        deleted("reminders", Reminder.objects.filter(campaign=campaign_id)),
    ]
