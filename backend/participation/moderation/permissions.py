# SPDX-License-Identifier: EUPL-1.2
"""Who moderates what: moderators and admins of the campaign's municipality, or of the whole region."""

from backend.common.errors import MayNot, NotFound
from backend.region.accounts.models import Account
from backend.region.accounts.selectors import Viewer, rights_of
from backend.region.places.models import Municipality


def may_moderate(viewer: Viewer, municipality_id: int) -> bool:
    """Whether the viewer moderates for this municipality."""
    return rights_of(viewer).has("moderator", municipality_id)


def require_moderator(by: Account, municipality_id: int) -> None:
    """Raises MayNot: the pages of a municipality that an officer serves otherwise."""
    if not may_moderate(by, municipality_id):
        raise MayNot


def require_may_moderate(by: Account, municipality_id: int) -> None:
    """Raises NotFound: what waits in another municipality is not theirs to see."""
    if not may_moderate(by, municipality_id):
        raise NotFound


def moderated_places(viewer: Viewer, only: int | None = None) -> list[int]:
    """The municipalities for which the viewer moderates, or `only` one of them."""
    places = rights_of(viewer).places("moderator")
    if only is not None:
        places &= {only, None}
    if None in places and only is not None:
        return [only]
    if None in places:
        return list(Municipality.objects.values_list("id", flat=True))
    return [place for place in places if place is not None]
