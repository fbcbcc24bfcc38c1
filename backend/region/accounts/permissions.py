# SPDX-License-Identifier: EUPL-1.2
"""Who decides about the staff of a municipality, reads its audit log, and sees who stands in for whom."""

from backend.common.errors import MayNot
from backend.region.accounts.selectors import Viewer, rights_of
from backend.region.accounts.standing_in import KINDS


def may_administer(viewer: Viewer, municipality_id: int | None) -> bool:
    """Admins of the municipality and of the whole region; without a municipality the region's alone."""
    held = rights_of(viewer).held
    return any(("admin", place) in held for place in (municipality_id, None))


def require_may_stand_in(viewer: Viewer, municipality_id: int) -> None:
    """Whose work somebody may stand in for, organisers and moderators of the municipality; raises MayNot."""
    if not any(rights_of(viewer).has(kind, municipality_id) for kind in KINDS):
        raise MayNot


def require_may_administer(viewer: Viewer, municipality_id: int | None) -> None:
    """Raises MayNot."""
    if not may_administer(viewer, municipality_id):
        raise MayNot
