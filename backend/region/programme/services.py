# SPDX-License-Identifier: EUPL-1.2
"""Writing the strategy's spearheads."""

from django.db import transaction

from backend.common.text import LanguageText
from backend.region.programme.models import Spearhead


@transaction.atomic
def describe_spearhead(*, slug: str, position: int, name: LanguageText, description: LanguageText) -> Spearhead:
    """Add a spearhead or renew its texts; the slug stays."""
    spearhead, _ = Spearhead.objects.update_or_create(
        slug=slug, defaults={"position": position, "name": name, "description": description}
    )
    return spearhead
