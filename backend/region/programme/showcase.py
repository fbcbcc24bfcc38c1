# SPDX-License-Identifier: EUPL-1.2
"""Reading pilots, platforms and instruments: what everybody sees, and what waits for staff."""

import dataclasses
from decimal import Decimal

from django.db.models import Prefetch, QuerySet, Sum

from backend.common.errors import NotFound
from backend.common.personal import PersonalData, rows_of
from backend.region.accounts.models import Account
from backend.region.programme.models import (
    FundingRow,
    Instrument,
    Pilot,
    PilotActor,
    PilotMilestone,
    Platform,
)

STATES = tuple(Pilot.State.values)
ROLES = tuple(PilotActor.Role.values)


@dataclasses.dataclass(frozen=True, kw_only=True)
class PilotQuery:
    """Which pilots: of one spearhead, municipality or state, by their slugs; "" for all."""

    spearhead: str = ""
    municipality: str = ""
    state: str = ""


def pilots(query: PilotQuery | None = None) -> QuerySet[Pilot]:
    """Pilots with spearhead, municipality and platform, the latest changed first; one query."""
    query = query or PilotQuery()
    found = Pilot.objects.select_related("spearhead", "municipality", "platform")
    if query.spearhead:
        found = found.filter(spearhead__slug=query.spearhead)
    if query.municipality:
        found = found.filter(municipality__slug=query.municipality)
    if query.state:
        found = found.filter(state=query.state)
    return found


def pilot_by_id(pilot_id: int) -> Pilot:
    """A pilot with its confirmed organisations (`partners`), steps and funding. Raises NotFound. Queries: 4."""
    confirmed = PilotActor.objects.filter(state=PilotActor.State.CONFIRMED).select_related("actor")
    found = (
        pilots()
        .filter(pk=pilot_id)
        .prefetch_related(
            Prefetch("actors", confirmed, to_attr="partners"),
            Prefetch("milestones", PilotMilestone.objects.all(), to_attr="steps"),
            Prefetch("funding", FundingRow.objects.select_related("instrument", "actor"), to_attr="rows"),
        )
        .first()
    )
    if found is None:
        raise NotFound
    return found


def funding_in_all(pilot: Pilot) -> tuple[Decimal, Decimal]:
    """Granted and paid, in euros."""
    summed = FundingRow.objects.filter(pilot=pilot).aggregate(granted=Sum("granted"), paid=Sum("paid"))
    return summed["granted"] or Decimal(0), summed["paid"] or Decimal(0)


def pilots_of_actor(actor_id: int) -> QuerySet[Pilot]:
    """The pilots in which an organisation takes part, confirmed."""
    parts = PilotActor.objects.filter(actor_id=actor_id, state=PilotActor.State.CONFIRMED)
    return pilots().filter(pk__in=parts.values("pilot"))


def waiting_parts(pilot_id: int) -> QuerySet[PilotActor]:
    """Requests to join a pilot that staff have not decided, the oldest first."""
    return PilotActor.objects.filter(pilot_id=pilot_id, state=PilotActor.State.ASKED).select_related("actor")


def pilot_of_part(part_id: int) -> int:
    """Of which pilot a part is. Raises NotFound."""
    found = PilotActor.objects.filter(pk=part_id).values_list("pilot_id", flat=True).first()
    if found is None:
        raise NotFound
    return found


def platforms(municipality_slug: str = "") -> QuerySet[Platform]:
    """Platforms with municipality and spearhead."""
    found = Platform.objects.select_related("municipality", "spearhead")
    return found.filter(municipality__slug=municipality_slug) if municipality_slug else found


def platform_by_id(platform_id: int) -> Platform:
    """A platform with municipality and spearhead. Raises NotFound."""
    found = platforms().filter(pk=platform_id).first()
    if found is None:
        raise NotFound
    return found


def instruments() -> QuerySet[Instrument]:
    """What pays, in the order in which it is offered."""
    return Instrument.objects.all()


def requests_to_join_of(account: Account) -> PersonalData:
    """What a person asked in an organisation's name."""
    asked = PilotActor.objects.filter(asked_by=account).order_by("id")
    return {"pilots_asked_to_join": rows_of(asked, "pilot_id", "role", "state", "message", "reason", "asked_at")}
