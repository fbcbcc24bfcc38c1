# SPDX-License-Identifier: EUPL-1.2
"""Who may see how many supports there are."""

from backend.participation.campaigns.hiding import supports_hidden
from backend.participation.campaigns.models import Campaign
from backend.participation.supports.errors import SupportsHidden
from backend.region.accounts.selectors import Viewer


def require_supports_shown(campaign: Campaign, *, viewer: Viewer) -> None:
    """Raises SupportsHidden where the counts of a campaign are hidden from the viewer now."""
    if supports_hidden(campaign, viewer=viewer):
        raise SupportsHidden
