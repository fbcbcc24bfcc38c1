# SPDX-License-Identifier: EUPL-1.2
"""Who decides about the staff of a municipality, and who reads its audit log."""

from backend.common.errors import MayNot
from backend.region.accounts.selectors import Viewer, rights_of


def may_administer(viewer: Viewer, municipality_id: int | None) -> bool:
    """Admins of the municipality and of the whole region; without a municipality the region's alone."""
    held = rights_of(viewer).held
    return any(("admin", place) in held for place in (municipality_id, None))


def require_may_administer(viewer: Viewer, municipality_id: int | None) -> None:
    """Raises MayNot."""
    if not may_administer(viewer, municipality_id):
        raise MayNot
