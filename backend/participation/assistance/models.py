# SPDX-License-Identifier: EUPL-1.2
"""What assistance stores: acts that wait for their person, kiosks, and what was done at a desk."""

from django.db import models

from backend.common.clock import ClockTimestamp
from backend.participation.campaigns.models import Campaign
from backend.participation.ideas.models import Idea
from backend.participation.participants.models import Participant
from backend.region.accounts.models import Account


class KeptAct(models.Model):
    """An act of somebody who was not identified: kept sealed for a while, and not counted.

    `holder` is a keyed hash of the key that the browser's session carries, `mark` one of what the
    act is about: the same tap twice is one row. `content` is sealed under a key that the database
    does not have; nothing here leads to an account.
    """

    holder = models.BinaryField(max_length=32)
    mark = models.BinaryField(max_length=32)
    content = models.BinaryField()
    kept_at = models.DateTimeField(db_default=ClockTimestamp())
    kept_until = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["holder", "mark"], name="kept_act_once")]

    def __str__(self) -> str:
        return f"kept act {self.pk}"


class Kiosk(models.Model):
    """A device on which residents take part in one campaign, one after the other.

    `token_hash` is a keyed hash of what the device carries; `allowance` how many residents may
    identify themselves there within an hour.
    """

    token_hash = models.BinaryField(max_length=32, unique=True)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    started_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    started_at = models.DateTimeField(db_default=ClockTimestamp())
    ended_at = models.DateTimeField(null=True, blank=True)
    allowance = models.PositiveSmallIntegerField(default=120)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(allowance__gte=1), name="kiosk_allows_somebody"),
        ]

    def __str__(self) -> str:
        return f"kiosk {self.pk}"


class DeskAct(models.Model):
    """Something an officer did for a resident who was present: who, when, and why."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=20)
    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    done_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        ordering = ["-done_at", "-id"]

    def __str__(self) -> str:
        return f"{self.act} at a desk of campaign {self.campaign_id}"
