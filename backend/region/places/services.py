# SPDX-License-Identifier: EUPL-1.2
"""Adding reference data."""

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction

from backend.common.text import LanguageText
from backend.region.places.models import District, Municipality, Population, PopulationDataset


@transaction.atomic
def name_district(*, municipality: Municipality, slug: str, name: LanguageText) -> District:
    """Add a district, or give an existing one its name."""
    district, _ = District.objects.update_or_create(municipality=municipality, slug=slug, defaults={"name": name})
    return district


@dataclass(frozen=True)
class PopulationRow:
    """People of a municipality, of all ages or of some, of all languages or of one."""

    municipality_id: int
    people: int
    age_from: int | None = None
    age_to: int | None = None
    language: str = ""


@transaction.atomic
def store_population(
    *, reference_date: datetime.date, source: str, licence: str, synthetic: bool, rows: Sequence[PopulationRow]
) -> PopulationDataset:
    """Store the rows as one dataset; the same reference date and source again replace it whole."""
    dataset, _made = PopulationDataset.objects.select_for_update().update_or_create(
        reference_date=reference_date, source=source, defaults={"licence": licence, "synthetic": synthetic}
    )
    dataset.rows.all().delete()
    Population.objects.bulk_create(Population(dataset=dataset, **asdict(row)) for row in rows)
    return dataset
