# SPDX-License-Identifier: EUPL-1.2
"""Organisations in pilots: put there by staff, or asked for by a member and decided by staff."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from backend.common.clock import database_now
from backend.common.errors import InvalidInput, NotFound
from backend.ledger.audit.services import record
from backend.ledger.events.services import publish
from backend.region.accounts.models import Account
from backend.region.programme.errors import PilotEnded, PilotJoinedAlready, PilotPartDecided
from backend.region.programme.events import PilotJoinAsked, PilotJoinDeclined, PilotJoined, PilotLeft
from backend.region.programme.models import Actor, Pilot, PilotActor
from backend.region.programme.permissions import may_act_for, may_lead, require_may_act_for
from backend.region.programme.piloting import ENDED, held_pilot
from backend.region.programme.rules import checked_message, checked_reason


@transaction.atomic
def ask_to_join(*, by: Account, pilot_id: int, actor_id: int | None, role: str, message: str) -> PilotActor:
    """Ask in an organisation's name to take part; staff of the municipality that leads the pilot decide.

    Raises NotFound, NotYourActor, InvalidInput, PilotEnded, PilotJoinedAlready.
    """
    pilot = Pilot.objects.filter(pk=pilot_id).first()
    if pilot is None:
        raise NotFound
    if actor_id is None:
        raise InvalidInput(fields={"actor": _("Choose an organisation of the list.")})
    require_may_act_for(by, actor_id)
    _require_role(role)
    if pilot.state in ENDED:
        raise PilotEnded
    told = checked_message(message)
    part = _join(PilotActor(pilot=pilot, actor_id=actor_id, role=role, message=told, asked_by=by))
    publish(PilotJoinAsked(campaign_id=None, subject_id=pilot.pk, actor=actor_id))
    return part


@transaction.atomic
def add_actor(*, by: Account, pilot_id: int, actor_id: int | None, role: str) -> PilotActor:
    """Put a confirmed organisation into a pilot. Raises NotFound, MayNot, InvalidInput, PilotJoinedAlready."""
    pilot = held_pilot(by, pilot_id)
    actor = Actor.objects.filter(pk=actor_id or 0, confirmed_at__isnull=False).first()
    if actor is None:
        raise InvalidInput(fields={"actor": _("Choose an organisation of the list.")})
    _require_role(role)
    state, moment = PilotActor.State.CONFIRMED, database_now()
    part = _join(PilotActor(pilot=pilot, actor=actor, role=role, state=state, decided_at=moment))
    _record(by, "add_actor", pilot)
    publish(PilotJoined(campaign_id=None, subject_id=pilot.pk, actor=actor.pk, channel="office"))
    return part


@transaction.atomic
def confirm_part(*, by: Account, part_id: int) -> PilotActor:
    """Let an organisation take part that asked for it. Raises NotFound, MayNot, PilotPartDecided."""
    part = _asked(by, part_id)
    _decide(part, PilotActor.State.CONFIRMED, "")
    _record(by, "confirm_part", part.pilot)
    publish(PilotJoined(campaign_id=None, subject_id=part.pilot_id, actor=part.actor_id, channel="office"))
    return part


@transaction.atomic
def decline_part(*, by: Account, part_id: int, reason: str) -> PilotActor:
    """Say no, with a reason for who asked. Raises NotFound, MayNot, InvalidInput, PilotPartDecided."""
    part = _asked(by, part_id)
    _decide(part, PilotActor.State.DECLINED, checked_reason(reason))
    _record(by, "decline_part", part.pilot)
    publish(PilotJoinDeclined(campaign_id=None, subject_id=part.pilot_id, actor=part.actor_id, channel="office"))
    return part


@transaction.atomic
def end_part(*, by: Account, part_id: int) -> PilotActor:
    """End an organisation's part, by its members or by staff, or take a request back.

    Raises NotFound, PilotPartDecided.
    """
    part = _locked(part_id)
    is_staff = may_lead(by, part.pilot.municipality_id)
    if not is_staff and not may_act_for(by, part.actor_id):
        raise NotFound
    if part.state not in {PilotActor.State.ASKED, PilotActor.State.CONFIRMED}:
        raise PilotPartDecided
    _decide(part, PilotActor.State.ENDED, "")
    if is_staff:
        _record(by, "end_part", part.pilot)
    publish(PilotLeft(campaign_id=None, subject_id=part.pilot_id, actor=part.actor_id, sign=-1))
    return part


def forget_requests(*, account: Account) -> None:
    """Take back what a person asked that waits, and forget who asked the rest; in the caller's transaction."""
    PilotActor.objects.filter(asked_by=account, state=PilotActor.State.ASKED).delete()
    PilotActor.objects.filter(asked_by=account).update(asked_by=None, reason="")


def _require_role(role: str) -> None:
    if role not in PilotActor.Role.values:
        raise InvalidInput(fields={"role": _("Choose what the organisation does in the pilot.")})


def _join(part: PilotActor) -> PilotActor:
    try:
        with transaction.atomic():
            part.save()
    except IntegrityError as error:
        raise PilotJoinedAlready from error
    return part


def _locked(part_id: int) -> PilotActor:
    parts = PilotActor.objects.select_for_update(of=("self",)).select_related("pilot", "actor")
    part = parts.filter(pk=part_id).first()
    if part is None:
        raise NotFound
    return part


def _asked(by: Account, part_id: int) -> PilotActor:
    """The request, locked, which waits for a decision that is the account's to make."""
    part = _locked(part_id)
    if not may_lead(by, part.pilot.municipality_id):
        raise NotFound
    if part.state != PilotActor.State.ASKED:
        raise PilotPartDecided
    return part


def _decide(part: PilotActor, state: PilotActor.State, reason: str) -> None:
    part.state, part.reason, part.message, part.decided_at = state, reason, "", database_now()
    part.save(update_fields=["state", "reason", "message", "decided_at"])


def _record(by: Account, operation: str, pilot: Pilot) -> None:
    record(actor_id=by.pk, operation=operation, target=f"pilot:{pilot.pk}", municipality_id=pilot.municipality_id)
