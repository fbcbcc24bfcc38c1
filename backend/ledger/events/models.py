# SPDX-License-Identifier: EUPL-1.2
"""The ledger's rows, and the places up to which its readers have read."""

import uuid

import pgtrigger
from django.db import models

from backend.common.clock import ClockTimestamp, LocalToday

APPEND_ONLY = "RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'restrict_violation';"


class Event(models.Model):
    """One event; `position` is null until the relay stamps it, then dense and final.

    `campaign_id` is null where something happened in no campaign.
    """

    id = models.BigAutoField(primary_key=True)
    position = models.BigIntegerField(null=True, unique=True)
    kind = models.CharField(max_length=40)
    campaign_id = models.BigIntegerField(null=True)
    participant_id = models.BigIntegerField(null=True)
    subject_id = models.BigIntegerField(null=True)
    day = models.DateField(db_default=LocalToday())
    sign = models.SmallIntegerField(db_default=1)
    channel = models.CharField(max_length=10, db_default="web")
    assurance = models.CharField(max_length=10, db_default="account")
    numbers = models.JSONField(db_default=models.Value({}, models.JSONField()))
    recorded_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        indexes = [
            # the relay's and the voter's own unfolded events: always few
            models.Index(
                fields=["participant_id", "subject_id"],
                name="event_unstamped",
                condition=models.Q(position__isnull=True),
            ),
            # acts that nobody signed in for: few campaigns allow them
            models.Index(
                fields=["campaign_id", "kind"], name="event_unverified", condition=models.Q(assurance="device")
            ),
            # which campaigns came from another instance: never more than there are campaigns
            models.Index(
                fields=["campaign_id", "id"], name="event_arrived", condition=models.Q(kind="campaign_arrived")
            ),
            # a campaign's last position: the live frames' sequence
            models.Index(fields=["campaign_id", "position"], name="event_campaign_position"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(sign__in=[-1, 1]), name="event_sign_is_one"),
            models.CheckConstraint(condition=models.Q(position__gt=0), name="event_position_positive"),
        ]
        triggers = [
            # the condition is plain SQL, so that the relay's stamps never enter PL/pgSQL
            pgtrigger.Trigger(
                name="append_only",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition(
                    "OLD.position IS NOT NULL OR NEW.position IS NULL OR"
                    " (OLD.id, OLD.kind, OLD.campaign_id, OLD.participant_id, OLD.subject_id, OLD.day, OLD.sign,"
                    " OLD.channel, OLD.assurance, OLD.numbers, OLD.recorded_at) IS DISTINCT FROM"
                    " (NEW.id, NEW.kind, NEW.campaign_id, NEW.participant_id, NEW.subject_id, NEW.day, NEW.sign,"
                    " NEW.channel, NEW.assurance, NEW.numbers, NEW.recorded_at)"
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
        return f"{self.kind} at {self.position}"


class Place(models.Model):
    """Up to which position a follow-up has read; moved in the transaction of its writes."""

    name = models.CharField(primary_key=True, max_length=40)
    position = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} at {self.position}"


class Epoch(models.Model):
    """One row: names this ledger, so that a reader notices when another one stands in its place."""

    only = models.BooleanField(primary_key=True, default=True)
    epoch = models.UUIDField(default=uuid.uuid4)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="epoch_is_one_row")]

    def __str__(self) -> str:
        return str(self.epoch)
