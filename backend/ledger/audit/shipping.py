# SPDX-License-Identifier: EUPL-1.2
"""Sending the audit log on: at least once each, marked exactly once, and nobody waits for it."""

import json
import time
from collections.abc import Iterable
from urllib.parse import urlsplit

import requests
import structlog
from django.conf import settings
from django.db import connection, transaction

from backend.common.clock import ClockTimestamp
from backend.common.faults import kind_of
from backend.common.outside import OutsideSession
from backend.ledger.audit.models import AuditEntry
from backend.ledger.audit.selectors import as_sent
from backend.ledger.events.selectors import current_epoch

BATCH = 500
_LOCK = 7_304_001
_log = structlog.get_logger(__name__)


def ship(seconds: float) -> int:
    """Send what waits, the oldest first, until nothing is left, the time is over or the receiver is away.

    How many entries were sent. What is not sent stays where it is and is tried again next time; an
    entry may arrive twice, with the same `log` and `id`. Without AUDIT_URL nothing is sent.
    """
    deadline, sent = time.monotonic() + seconds, 0
    while settings.AUDIT_URL and time.monotonic() < deadline:
        try:
            count = _ship_batch()
        except requests.RequestException as error:
            _log.warning("audit_receiver_away", error=kind_of(error), sent=sent)
            break
        sent += count
        if count < BATCH:
            break
    return sent


@transaction.atomic
def _ship_batch() -> int:
    """One batch; 0 also while another process is at it.

    The lock ends with the transaction, so one that is killed between answer and mark sends again.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            return 0
    entries = list(AuditEntry.objects.filter(shipped_at__isnull=True).order_by("id")[:BATCH])
    if entries:
        _send(entries)
        AuditEntry.objects.filter(id__in=[one.pk for one in entries], shipped_at__isnull=True).update(
            shipped_at=ClockTimestamp()
        )
    return len(entries)


def _send(entries: Iterable[AuditEntry]) -> None:
    """Raises requests.RequestException unless the receiver says that it has them."""
    host = urlsplit(settings.AUDIT_URL).netloc
    # the operator names the receiver, so it may lie in the operator's own network
    session = OutsideSession(hosts=[host], internal=[host], plain_loopback=not settings.PRODUCTION)
    token = {"Authorization": f"Bearer {settings.AUDIT_TOKEN}"} if settings.AUDIT_TOKEN else {}
    log = current_epoch()
    body = {"log": log, "origin": settings.SITE_URL, "entries": [as_sent(one) for one in entries]}
    with session:
        answer = session.post(
            settings.AUDIT_URL, data=json.dumps(body), headers={"Content-Type": "application/json", **token}
        )
    if not answer.ok:
        raise requests.HTTPError(f"the receiver answers {answer.status_code}", response=answer)
