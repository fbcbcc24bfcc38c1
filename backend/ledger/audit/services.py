# SPDX-License-Identifier: EUPL-1.2
"""Writing into the audit log."""

import re

import structlog
from django.db import connection

from backend.ledger.audit.models import TARGET, WORD, AuditEntry


def record(
    *,
    actor_id: int | None,
    operation: str,
    target: str,
    municipality_id: int | None,
    reason: str = "",
    on_behalf_of: int | None = None,
    status: AuditEntry.Status = AuditEntry.Status.DONE,
) -> int:
    """Write down what a member of staff read or changed, in the caller's transaction; the entry's number.

    `operation` is the use case ("read_register", "answer_idea"), `target` the thing and its number
    ("campaign:12"), `reason` one of a few words where a use case asks for one, `on_behalf_of` the
    account of the colleague for whom a deputy did it. Words that a person typed do not belong here and
    are refused. Raises ValueError, RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("record() belongs into the transaction of the act that it records.")
    if not re.match(WORD, operation) or not re.match(TARGET, target) or (reason and not re.match(WORD, reason)):
        raise ValueError(f"{operation!r}, {target!r} and {reason!r} are not words and a number.")
    request_id = str(structlog.contextvars.get_contextvars().get("request_id") or "")[:64]
    entry = AuditEntry.objects.create(
        actor_id=actor_id,
        operation=operation,
        target=target,
        municipality_id=municipality_id,
        reason=reason,
        on_behalf_of_id=on_behalf_of,
        status=status,
        request_id=request_id,
    )
    return entry.pk
