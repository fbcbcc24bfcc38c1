# SPDX-License-Identifier: EUPL-1.2
"""Exports that were asked for, how far they are, and the file that came out or why none did."""

import uuid

from django.db import models
from django.db.models import Q

from backend.common.clock import ClockTimestamp
from backend.participation.campaigns.models import Campaign
from backend.region.accounts.models import Account
from backend.region.places.models import Municipality


class Export(models.Model):
    """One dataset of a campaign, or the archive of a municipality, made by the worker.

    `position` is the last event in it; `failure` a stable code, of the last try also
    while more follow. While it is running, `rows_done` and `rows_total` move.
    """

    class State(models.TextChoices):
        """How far it is."""

        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    requested_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    rows_done = models.PositiveBigIntegerField(default=0)
    rows_total = models.PositiveBigIntegerField(default=0)
    position = models.PositiveBigIntegerField(null=True, blank=True)
    file_name = models.CharField(max_length=120, blank=True, default="")
    size_bytes = models.PositiveBigIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    failure = models.CharField(max_length=40, blank=True, default="")
    attempts = models.PositiveSmallIntegerField(default=0)
    requested_at = models.DateTimeField(db_default=ClockTimestamp())
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-requested_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign"], name="export_one_under_way", condition=Q(state__in=["queued", "running"])
            ),
            models.UniqueConstraint(
                fields=["municipality"], name="archive_one_under_way", condition=Q(state__in=["queued", "running"])
            ),
            models.CheckConstraint(
                condition=Q(campaign__isnull=False, municipality__isnull=True)
                | Q(campaign__isnull=True, municipality__isnull=False),
                name="export_of_a_campaign_or_a_municipality",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | ~Q(sha256="") & Q(size_bytes__isnull=False) & Q(position__isnull=False),
                name="export_done_has_its_file",
            ),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(failure=""), name="export_failed_says_why"),
        ]

    def __str__(self) -> str:
        whose = f"campaign {self.campaign_id}" if self.campaign_id else f"municipality {self.municipality_id}"
        return f"export {self.id} of {whose}"

    @property
    def place(self) -> Municipality:
        """The municipality whose archive it is, or that leads the campaign."""
        return self.municipality or self.campaign.municipality  # type: ignore[union-attr]

    @property
    def percent(self) -> int:
        """How much is done, 0–100; 100 only of a finished file."""
        if self.state == self.State.DONE:
            return 100
        return min(99, self.rows_done * 100 // self.rows_total) if self.rows_total else 0
