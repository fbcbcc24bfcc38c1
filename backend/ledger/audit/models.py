# SPDX-License-Identifier: EUPL-1.2
"""The rows of the audit log."""

import pgtrigger
from django.db import models

from backend.common.clock import ClockTimestamp

WORD = r"^[a-z][a-z0-9_]{0,39}$"
"""What an operation and a reason look like."""
TARGET = r"^[a-z][a-z0-9_]{0,39}(:[A-Za-z0-9-]{1,40})?$"
"""What a target looks like: a kind of thing, and which one."""
APPEND_ONLY = "RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'restrict_violation';"


class AuditEntry(models.Model):
    """One act of a member of staff: who did what to which thing, by its number; never a name or what was written.

    `actor_id` is the number of an account, null where the service acted by itself or by command.
    `municipality_id` is the municipality whose thing it is, null for the whole region's. `reason` is
    one of a few words, not typed. `on_behalf_of_id` is the account of the colleague for whom a deputy did
    it. `request_id` is the name of the request in the logs.
    """

    class Status(models.TextChoices):
        """What came of it."""

        DONE = "done"
        REFUSED = "refused"

    id = models.BigAutoField(primary_key=True)
    recorded_at = models.DateTimeField(db_default=ClockTimestamp())
    actor_id = models.BigIntegerField(null=True)
    operation = models.CharField(max_length=40)
    target = models.CharField(max_length=81)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.DONE)
    reason = models.CharField(max_length=40, blank=True, default="")
    municipality_id = models.BigIntegerField(null=True)
    on_behalf_of_id = models.BigIntegerField(null=True)
    request_id = models.CharField(max_length=64, blank=True, default="")
    shipped_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "audit entries"
        indexes = [
            models.Index(fields=["id"], name="audit_not_shipped", condition=models.Q(shipped_at__isnull=True)),
            models.Index(fields=["municipality_id", "-id"], name="audit_of_municipality"),
            models.Index(fields=["actor_id", "-id"], name="audit_of_actor"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(operation__regex=WORD), name="audit_operation_is_a_word"),
            models.CheckConstraint(condition=models.Q(target__regex=TARGET), name="audit_target_is_a_number"),
            models.CheckConstraint(
                condition=models.Q(reason="") | models.Q(reason__regex=WORD), name="audit_reason_is_a_word"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="append_only",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition(
                    "OLD.shipped_at IS NOT NULL OR NEW.shipped_at IS NULL OR"
                    " (OLD.id, OLD.recorded_at, OLD.actor_id, OLD.operation, OLD.target, OLD.status, OLD.reason,"
                    " OLD.municipality_id, OLD.on_behalf_of_id, OLD.request_id) IS DISTINCT FROM"
                    " (NEW.id, NEW.recorded_at, NEW.actor_id, NEW.operation, NEW.target, NEW.status, NEW.reason,"
                    " NEW.municipality_id, NEW.on_behalf_of_id, NEW.request_id)"
                ),
                func=APPEND_ONLY,
            ),
            pgtrigger.Trigger(
                name="never_deleted", operation=pgtrigger.Delete, when=pgtrigger.Before, func=APPEND_ONLY
            ),
            pgtrigger.Trigger(
                name="never_emptied",
                operation=pgtrigger.Truncate,
                when=pgtrigger.Before,
                level=pgtrigger.Statement,
                func=APPEND_ONLY,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.operation} {self.target}"
