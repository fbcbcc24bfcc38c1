# SPDX-License-Identifier: EUPL-1.2
"""Funding of projects that are no pilots here, stored from files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from backend.common.storing import Stored, store_rows
from backend.region.programme.models import Actor, FundingRow, Instrument, Spearhead


@dataclass(frozen=True, kw_only=True)
class ProjectFunding:
    """What an instrument granted and paid a project in a year, in euros; `paid` None where nothing is said of it.

    `business_id` is that of a confirmed actor, or "".
    """

    project: str
    spearhead: str
    instrument: str
    year: int
    granted: Decimal
    paid: Decimal | None
    business_id: str
    municipality_id: int | None


@dataclass(frozen=True)
class KnownProgramme:
    """Spearheads and instruments by address word, confirmed actors by business ID, and their numbers."""

    spearheads: Mapping[str, int]
    instruments: Mapping[str, int]
    actors: Mapping[str, int]


def known_programme() -> KnownProgramme:
    """What a row of funding may name, in three queries."""
    actors = Actor.objects.filter(confirmed_at__isnull=False).exclude(business_id="")
    return KnownProgramme(
        dict(Spearhead.objects.values_list("slug", "pk")),
        dict(Instrument.objects.values_list("slug", "pk")),
        dict(actors.values_list("business_id", "pk")),
    )


@transaction.atomic
def store_project_funding(*, rows: Sequence[ProjectFunding]) -> Stored:
    """Store rows by project, spearhead, instrument, year, actor and municipality; raises KeyError for unknown words."""
    known = known_programme()
    key = ("project", "spearhead_id", "instrument_id", "year", "actor_id", "municipality_id")
    return store_rows(
        [
            {
                "project": row.project,
                "spearhead_id": known.spearheads[row.spearhead],
                "instrument_id": known.instruments[row.instrument],
                "year": row.year,
                "actor_id": known.actors[row.business_id] if row.business_id else None,
                "municipality_id": row.municipality_id,
                "granted": row.granted,
                "paid": row.paid or Decimal(0),
            }
            for row in rows
        ],
        into=FundingRow.objects.filter(pilot__isnull=True),
        key=key,
    )
