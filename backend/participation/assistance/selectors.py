# SPDX-License-Identifier: EUPL-1.2
"""Reading what is kept, for the browser that keeps it, and the kiosk that a device is."""

import dataclasses
import datetime

from django.db.models import QuerySet

from backend.common.clock import ClockTimestamp
from backend.common.ids import keyed_hash
from backend.common.personal import rows_of
from backend.common.sealing import BrokenSeal, sealing_key, unseal
from backend.participation.assistance.acts import PendingAct, read
from backend.participation.assistance.models import DeskAct, KeptAct, Kiosk
from backend.participation.campaigns.models import Campaign
from backend.participation.participants.selectors import participant_ids_of
from backend.region.accounts.models import Account

_HOLDER, _CONTENT, _DEVICE = "kept act: holder", "kept act: content", "kiosk: device"


def holder_of(key: str) -> bytes:
    """The keyed hash under which the acts of a session's key are stored; 32 bytes."""
    return sealing_key(_HOLDER, key)


def mark_of(key: str, act: PendingAct) -> bytes:
    """The keyed hash of what an act is about; 32 bytes."""
    return keyed_hash(sealing_key(_HOLDER, key), *act.about())


def content_key_of(key: str) -> bytes:
    """The key under which the acts of a session's key are sealed: without the session nobody opens them."""
    return sealing_key(_CONTENT, key)


@dataclasses.dataclass(frozen=True)
class Kept:
    """An act that waits, the page on which it was done, and until when it is kept."""

    id: int
    act: PendingAct
    page: str
    kept_until: datetime.datetime


def opened(row: KeptAct, key: str) -> Kept | None:
    """A row as the act that it is; None where it cannot be opened any more (another secret, another version)."""
    try:
        act, page = read(unseal(bytes(row.content), key=content_key_of(key), bound_to=bytes(row.mark)))
    except (BrokenSeal, ValueError, KeyError):
        return None
    return Kept(row.pk, act, page, row.kept_until)


def kept_acts(key: str) -> list[Kept]:
    """What waits under a session's key, oldest first; one query, none without a key."""
    if not key:
        return []
    rows = KeptAct.objects.filter(holder=holder_of(key), kept_until__gt=ClockTimestamp()).order_by("kept_at", "id")
    return [kept for row in rows if (kept := opened(row, key)) is not None]


@dataclasses.dataclass(frozen=True)
class KioskShown:
    """A kiosk that is on: its campaign, its allowance an hour, and the database's clock when it was asked."""

    id: int
    campaign: Campaign
    allowance: int
    seen_at: datetime.datetime


def device_of(token: str) -> bytes:
    """The keyed hash of what a kiosk's device carries; 32 bytes."""
    return sealing_key(_DEVICE, token)


def kiosk_of(token: str) -> KioskShown | None:
    """The kiosk whose device carries this token, while it is on; one query, none without a token."""
    if not token:
        return None
    found = (
        Kiosk.objects.filter(token_hash=device_of(token), ended_at__isnull=True)
        .select_related("campaign__municipality")
        .annotate(seen_at=ClockTimestamp())
        .first()
    )
    return KioskShown(found.pk, found.campaign, found.allowance, found.seen_at) if found else None


def personal_data_of(account: Account) -> dict[str, list[dict[str, object]]]:
    """Kiosks that an officer started, and what was done at a desk; what waits unidentified belongs to no account."""
    kiosks = Kiosk.objects.filter(started_by=account).select_related("campaign").order_by("id")
    rows: list[dict[str, object]] = [
        {
            "campaign": kiosk.campaign.slug,
            "started_at": kiosk.started_at.isoformat(),
            "ended_at": kiosk.ended_at.isoformat() if kiosk.ended_at else None,
        }
        for kiosk in kiosks
    ]
    for_them = DeskAct.objects.filter(participant_id__in=participant_ids_of(account))
    return {
        "kiosks": rows,
        "done_for_you_at_a_desk": _desk_rows(for_them),
        "done_by_you_at_a_desk": _desk_rows(DeskAct.objects.filter(officer=account)),
    }


def _desk_rows(acts: QuerySet[DeskAct]) -> list[dict[str, object]]:
    return rows_of(acts.order_by("done_at", "id"), "act", "idea_id", "reason", "done_at")
