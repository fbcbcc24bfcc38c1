# SPDX-License-Identifier: EUPL-1.2
"""Who may make and fetch datasets of a campaign."""

from backend.common.errors import MayNot
from backend.participation.campaigns.models import Campaign
from backend.region.accounts.selectors import Viewer, rights_of


def may_export(viewer: Viewer, campaign: Campaign) -> bool:
    """Evaluators, organisers and admins of the campaign's municipality or of the whole region."""
    rights = rights_of(viewer)
    return any(rights.has(kind, campaign.municipality_id) for kind in ("evaluator", "organiser"))


def require_may_export(viewer: Viewer, campaign: Campaign) -> None:
    """Raises MayNot."""
    if not may_export(viewer, campaign):
        raise MayNot
