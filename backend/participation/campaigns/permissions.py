# SPDX-License-Identifier: EUPL-1.2
"""Who may organise a campaign, and who may see one that is not published."""

from backend.common.errors import MayNot, NotFound
from backend.participation.campaigns.models import Campaign, Partner
from backend.region.accounts.models import Account
from backend.region.accounts.selectors import Viewer, rights_of
from backend.region.places.models import Municipality


def may_organise(viewer: Viewer, municipality_id: int) -> bool:
    """Whether the viewer makes campaigns for this municipality."""
    return rights_of(viewer).has("organiser", municipality_id)


def require_may_organise(viewer: Viewer, municipality_id: int) -> None:
    """Raises MayNot."""
    if not may_organise(viewer, municipality_id):
        raise MayNot


def may_see(viewer: Viewer, campaign: Campaign) -> bool:
    """Published campaigns are everybody's, a draft is its organisers' and those of the partners that it asks.

    One query where an organiser of elsewhere looks at a draft, else none.
    """
    if campaign.published_at is not None or may_organise(viewer, campaign.municipality_id):
        return True
    places = rights_of(viewer).places("organiser")
    return bool(places) and Partner.objects.filter(campaign=campaign, municipality__in=places, left_at=None).exists()


def require_may_change(by: Account, campaign: Campaign) -> None:
    """Raises NotFound where the draft is not the viewer's to see, else MayNot."""
    if not may_see(by, campaign):
        raise NotFound
    require_may_organise(by, campaign.municipality_id)


def organised_municipalities(viewer: Viewer) -> list[Municipality]:
    """The municipalities for which the viewer may make campaigns."""
    places = rights_of(viewer).places("organiser")
    if None in places:
        return list(Municipality.objects.all())
    return list(Municipality.objects.filter(id__in=[place for place in places if place is not None]))
