# SPDX-License-Identifier: EUPL-1.2
"""Adding reference data."""

from django.db import transaction

from backend.common.text import LanguageText
from backend.region.places.models import District, Municipality


@transaction.atomic
def name_district(*, municipality: Municipality, slug: str, name: LanguageText) -> District:
    """Add a district, or give an existing one its name."""
    district, _ = District.objects.update_or_create(municipality=municipality, slug=slug, defaults={"name": name})
    return district
