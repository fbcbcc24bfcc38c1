# SPDX-License-Identifier: EUPL-1.2
"""Reading the audit log."""

import dataclasses
import datetime
from typing import Any

from django.db.models import QuerySet

from backend.common.personal import PersonalData, rows_of
from backend.ledger.audit.models import AuditEntry


@dataclasses.dataclass(frozen=True, kw_only=True)
class AuditQuery:
    """Which entries are wanted; what is empty does not narrow.

    `since` and `until` are moments, half-open; `shipped` says whether it was sent on.
    """

    actor_id: int | None = None
    operation: str = ""
    target: str = ""
    since: datetime.datetime | None = None
    until: datetime.datetime | None = None
    shipped: bool | None = None


def audit_entries(*, places: frozenset[int | None], query: AuditQuery | None = None) -> QuerySet[AuditEntry]:
    """The entries of some municipalities, the latest first; None among `places` stands for all there are."""
    entries, query = AuditEntry.objects.order_by("-id"), query or AuditQuery()
    if None not in places:
        entries = entries.filter(municipality_id__in=places)
    wanted = {
        "actor_id": query.actor_id,
        "operation": query.operation or None,
        "target": query.target or None,
        "recorded_at__gte": query.since,
        "recorded_at__lt": query.until,
        "shipped_at__isnull": None if query.shipped is None else not query.shipped,
    }
    return entries.filter(**{name: value for name, value in wanted.items() if value is not None})


def acts_of(account_id: int) -> PersonalData:
    """What the log says that an account did."""
    own = AuditEntry.objects.filter(actor_id=account_id).order_by("id")
    return {"acts_as_staff": rows_of(own, "recorded_at", "operation", "target", "reason", "status", "on_behalf_of_id")}


def as_sent(entry: AuditEntry) -> dict[str, Any]:
    """An entry as receivers and files have it."""
    return {
        "id": entry.pk,
        "at": entry.recorded_at.isoformat(),
        "actor": entry.actor_id,
        "operation": entry.operation,
        "target": entry.target,
        "status": entry.status,
        "reason": entry.reason,
        "municipality": entry.municipality_id,
        "on_behalf_of": entry.on_behalf_of_id,
        "request": entry.request_id,
    }
