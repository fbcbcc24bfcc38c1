# SPDX-License-Identifier: EUPL-1.2
"""Reading participants, for their own eyes and for the rooms above."""

from backend.participation.participants.identity import voter_of
from backend.participation.participants.models import Participant
from backend.region.accounts.models import Account
from backend.region.accounts.selectors import Viewer


def participant_id_of(viewer: Viewer, campaign_id: int) -> int | None:
    """The viewer's participant in a campaign, or None before their first act there (one query at most)."""
    if not isinstance(viewer, Account):
        return None
    return (
        Participant.objects.filter(campaign_id=campaign_id, voter=voter_of(campaign_id, "account", str(viewer.pk)))
        .values_list("id", flat=True)
        .first()
    )


def participant_ids_of(account: Account) -> list[int]:
    """The account's participants in all campaigns."""
    return list(Participant.objects.filter(account=account).values_list("id", flat=True))
