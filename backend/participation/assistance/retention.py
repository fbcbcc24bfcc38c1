# SPDX-License-Identifier: EUPL-1.2
"""What this room keeps of the people of a campaign until its time is over."""

from backend.common.personal import Kept, emptied
from backend.participation.assistance.models import DeskAct


def kept_of_campaign(campaign_id: int) -> list[Kept]:
    """Why officers acted for residents at a desk; that they did stays."""
    return [emptied("reasons_at_a_desk", DeskAct.objects.filter(campaign=campaign_id).exclude(reason=""), reason="")]
