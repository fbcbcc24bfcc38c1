# SPDX-License-Identifier: EUPL-1.2
"""Archives that were made: one file a campaign, the latest version; of earlier ones the checksum."""

from django.db import models
from django.db.models import Q

from backend.common.clock import ClockTimestamp
from backend.participation.campaigns.models import Campaign


class Archive(models.Model):
    """What was made of a campaign that is over, as of the ledger's event `event_id`.

    `content` is a checksum of all its files but the one that tells of earlier versions: where it is the same, no new
    version is made. `withdrawn_at` says that the file is gone, as somebody's words were in it.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    event_id = models.BigIntegerField()
    size_bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.CharField(max_length=64)
    made_at = models.DateTimeField(db_default=ClockTimestamp())
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint("campaign", "version", name="archive_version_once"),
            models.CheckConstraint(condition=~Q(sha256="") & ~Q(content=""), name="archive_has_its_checksums"),
        ]

    def __str__(self) -> str:
        return f"archive {self.version} of campaign {self.campaign_id}"
