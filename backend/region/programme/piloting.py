# SPDX-License-Identifier: EUPL-1.2
"""Making pilots, their steps and funding, and saying that a pilot runs, is done or was stopped."""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backend.common.clock import database_now, local_day
from backend.common.errors import InvalidInput, NotFound
from backend.common.text import LanguageText
from backend.ledger.audit.services import record
from backend.ledger.events.services import publish
from backend.region.accounts.models import Account
from backend.region.programme.errors import PilotEnded
from backend.region.programme.events import PilotBegan, PilotFinished, PilotMade, PilotStepReached, PilotStopped
from backend.region.programme.models import Actor, FundingRow, Pilot, PilotMilestone
from backend.region.programme.permissions import require_may_lead
from backend.region.programme.pilot_rules import (
    STEP_LENGTH,
    SUMMARY_LENGTH,
    FundingDraft,
    PilotDraft,
    checked_funding,
    checked_pilot,
    checked_words,
)

ENDED = (Pilot.State.DONE, Pilot.State.STOPPED)
_EVENTS = {"running": PilotBegan, "done": PilotFinished, "stopped": PilotStopped}


@transaction.atomic
def make_pilot(*, by: Account, draft: PilotDraft) -> Pilot:
    """Make a pilot of one's municipality; it is public at once, and planned. Raises MayNot, InvalidInput."""
    if draft.municipality is None:
        raise InvalidInput(fields={"municipality": _("Choose the municipality that leads the pilot.")})
    require_may_lead(by, draft.municipality.pk)
    pilot = Pilot.objects.create(municipality=draft.municipality, **checked_pilot(draft, draft.municipality))
    _record(by, "make_pilot", f"pilot:{pilot.pk}", pilot.municipality_id)
    publish(PilotMade(campaign_id=None, subject_id=pilot.pk, channel="office"))
    return pilot


@transaction.atomic
def change_pilot(*, by: Account, pilot_id: int, draft: PilotDraft) -> Pilot:
    """Renew what is said of a pilot; who leads it stays. Raises NotFound, MayNot, InvalidInput."""
    pilot = held_pilot(by, pilot_id)
    for name, value in checked_pilot(draft, pilot.municipality).items():
        setattr(pilot, name, value)
    pilot.changed_at = database_now()
    pilot.save()
    _record(by, "change_pilot", f"pilot:{pilot.pk}", pilot.municipality_id)
    return pilot


@transaction.atomic
def move_pilot(*, by: Account, pilot_id: int, state: str, outcome: LanguageText | None = None) -> Pilot:
    """Say that a pilot runs, is done or was stopped; the last two with what came of it. Everybody concerned hears.

    Raises NotFound, MayNot, InvalidInput, PilotEnded.
    """
    pilot = held_pilot(by, pilot_id)
    if pilot.state in ENDED:
        raise PilotEnded
    if state not in _EVENTS or state == pilot.state:
        raise InvalidInput(fields={"state": _("Choose how far the pilot is.")})
    if state in ENDED:
        pilot.outcome = checked_words("outcome", outcome or {}, pilot.municipality, SUMMARY_LENGTH)
    pilot.state, pilot.changed_at = state, database_now()
    pilot.save(update_fields=["state", "outcome", "changed_at"])
    _record(by, "move_pilot", f"pilot:{pilot.pk}", pilot.municipality_id)
    publish(_EVENTS[state](campaign_id=None, subject_id=pilot.pk, channel="office"))
    return pilot


@transaction.atomic
def plan_pilot_step(*, by: Account, pilot_id: int, title: LanguageText, due_on: datetime.date | None) -> PilotMilestone:
    """Plan a step of a pilot. Raises NotFound, MayNot, InvalidInput."""
    pilot = held_pilot(by, pilot_id)
    if due_on is None:
        raise InvalidInput(fields={"due_on": _("Choose the day by which the step is planned.")})
    words = checked_words("title", title, pilot.municipality, STEP_LENGTH)
    _record(by, "plan_pilot_step", f"pilot:{pilot.pk}", pilot.municipality_id)
    return PilotMilestone.objects.create(pilot=pilot, title=words, due_on=due_on)


@transaction.atomic
def reach_pilot_step(*, by: Account, step_id: int) -> PilotMilestone:
    """Say that a step is done today; everybody concerned hears of it, once. Raises NotFound, MayNot."""
    step = _step(by, step_id)
    if step.done_on is not None:
        return step
    step.done_on = local_day(database_now())
    step.save(update_fields=["done_on"])
    _record(by, "reach_pilot_step", f"pilot:{step.pilot_id}", step.pilot.municipality_id)
    publish(PilotStepReached(campaign_id=None, subject_id=step.pilot_id, channel="office", milestone=step.pk))
    return step


@transaction.atomic
def drop_pilot_step(*, by: Account, step_id: int) -> Pilot:
    """Take a step out of the plan. Raises NotFound, MayNot."""
    step = _step(by, step_id)
    step.delete()
    _record(by, "drop_pilot_step", f"pilot:{step.pilot_id}", step.pilot.municipality_id)
    return step.pilot


@transaction.atomic
def add_funding(*, by: Account, pilot_id: int, draft: FundingDraft) -> FundingRow:
    """Write down what an instrument grants and pays in a year. Raises NotFound, MayNot, InvalidInput."""
    pilot = held_pilot(by, pilot_id)
    instrument, year, granted, paid = checked_funding(draft)
    actor = Actor.objects.filter(pk=draft.actor, confirmed_at__isnull=False).first() if draft.actor else None
    if draft.actor and actor is None:
        raise InvalidInput(fields={"actor": _("Choose an organisation of the list.")})
    _record(by, "add_funding", f"pilot:{pilot.pk}", pilot.municipality_id)
    return FundingRow.objects.create(
        pilot=pilot,
        spearhead=pilot.spearhead,
        instrument=instrument,
        year=year,
        granted=granted,
        paid=paid,
        actor=actor,
        municipality=None if actor else pilot.municipality,
    )


@transaction.atomic
def drop_funding(*, by: Account, funding_id: int) -> Pilot:
    """Take a row of funding out. Raises NotFound, MayNot."""
    row = FundingRow.objects.filter(pk=funding_id, pilot__isnull=False).first()
    if row is None or row.pilot_id is None:
        raise NotFound
    pilot = held_pilot(by, row.pilot_id)
    row.delete()
    _record(by, "drop_funding", f"pilot:{pilot.pk}", pilot.municipality_id)
    return pilot


def held_pilot(by: Account, pilot_id: int) -> Pilot:
    """The pilot, locked, of a municipality for which the account organises. Raises NotFound, MayNot."""
    found = Pilot.objects.select_for_update(of=("self",)).select_related("municipality", "spearhead")
    pilot = found.filter(pk=pilot_id).first()
    if pilot is None:
        raise NotFound
    require_may_lead(by, pilot.municipality_id)
    return pilot


def _step(by: Account, step_id: int) -> PilotMilestone:
    step = PilotMilestone.objects.filter(pk=step_id).first()
    if step is None:
        raise NotFound
    step.pilot = held_pilot(by, step.pilot_id)
    return step


def _record(by: Account, operation: str, target: str, municipality_id: int) -> None:
    record(actor_id=by.pk, operation=operation, target=target, municipality_id=municipality_id)
