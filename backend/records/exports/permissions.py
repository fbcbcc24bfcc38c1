# SPDX-License-Identifier: EUPL-1.2
"""Who may make and fetch datasets of a campaign."""

from backend.common.errors import MayNot
from backend.participation.campaigns.models import Campaign
from backend.region.accounts.selectors import Viewer, rights_of
from backend.region.places.models import Municipality


def may_export(viewer: Viewer, campaign: Campaign) -> bool:
    """Evaluators, organisers and admins of the campaign's municipality or of the whole region."""
    rights = rights_of(viewer)
    return any(rights.has(kind, campaign.municipality_id) for kind in ("evaluator", "organiser"))


def require_may_export(viewer: Viewer, campaign: Campaign) -> None:
    """Raises MayNot."""
    if not may_export(viewer, campaign):
        raise MayNot


def may_take_out(viewer: Viewer, municipality: Municipality) -> bool:
    """Admins of the municipality or of the whole region may have everything of it as one archive."""
    return rights_of(viewer).has("admin", municipality.pk)


def require_may_take_out(viewer: Viewer, municipality: Municipality) -> None:
    """Raises MayNot."""
    if not may_take_out(viewer, municipality):
        raise MayNot
