# SPDX-License-Identifier: EUPL-1.2
"""The municipality's part: who made an initiative, and what the municipality did about it."""

import datetime

from django.db import transaction

from backend.common.clock import database_now, local_day
from backend.common.errors import NotFound
from backend.common.text import LanguageText
from backend.ledger.audit.services import record
from backend.ledger.events.services import publish
from backend.participation.initiatives.errors import InitiativeDecidedAlready, InitiativeNotHandedOver
from backend.participation.initiatives.events import InitiativeDecided
from backend.participation.initiatives.models import Initiative
from backend.participation.initiatives.permissions import require_may_handle
from backend.participation.initiatives.rules import Maker, checked_decision
from backend.region.accounts.models import Account


@transaction.atomic
def decide_initiative(
    *, by: Account, initiative_id: int, handled_on: datetime.date | None, text: LanguageText
) -> Initiative:
    """Say on which day the municipality handled an initiative, what was decided and what is done about it.

    `text` is in every language that the campaign needs. Raises NotFound, MayNot, InitiativeNotHandedOver,
    InitiativeDecidedAlready, InvalidInput.
    """
    initiative = _held(by, initiative_id)
    if initiative.state == Initiative.State.DECIDED:
        raise InitiativeDecidedAlready
    if initiative.handed_over_at is None:
        raise InitiativeNotHandedOver
    now = database_now()
    text, day = checked_decision(
        text,
        handled_on,
        initiative.idea.campaign,
        handed_over_on=local_day(initiative.handed_over_at),
        today=local_day(now),
    )
    initiative.state, initiative.decided_at, initiative.decided_by = Initiative.State.DECIDED, now, by
    initiative.decision, initiative.handled_on = text, day
    initiative.save()
    _record(by, "decide_initiative", initiative)
    campaign_id = initiative.idea.campaign_id
    publish(
        InitiativeDecided(
            campaign_id=campaign_id, subject_id=initiative.idea_id, channel="office", initiative=initiative.pk
        )
    )
    return initiative


@transaction.atomic
def read_maker(*, by: Account, initiative_id: int) -> Maker:
    """Who made an initiative and how they are reached, as they wrote it; the audit log says who read it.

    Name and contact are "" where the person has left the service. Raises NotFound, MayNot,
    InitiativeNotHandedOver: before the handover the municipality has nothing to handle.
    """
    initiative = _held(by, initiative_id)
    if initiative.handed_over_at is None:
        raise InitiativeNotHandedOver
    _record(by, "read_maker", initiative)
    return Maker(name=initiative.maker_name, contact=initiative.maker_contact, name_is_public=initiative.name_is_public)


def _held(by: Account, initiative_id: int) -> Initiative:
    """The initiative, locked, of a municipality for which the account organises. Raises NotFound, MayNot."""
    locked = Initiative.objects.select_for_update(of=("self",)).select_related("idea__campaign__municipality")
    initiative = locked.filter(pk=initiative_id, idea__campaign__published_at__isnull=False).first()
    if initiative is None:
        raise NotFound
    require_may_handle(by, initiative)
    return initiative


def _record(by: Account, operation: str, initiative: Initiative) -> None:
    target = f"initiative:{initiative.pk}"
    record(actor_id=by.pk, operation=operation, target=target, municipality_id=initiative.municipality_id)
