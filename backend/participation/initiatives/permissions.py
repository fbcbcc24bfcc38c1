# SPDX-License-Identifier: EUPL-1.2
"""Who handles initiatives."""

from backend.common.errors import MayNot
from backend.participation.campaigns.permissions import may_organise
from backend.participation.initiatives.models import Initiative
from backend.region.accounts.selectors import Viewer


def may_handle(viewer: Viewer, initiative: Initiative) -> bool:
    """Organisers of the municipality to which it is made, also where another one leads the campaign."""
    return may_organise(viewer, initiative.municipality_id)


def require_may_handle(viewer: Viewer, initiative: Initiative) -> None:
    """Raises MayNot."""
    if not may_handle(viewer, initiative):
        raise MayNot
