# SPDX-License-Identifier: EUPL-1.2
"""Keeping acts until their person is identified, carrying them out then, and forgetting them."""

import dataclasses
from typing import Literal

from django.conf import settings
from django.db import connection, transaction

from backend.common.clock import ClockTimestamp
from backend.common.errors import InvalidInput, NotFound, Refused
from backend.common.sealing import seal
from backend.ledger.events.event import Channel
from backend.participation.assistance.acts import CLOSED, Done, PendingAct, written
from backend.participation.assistance.errors import NothingKept, TooManyKept
from backend.participation.assistance.models import DeskAct, KeptAct, Kiosk
from backend.participation.assistance.selectors import Kept, content_key_of, holder_of, kept_acts, mark_of, opened
from backend.participation.participants.errors import IdentificationNeeded
from backend.participation.participants.selectors import participant_ids_of
from backend.participation.supports.errors import SupportLimitReached
from backend.participation.supports.services import withdraw_support
from backend.region.accounts.models import Account

MOST_KEPT = 20

Status = Literal["done", "already", "limit", "closed", "invalid", "identify", "later", "refused"]
"""What became of a kept act. `limit`, `invalid`, `identify` and `later` leave it waiting."""
_STAYS: frozenset[Status] = frozenset({"limit", "invalid", "identify", "later"})


@dataclasses.dataclass(frozen=True)
class Outcome:
    """What became of a kept act when its person was known."""

    kept: Kept
    status: Status
    done: Done | None = None
    refusal: Refused | None = None


@transaction.atomic
def keep_act(*, key: str, act: PendingAct, page: str, channel: Channel = "web") -> None:
    """Keep an act under the key of a browser's session; nothing is counted. The same act again replaces itself.

    Kept for settings.KEPT_ACT_SECONDS, at a kiosk for settings.KIOSK_SECONDS, by the database's clock.
    Raises TooManyKept, and what the use case refuses of anybody.
    """
    act.check()
    holder, mark = holder_of(key), mark_of(key, act)
    if KeptAct.objects.filter(holder=holder).exclude(mark=mark).count() >= MOST_KEPT:
        raise TooManyKept
    seconds = settings.KIOSK_SECONDS if channel == "kiosk" else settings.KEPT_ACT_SECONDS
    content = seal(written(act, page), key=content_key_of(key), bound_to=mark)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO assistance_keptact (holder, mark, content, kept_until)"
            " VALUES (%s, %s, %s, clock_timestamp() + make_interval(secs => %s))"
            " ON CONFLICT (holder, mark) DO UPDATE SET content = excluded.content,"
            " kept_until = excluded.kept_until, kept_at = clock_timestamp()",
            [holder, mark, content, seconds],
        )


def carry_out_kept(*, by: Account, key: str, channel: Channel = "web") -> list[Outcome]:
    """Carry out what waits under a session's key, each act in its own transaction, oldest first.

    What counts is the time of identification: an act whose phase has closed meanwhile is refused
    and forgotten. One that needs the person's decision, another identification or another try waits
    on. An act that another tab is carrying out at the same moment is not in the answer.
    """
    outcomes = [_outcome(by=by, key=key, kept=kept, channel=channel) for kept in kept_acts(key)]
    return [outcome for outcome in outcomes if outcome is not None]


@transaction.atomic
def release_and_carry_out(*, by: Account, key: str, kept_id: int, release: int, channel: Channel = "web") -> Done:
    """Take back the support of the idea `release`, and give the kept one instead: both or neither.

    Raises NothingKept, and what taking back and the kept act refuse.
    """
    row, kept = _held(key, kept_id)
    withdraw_support(by=by, idea_id=release, channel=channel)
    done = kept.act.carry_out(by=by, channel=channel)
    row.delete()
    return done


@transaction.atomic
def keep_longer(*, key: str, seconds: int) -> None:
    """At a kiosk: somebody is still there, so what is kept stays for another `seconds`; what has expired does not."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE assistance_keptact SET kept_until = clock_timestamp() + make_interval(secs => %s)"
            " WHERE holder = %s AND kept_until > clock_timestamp()",
            [seconds, holder_of(key)],
        )


@transaction.atomic
def forget_act(*, key: str, kept_id: int) -> None:
    """Forget one kept act; forgetting twice is no error."""
    KeptAct.objects.filter(holder=holder_of(key), pk=kept_id).delete()


@transaction.atomic
def forget_support(*, key: str, act: PendingAct) -> bool:
    """Forget the kept act about the same as `act`; whether there was one."""
    forgotten, _rows = KeptAct.objects.filter(holder=holder_of(key), mark=mark_of(key, act)).delete()
    return bool(forgotten)


@transaction.atomic
def forget_all(*, key: str) -> None:
    """Forget everything that waits under a session's key."""
    KeptAct.objects.filter(holder=holder_of(key)).delete()


@transaction.atomic
def forget_expired_acts() -> int:
    """Delete what was kept long enough; how many."""
    deleted, _rows = KeptAct.objects.filter(kept_until__lte=ClockTimestamp()).delete()
    return deleted


def forget_person(*, account: Account) -> None:
    """Remove who started a kiosk or acted at a desk, and why it was done for a resident; in the caller's transaction.

    Kept acts belong to no account.
    """
    Kiosk.objects.filter(started_by=account).update(started_by=None)
    DeskAct.objects.filter(officer=account).update(officer=None)
    DeskAct.objects.filter(participant_id__in=participant_ids_of(account)).update(reason="")


def _outcome(*, by: Account, key: str, kept: Kept, channel: Channel) -> Outcome | None:
    try:
        done = _carry_out(by=by, key=key, kept_id=kept.id, channel=channel)
    except NothingKept:
        return None
    except Refused as refusal:
        status = _status_of(refusal)
        if status not in _STAYS:
            forget_act(key=key, kept_id=kept.id)
        return Outcome(kept, status, refusal=refusal)
    return Outcome(kept, "done" if done.changed else "already", done=done)


@transaction.atomic
def _carry_out(*, by: Account, key: str, kept_id: int, channel: Channel) -> Done:
    row, kept = _held(key, kept_id)
    done = kept.act.carry_out(by=by, channel=channel)
    row.delete()
    return done


def _held(key: str, kept_id: int) -> tuple[KeptAct, Kept]:
    """The row, locked: of two tabs the second waits here and then finds nothing."""
    row = (
        KeptAct.objects.select_for_update()
        .filter(pk=kept_id, holder=holder_of(key), kept_until__gt=ClockTimestamp())
        .first()
    )
    kept = opened(row, key) if row is not None else None
    if row is None or kept is None:
        raise NothingKept
    return row, kept


def _status_of(refusal: Refused) -> Status:
    if isinstance(refusal, SupportLimitReached):
        return "limit"
    if isinstance(refusal, CLOSED):
        return "closed"
    if isinstance(refusal, InvalidInput):
        return "invalid"
    if isinstance(refusal, IdentificationNeeded):
        return "identify"
    if refusal.status in {429, 503} and not isinstance(refusal, NotFound):
        return "later"
    return "refused"
