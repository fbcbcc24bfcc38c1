# SPDX-License-Identifier: EUPL-1.2
"""Reading the spearheads."""

from django.db.models import QuerySet

from backend.common.errors import NotFound
from backend.region.programme.models import Spearhead


def spearheads() -> QuerySet[Spearhead]:
    """The four spearheads in the strategy's order."""
    return Spearhead.objects.all()


def spearhead_by_slug(slug: str) -> Spearhead:
    """One spearhead; raises NotFound."""
    found = Spearhead.objects.filter(slug=slug).first()
    if found is None:
        raise NotFound
    return found
