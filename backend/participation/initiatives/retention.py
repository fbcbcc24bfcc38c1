# SPDX-License-Identifier: EUPL-1.2
"""What this room keeps of the people of a campaign until its time is over."""

from django.db.models import Q, QuerySet

from backend.common.clock import database_now
from backend.common.personal import Kept, deleted
from backend.participation.initiatives.models import Initiative, Signature


def kept_of_campaign(campaign_id: int) -> list[Kept]:
    """Signatures, whose number stands, and the makers' names; what waits for the municipality keeps its maker."""
    made = Initiative.objects.filter(idea__campaign=campaign_id).exclude(state=Initiative.State.HANDED_OVER)
    named = made.filter(~Q(maker_name="") | ~Q(maker_contact=""))
    return [
        Kept("makers_of_initiatives", named, _forget_makers),
        deleted("signatures_of_initiatives", Signature.objects.filter(initiative__idea__campaign=campaign_id)),
    ]


def _forget_makers(some: QuerySet[Initiative]) -> None:
    """What still collects is over: nobody is left who could hand it over or take a signature back."""
    rows = Initiative.objects.filter(pk__in=list(some.values_list("pk", flat=True)))
    rows.filter(state=Initiative.State.COLLECTING).update(state=Initiative.State.LAPSED, ended_at=database_now())
    rows.update(maker_name="", maker_contact="", name_is_public=False)
