# SPDX-License-Identifier: EUPL-1.2
"""Participants: one person in one campaign, and the context frozen at their first act."""

from django.db import models

from backend.common.ids import random_number
from backend.participation.campaigns.models import Campaign
from backend.region.accounts.models import Account
from backend.region.places.models import District, Municipality


class Participant(models.Model):
    """A person in one campaign, named by a random number.

    `voter` is HMAC-SHA-256 of the identifier under the campaign's key, so one identifier is one
    participant; `person_number` is the same in all campaigns of one person; `account` is null for
    imported participants.
    """

    id = models.BigIntegerField(primary_key=True, default=random_number)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    voter = models.BinaryField(max_length=32)
    kind = models.CharField(max_length=10, default="account")
    person_number = models.BigIntegerField()
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "voter"], name="participant_is_one_person")]

    def __str__(self) -> str:
        return f"participant {self.id}"


class FrozenContext(models.Model):
    """Where a participant lived, how old they were and their language at the first act.

    `age_band` is one of `participants.bands.AGE_BANDS` or "" when unknown. Never changed by a
    later change of profile.
    """

    participant = models.OneToOneField(
        Participant, primary_key=True, on_delete=models.CASCADE, related_name="frozen_context"
    )
    municipality = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    district = models.ForeignKey(District, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    age_band = models.CharField(max_length=5, blank=True, default="")
    language = models.CharField(max_length=8, blank=True, default="")

    def __str__(self) -> str:
        return f"context of participant {self.participant_id}"
