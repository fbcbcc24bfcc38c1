# SPDX-License-Identifier: EUPL-1.2
"""Which archives of municipalities this instance has imported."""

from django.db import models

from backend.common.clock import ClockTimestamp
from backend.region.places.models import Municipality


class ArchiveImport(models.Model):
    """An archive that was imported: it is not imported again. `digest` is SHA-256 of its checksums.

    `position` is the position of the other instance's ledger up to which it goes, `rows` how many each table had.
    """

    digest = models.CharField(max_length=64, unique=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    position = models.BigIntegerField()
    rows = models.JSONField()
    imported_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        ordering = ["-imported_at", "-id"]

    def __str__(self) -> str:
        return f"archive of municipality {self.municipality_id} at {self.position}"
