# SPDX-License-Identifier: EUPL-1.2
"""Adding reference data."""

import datetime
from collections.abc import Mapping

from django.db import transaction

from backend.common.text import LanguageText
from backend.region.places.models import District, Municipality, Population, PopulationDataset


@transaction.atomic
def name_district(*, municipality: Municipality, slug: str, name: LanguageText) -> District:
    """Add a district, or give an existing one its name."""
    district, _ = District.objects.update_or_create(municipality=municipality, slug=slug, defaults={"name": name})
    return district


@transaction.atomic
def store_population(
    *, reference_date: datetime.date, source: str, licence: str, synthetic: bool, totals: Mapping[int, int]
) -> PopulationDataset:
    """Store the totals by municipality id as one dataset; the same reference date and source again replace it whole."""
    dataset, _made = PopulationDataset.objects.select_for_update().update_or_create(
        reference_date=reference_date, source=source, defaults={"licence": licence, "synthetic": synthetic}
    )
    dataset.rows.all().delete()
    Population.objects.bulk_create(
        Population(dataset=dataset, municipality_id=place, people=people) for place, people in totals.items()
    )
    return dataset
