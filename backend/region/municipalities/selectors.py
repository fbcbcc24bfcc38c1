# SPDX-License-Identifier: EUPL-1.2
"""Reading looks, statements and feedback."""

import dataclasses
import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncDate

from backend.common.clock import REGION_ZONE, ClockTimestamp
from backend.common.errors import NotFound
from backend.common.personal import PersonalData, rows_of
from backend.common.text import LanguageText
from backend.region.accounts.models import Account
from backend.region.accounts.selectors import addresses_of
from backend.region.municipalities.models import Feedback, Look, PopulationUpload, Statement
from backend.region.places.models import Municipality, PopulationDataset


@dataclasses.dataclass(frozen=True)
class Shown:
    """What a page needs of a look, without its texts; `has_colour` and `has_logo` say whether there are any."""

    name: LanguageText
    edition: int
    has_colour: bool
    has_logo: bool
    logo_alt: LanguageText
    logo_width: int
    logo_height: int


def looks_shown() -> dict[str, Shown]:
    """The looks of all municipalities that have one, by the municipality's slug (one query)."""
    found = Look.objects.defer("logo", "welcome", "contact").select_related("municipality")
    return {
        one.municipality.slug: Shown(
            name=one.name,
            edition=one.edition,
            has_colour=bool(one.brand_colour),
            has_logo=one.logo_width > 0,
            logo_alt=one.logo_alt,
            logo_width=one.logo_width,
            logo_height=one.logo_height,
        )
        for one in found
    }


def look_of(municipality: Municipality) -> Look:
    """A municipality's look; an empty one where it has none."""
    return Look.objects.filter(municipality=municipality).first() or Look(municipality=municipality, edition=0)


def logo_of_municipality(slug: str) -> tuple[bytes, int]:
    """The logo as WebP, and its edition. Raises NotFound."""
    found = Look.objects.filter(municipality__slug=slug, logo__isnull=False).values_list("logo", "edition").first()
    if found is None:
        raise NotFound
    return bytes(found[0] or b""), found[1]


def statement_of(municipality: Municipality) -> Statement | None:
    """A municipality's accessibility statement."""
    return Statement.objects.filter(municipality=municipality).first()


def feedback_by_number(number: str) -> Feedback:
    """What a receipt shows. Raises NotFound."""
    found = Feedback.objects.select_related("municipality").filter(number=number).first()
    if found is None:
        raise NotFound
    return found


def overdue_feedback(municipality: Municipality) -> int:
    """How many waits longer than 14 days."""
    return Feedback.objects.filter(
        municipality=municipality, answered_at__isnull=True, due_at__lt=ClockTimestamp()
    ).count()


def feedback_of(municipality: Municipality, *, waiting: bool | None = None) -> QuerySet[Feedback]:
    """All feedback to a municipality, what waits longest first, then what was answered last; or one of both kinds."""
    found = Feedback.objects.filter(municipality=municipality)
    if waiting is not None:
        found = found.filter(answered_at__isnull=waiting)
    return found.order_by(F("answered_at").desc(nulls_first=True), "due_at", "id")


@dataclasses.dataclass(frozen=True)
class FeedbackWaiting:
    """How much feedback a municipality answers by one day."""

    municipality_id: int
    due_on: datetime.date
    count: int


def feedback_waiting(municipality_id: int | None = None) -> list[FeedbackWaiting]:
    """All feedback that waits, of one or all municipalities, by the day on which it is due; one query."""
    found = Feedback.objects.filter(answered_at__isnull=True)
    if municipality_id is not None:
        found = found.filter(municipality_id=municipality_id)
    days = found.annotate(due_on=TruncDate("due_at", tzinfo=REGION_ZONE)).order_by("due_on", "municipality_id")
    return [FeedbackWaiting(*row) for row in days.values_list("municipality_id", "due_on").annotate(n=Count("pk"))]


@dataclasses.dataclass(frozen=True, kw_only=True)
class PopulationLoaded:
    """Population figures: of which day, by whom said, under which licence, of how many places; who stored them when.

    `loaded_by` is "" for the command line and for whoever is gone, `loaded_at` None for what is older than the note.
    """

    id: int
    reference_date: datetime.date
    source: str
    licence: str
    synthetic: bool
    places: int
    people: int
    loaded_by: str
    loaded_at: datetime.datetime | None


def populations() -> list[PopulationLoaded]:
    """All population figures that are stored, the newest first; two queries."""
    totals = Q(rows__age_from__isnull=True, rows__age_to__isnull=True, rows__language="")
    found = PopulationDataset.objects.annotate(
        places=Count("rows", filter=totals), people=Sum("rows__people", filter=totals)
    )
    uploads = {one.dataset_id: one for one in PopulationUpload.objects.select_related("loaded_by")}
    return [_loaded(one, uploads.get(one.pk)) for one in found]


def _loaded(one: Any, upload: PopulationUpload | None) -> PopulationLoaded:
    return PopulationLoaded(
        id=one.pk,
        reference_date=one.reference_date,
        source=one.source,
        licence=one.licence,
        synthetic=one.synthetic,
        places=one.places,
        people=one.people or 0,
        loaded_by=upload.loaded_by.pseudonym if upload and upload.loaded_by else "",
        loaded_at=upload.loaded_at if upload else None,
    )


def personal_data_of(account: Account) -> PersonalData:
    """The feedback that waits for an answer to the person's address, and the population figures that they stored."""
    own = Feedback.objects.filter(email__in=addresses_of(account)).order_by("id")
    loaded = PopulationUpload.objects.filter(loaded_by=account).order_by("pk")
    return {
        "feedback": rows_of(own, "number", "kind", "text", "page", "email", "received_at"),
        "populations_loaded": rows_of(loaded, "dataset__source", "dataset__reference_date", "loaded_at"),
    }
