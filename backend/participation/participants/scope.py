# SPDX-License-Identifier: EUPL-1.2
"""Which municipality answers for what somebody did in a campaign: whose staff see to it and read of that person.

In a joint campaign a partner's staff answer for those whose frozen municipality is theirs, the lead's for
everybody else, also for those of whom no municipality is known; otherwise the campaign's municipality does.
"""

from django.db.models import BigIntegerField, F, OuterRef, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from backend.participation.campaigns.models import Campaign
from backend.participation.campaigns.partners import partners_standing
from backend.participation.participants.models import FrozenContext


def in_charge(campaign: str, participant_id: Combinable | str) -> Coalesce:
    """The municipality's id, in a statement over rows with a campaign at this path ("case__campaign").

    `participant_id` is a column or annotation, null where nobody is known.
    """
    lived = FrozenContext.objects.filter(participant_id=OuterRef(OuterRef(participant_id)))  # type: ignore[arg-type]
    standing = partners_standing().filter(
        campaign=OuterRef(f"{campaign}_id"), municipality__in=lived.values("municipality_id")
    )
    lead = F(f"{campaign}__municipality_id")
    return Coalesce(Subquery(standing.order_by().values("municipality_id")[:1]), lead, output_field=BigIntegerField())


def municipality_in_charge(campaign: Campaign, participant_id: int | None) -> int:
    """The same of one participant; one query, none where nobody is known."""
    if participant_id is None:
        return campaign.municipality_id
    lived = FrozenContext.objects.filter(participant_id=participant_id)
    standing = partners_standing().filter(campaign=campaign, municipality__in=lived.values("municipality_id"))
    found = standing.order_by().values_list("municipality_id", flat=True).first()
    return found or campaign.municipality_id
