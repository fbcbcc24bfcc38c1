# SPDX-License-Identifier: EUPL-1.2
"""Who speaks in whose name."""

from backend.participation.campaigns.models import Campaign
from backend.participation.discussion.errors import NotOfficial, OneName
from backend.region.accounts.models import Account
from backend.region.accounts.selectors import Viewer, rights_of
from backend.region.programme.permissions import require_may_act_for

_SPEAKERS = ("organiser", "moderator", "admin")


def may_speak_officially(viewer: Viewer, campaign: Campaign) -> bool:
    """Organisers, moderators and admins of the campaign's own municipality; nobody for the whole region."""
    held = rights_of(viewer).held
    return any((kind, campaign.municipality_id) in held for kind in _SPEAKERS)


def require_may_speak_as(by: Account, campaign: Campaign, *, official: bool, actor_id: int | None) -> None:
    """Raises OneName, NotOfficial or NotYourActor; one's own name asks nothing."""
    if official and actor_id is not None:
        raise OneName
    if official and not may_speak_officially(by, campaign):
        raise NotOfficial
    require_may_act_for(by, actor_id)
