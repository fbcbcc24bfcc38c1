# SPDX-License-Identifier: EUPL-1.2
"""Who brings reference data: evaluators and admins of the whole region."""

from backend.common.errors import MayNot
from backend.region.accounts.selectors import Viewer, rights_of


def may_import(viewer: Viewer) -> bool:
    """Whether the viewer may store files of reference data."""
    return None in rights_of(viewer).places("evaluator")


def require_may_import(viewer: Viewer) -> None:
    """Raises MayNot."""
    if not may_import(viewer):
        raise MayNot
