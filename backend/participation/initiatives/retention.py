# SPDX-License-Identifier: EUPL-1.2
"""What this room keeps of the people of a campaign until its time is over."""

from django.db.models import Q

from backend.common.personal import Kept, deleted, emptied
from backend.participation.initiatives.models import Initiative, Signature

_OPEN = ("collecting", "handed_over")


def kept_of_campaign(campaign_id: int) -> list[Kept]:
    """Signatures whose count is frozen or void, and the makers' names; what is not decided keeps its maker."""
    signed = Signature.objects.filter(initiative__idea__campaign=campaign_id)
    made = Initiative.objects.filter(idea__campaign=campaign_id).exclude(state__in=_OPEN)
    named = made.filter(~Q(maker_name="") | ~Q(maker_contact=""))
    return [
        deleted("signatures_of_initiatives", signed.exclude(initiative__state=Initiative.State.COLLECTING)),
        emptied("makers_of_initiatives", named, maker_name="", maker_contact="", name_is_public=False),
    ]
