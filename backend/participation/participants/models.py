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
        # With a condition, though always true: PostgreSQL takes the columns of a whole unique index for a key that
        # others may refer to, and lets nobody change it while they hold the row FOR KEY SHARE, as every act does.
        # Two acts of one person that raise their identifier would wait for each other.
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "voter"],
                name="participant_is_one_person",
                condition=models.Q(voter__isnull=False),
            )
        ]

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


class RegisterRow(models.Model):
    """A person of a campaign's register: a keyed hash of their number, and what the register says of them."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    identifier = models.BinaryField(max_length=32)
    municipality = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    district = models.ForeignKey(District, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "identifier"], name="register_row_once")]

    def __str__(self) -> str:
        return f"row {self.pk} of the register of campaign {self.campaign_id}"


class CodeBatch(models.Model):
    """Codes that an officer made at once; `channel` is how they reach people. A voided one lets nobody in any more.

    A campaign's slips, each handed to a resident who is served at a desk, are one batch of their own.
    """

    class Channel(models.TextChoices):
        """How the codes reach people."""

        DESK = "desk"
        SCHOOL = "school"
        LETTER = "letter"
        SLIP = "slip"

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    note = models.CharField(max_length=200, blank=True, default="")
    made_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(db_default=ClockTimestamp())
    voided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["campaign"], name="slips_are_one_batch", condition=models.Q(channel="slip"))
        ]

    def __str__(self) -> str:
        return f"batch {self.pk} of codes for campaign {self.campaign_id}"


class Code(models.Model):
    """A one-time code, kept as a keyed hash only; `used_by` is the account that used it, while there is one."""

    batch = models.ForeignKey(CodeBatch, on_delete=models.CASCADE, related_name="codes")
    identifier = models.BinaryField(max_length=32, unique=True)
    used_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(used_by__isnull=True) | models.Q(used_at__isnull=False), name="code_used_at_a_moment"
            )
        ]

    def __str__(self) -> str:
        return f"code {self.pk} of batch {self.batch_id}"


class Tries(models.Model):
    """How often somebody tried a number or code since `began`; `who` is a keyed hash of account, session or address."""

    who = models.BinaryField(max_length=32, primary_key=True)
    began = models.DateTimeField()
    tries = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.tries} tries since {self.began}"


class AddressAllowance(models.Model):
    """How many devices of a network may begin in a campaign within an hour: a school, a library, a kiosk."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    network = models.CharField(max_length=50)
    an_hour = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=200)
    made_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "network"], name="address_allowed_once"),
            models.CheckConstraint(condition=models.Q(an_hour__gte=1), name="address_allows_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.an_hour} devices an hour of {self.network}"
