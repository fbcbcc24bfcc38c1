# SPDX-License-Identifier: EUPL-1.2
"""Starting a kiosk on a device, and ending it."""

import secrets

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backend.common.clock import ClockTimestamp
from backend.common.errors import InvalidInput
from backend.ledger.audit.services import record
from backend.participation.assistance.errors import KioskNotPossible, NothingKept
from backend.participation.assistance.models import Kiosk
from backend.participation.assistance.selectors import device_of
from backend.participation.campaigns.partners import require_may_serve
from backend.participation.campaigns.selectors import campaign_alone
from backend.region.accounts.models import Account

ALLOWANCES = (1, 2000)


@transaction.atomic
def start_kiosk(*, by: Account, campaign_slug: str, allowance: int = 120) -> str:
    """Make a device a kiosk of a campaign; the token that it carries from now on, which is told only here.

    `allowance` is how many residents may identify themselves in an hour. Raises NotFound, MayNot,
    KioskNotPossible, InvalidInput.
    """
    campaign = campaign_alone(campaign_slug, viewer=by)
    place = require_may_serve(by, campaign)
    if campaign.published_at is None:
        raise KioskNotPossible
    if not ALLOWANCES[0] <= allowance <= ALLOWANCES[1]:
        raise InvalidInput(fields={"allowance": _("Write a number from 1 to 2,000.")})
    token = secrets.token_urlsafe(24)
    kiosk = Kiosk.objects.create(token_hash=device_of(token), campaign=campaign, started_by=by, allowance=allowance)
    _note(by, "start_kiosk", kiosk, place)
    return token


@transaction.atomic
def end_kiosk(*, by: Account, kiosk_id: int) -> None:
    """End a kiosk; once. Raises NothingKept where there is none, NotFound, MayNot."""
    kiosk = Kiosk.objects.select_for_update(of=("self",)).select_related("campaign").filter(pk=kiosk_id).first()
    if kiosk is None:
        raise NothingKept
    place = require_may_serve(by, kiosk.campaign)
    _note(by, "end_kiosk", kiosk, place)
    Kiosk.objects.filter(pk=kiosk_id, ended_at__isnull=True).update(ended_at=ClockTimestamp())


def _note(by: Account, operation: str, kiosk: Kiosk, municipality_id: int) -> None:
    record(actor_id=by.pk, operation=operation, target=f"kiosk:{kiosk.pk}", municipality_id=municipality_id)
