# SPDX-License-Identifier: EUPL-1.2
"""Who answers feedback to a municipality."""

from backend.common.errors import MayNot
from backend.region.accounts.selectors import Viewer, rights_of


def require_may_answer_feedback(viewer: Viewer, municipality_id: int) -> None:
    """Organisers and admins of the municipality or of the whole region; raises MayNot."""
    if not rights_of(viewer).has("organiser", municipality_id):
        raise MayNot
