# SPDX-License-Identifier: EUPL-1.2
"""Reading initiatives: where each stands, how many have signed, and how many residents it takes."""

import dataclasses
import datetime
from collections.abc import Iterable
from typing import Any, Literal

from django.db.models import BooleanField, Count, ExpressionWrapper, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from backend.common.clock import ClockTimestamp, LocalToday
from backend.common.errors import NotFound
from backend.ledger.events.models import Event
from backend.participation.campaigns.models import Campaign
from backend.participation.ideas.models import Idea
from backend.participation.initiatives.models import Initiative, Signature, SignatureTally
from backend.participation.initiatives.rules import threshold_of
from backend.participation.initiatives.signers import signer_of
from backend.participation.participants.selectors import participant_ids_of, strong_identifier_of
from backend.region.accounts.models import Account
from backend.region.accounts.selectors import Viewer
from backend.region.places.models import Municipality
from backend.region.places.selectors import PopulationFigure, population_figures

SIGNATURE_KINDS = ("initiative_signed", "initiative_unsigned")
State = Literal["collecting", "handed_over", "decided", "withdrawn", "lapsed"]


@dataclasses.dataclass(frozen=True, kw_only=True)
class InitiativeShown:
    """An initiative as everybody sees it.

    `title` and `text` are "" where the maker or moderation took them off. `signatures` are all,
    `residents` those of people whose residence in the municipality is confirmed: these count towards
    `threshold`, which is None where no population is known. `maker` is "" unless it is public.
    """

    id: int
    idea_id: int
    campaign: Campaign
    municipality: Municipality
    title: str
    text: str
    language: str
    maker: str
    state: State
    made_at: datetime.datetime
    closes_at: datetime.datetime
    ended_at: datetime.datetime | None
    signatures: int
    residents: int
    population: int | None
    population_on: datetime.date | None
    population_source: str
    population_synthetic: bool
    threshold: int | None
    handed_over_at: datetime.datetime | None
    due_on: datetime.date | None
    is_overdue: bool
    handled_on: datetime.date | None
    decision: dict[str, str]
    decided_at: datetime.datetime | None

    @property
    def others(self) -> int:
        """Signatures of people whose residence in the municipality is not confirmed."""
        return self.signatures - self.residents

    @property
    def is_reached(self) -> bool | None:
        """Whether the residents are enough to oblige the municipality; None where that is not known."""
        return None if self.threshold is None else self.residents >= self.threshold

    @property
    def missing(self) -> int:
        """How many residents are still needed."""
        return max(0, (self.threshold or 0) - self.residents)


def initiatives() -> QuerySet[Any]:
    """The initiatives of published campaigns, the newest first, with what `shown_all` reads."""
    tally = SignatureTally.objects.filter(initiative=OuterRef("pk"))
    late = Q(state=Initiative.State.HANDED_OVER, due_on__lt=LocalToday())
    over = Q(state=Initiative.State.COLLECTING, closes_at__lte=ClockTimestamp())
    return (
        Initiative.objects.filter(idea__campaign__published_at__isnull=False)
        .select_related("idea__campaign__municipality", "municipality")
        .annotate(
            counted=Coalesce(Subquery(tally.values("signatures")[:1]), 0, output_field=IntegerField()),
            counted_residents=Coalesce(Subquery(tally.values("residents")[:1]), 0, output_field=IntegerField()),
            is_late=ExpressionWrapper(late, output_field=BooleanField()),
            is_over=ExpressionWrapper(over, output_field=BooleanField()),
        )
    )


def initiatives_in(*, municipality: str = "", state: str = "") -> QuerySet[Any]:
    """Those of one municipality, and in one state by the database's clock; all where nothing is asked for."""
    found = initiatives()
    if municipality:
        found = found.filter(municipality__slug=municipality)
    if state == Initiative.State.COLLECTING:
        return found.filter(state=state, is_over=False)
    if state == Initiative.State.LAPSED:
        return found.filter(Q(state=state) | Q(is_over=True))
    return found.filter(state=state) if state else found


def shown_all(rows: Iterable[Any]) -> list[InitiativeShown]:
    """Rows of `initiatives` as everybody sees them; one query for the populations of those that collect."""
    read = list(rows)
    collecting = {row.municipality_id for row in read if row.handed_over_at is None}
    populations = population_figures(collecting) if collecting else {}
    return [_shown(row, populations.get(row.municipality_id)) for row in read]


