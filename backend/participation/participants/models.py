# SPDX-License-Identifier: EUPL-1.2
"""Participants: one person in one campaign, how they are identified, and the context frozen at their first act."""

from django.db import models

from backend.common.clock import ClockTimestamp
from backend.common.ids import random_number
from backend.participation.campaigns.models import Campaign
from backend.region.accounts.models import Account
from backend.region.places.models import District, Municipality


class Participant(models.Model):
    """A person in one campaign, named by a random number.

    `voter` is HMAC-SHA-256 of the identifier under the campaign's key, so one identifier is one
    participant; `kind` says which identifier that was. `person_number` is the same in all campaigns
    of one person; `account` is the first through which they acted, null for imported participants.
    `admitted_to` lists the acts whose condition of age and residence they fulfilled.
    """

    id = models.BigIntegerField(primary_key=True, default=random_number)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    voter = models.BinaryField(max_length=32)
    kind = models.CharField(max_length=10, default="account")
    person_number = models.BigIntegerField()
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    admitted_to = models.JSONField(db_default=models.Value([], models.JSONField()), default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "voter"], name="participant_is_one_person")]

    def __str__(self) -> str:
        return f"participant {self.id}"


class Identification(models.Model):
    """An account is the person behind an identifier: in one campaign, or, without one, everywhere.

    `identifier` is a keyed hash; a second identifier of the same kind is refused.
    """

    class Kind(models.TextChoices):
        """What was shown."""

        STRONG = "strong"
        REGISTER = "register"
        CODE = "code"

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    campaign = models.ForeignKey(Campaign, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    identifier = models.BinaryField(max_length=32)
    assurance = models.CharField(max_length=10)
    identified_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        indexes = [models.Index(fields=["campaign", "kind", "identifier"], name="identification_by_identifier")]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "kind", "campaign"], name="identified_once_a_kind", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=models.Q(kind="strong") | models.Q(campaign__isnull=False),
                name="identified_everywhere_only_strongly",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of account {self.account_id}"


class SecondAccount(models.Model):
    """A further account of a participant: the same person, known by the same identifier."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "participant"], name="second_account_once")]

    def __str__(self) -> str:
        return f"account {self.account_id} of participant {self.participant_id}"


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