def initiative_by_id(initiative_id: int, *, viewer: Viewer = None) -> InitiativeShown:
    """One initiative; raises NotFound. Two queries, two more for somebody who has signed in."""
    row = initiatives().filter(pk=initiative_id).first()
    if row is None:
        raise NotFound
    return shown_all([_with_own(row, viewer)])[0]


def initiative_of_idea(idea_id: int, *, viewer: Viewer = None) -> InitiativeShown | None:
    """The latest initiative of an idea; one query where there is none."""
    row = initiatives().filter(idea_id=idea_id).first()
    return None if row is None else shown_all([_with_own(row, viewer)])[0]


def has_signed(viewer: Viewer, initiative_id: int) -> bool:
    """Whether the viewer's signature is there, given with this account or another of theirs; at most two queries."""
    identifier = strong_identifier_of(viewer) if isinstance(viewer, Account) else None
    if identifier is None:
        return False
    signer = signer_of(initiative_id, identifier)
    return Signature.objects.filter(initiative_id=initiative_id, signer=signer).exists()


def is_maker(viewer: Viewer, initiative_id: int) -> bool:
    """Whether the viewer made the initiative."""
    if not isinstance(viewer, Account):
        return False
    return Initiative.objects.filter(pk=initiative_id, maker_id__in=participant_ids_of(viewer)).exists()


def signed_by(participant_ids: list[int]) -> QuerySet[Any]:
    """A person's signatures, the latest first, with whether each can be taken back now (`can_take_back`)."""
    collecting = Q(initiative__state=Initiative.State.COLLECTING, initiative__closes_at__gt=ClockTimestamp())
    theirs = ~Q(initiative__maker_id__in=participant_ids) | Q(initiative__maker__isnull=True)
    return (
        Signature.objects.filter(participant_id__in=participant_ids)
        .select_related("initiative__municipality", "initiative__idea")
        .annotate(can_take_back=ExpressionWrapper(collecting & theirs, output_field=BooleanField()))
    )


def counted_now(initiative_id: int) -> tuple[int, int]:
    """Signatures and residents among them, counted row by row: for who has just acted, and for the handover."""
    rows = Signature.objects.filter(initiative_id=initiative_id)
    counted = rows.aggregate(all=Count("pk"), residents=Count("pk", filter=Q(is_resident=True)))
    return counted["all"], counted["residents"]


def tally_differences() -> list[int]:
    """Initiatives whose tally is not what the signatures are; empty once the relay has read to the end."""
    return [row.pk for row in initiatives() if (row.counted, row.counted_residents) != counted_now(row.pk)]


def _with_own(row: Any, viewer: Viewer) -> Any:
    """The count with the viewer's own act in it, where the relay has not counted it yet."""
    if row.state == Initiative.State.COLLECTING and isinstance(viewer, Account):
        own = participant_ids_of(viewer)
        waiting = Event.objects.filter(position__isnull=True, participant_id__in=own, subject_id=row.pk)
        if own and waiting.filter(kind__in=SIGNATURE_KINDS).exists():
            row.counted, row.counted_residents = counted_now(row.pk)
    return row


def _shown(row: Any, known: PopulationFigure | None) -> InitiativeShown:
    is_frozen = row.handed_over_at is not None
    population = row.population if is_frozen else (known.people if known else None)
    readable = row.idea.state != Idea.State.HIDDEN
    return InitiativeShown(
        id=row.pk,
        idea_id=row.idea_id,
        campaign=row.idea.campaign,
        municipality=row.municipality,
        title=row.title if readable else "",
        text=row.text if readable else "",
        language=row.language,
        maker=row.maker_name if row.name_is_public else "",
        state="lapsed" if row.is_over else row.state,
        made_at=row.made_at,
        closes_at=row.closes_at,
        ended_at=row.ended_at,
        signatures=row.signatures if is_frozen else row.counted,
        residents=row.residents if is_frozen else row.counted_residents,
        population=population,
        population_on=row.population_on if is_frozen else (known.reference_date if known else None),
        population_source=row.population_source if is_frozen else (known.source if known else ""),
        population_synthetic=row.population_synthetic if is_frozen else bool(known and known.synthetic),
        threshold=row.threshold if is_frozen else (threshold_of(population) if population else None),
        handed_over_at=row.handed_over_at,
        due_on=row.due_on,
        is_overdue=row.is_late,
        handled_on=row.handled_on,
        decision=row.decision,
        decided_at=row.decided_at,
    )
