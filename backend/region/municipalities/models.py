# SPDX-License-Identifier: EUPL-1.2
"""The look and texts of municipalities, their accessibility statements, feedback, and who loaded population."""

from django.db import models

from backend.common.clock import ClockTimestamp
from backend.common.text import LANGUAGES
from backend.region.accounts.models import Account
from backend.region.places.models import Municipality, PopulationDataset


class Look(models.Model):
    """One municipality's own look; what is empty is the product's.

    `name`, `welcome`, `contact` and `logo_alt` are language objects. `logo` is a WebP file of our own
    making. `edition` is in the addresses of stylesheet and logo, so that they may be kept for long.
    """

    municipality = models.OneToOneField(Municipality, primary_key=True, on_delete=models.PROTECT, related_name="+")
    brand_colour = models.CharField(max_length=7, blank=True, default="")
    name = models.JSONField(default=dict)
    welcome = models.JSONField(default=dict)
    contact = models.JSONField(default=dict)
    logo = models.BinaryField(null=True)
    logo_width = models.PositiveSmallIntegerField(default=0)
    logo_height = models.PositiveSmallIntegerField(default=0)
    logo_alt = models.JSONField(default=dict)
    edition = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(brand_colour="") | models.Q(brand_colour__regex=r"^#[0-9a-f]{6}$"),
                name="look_colour_is_one",
            )
        ]

    def __str__(self) -> str:
        return f"look of {self.municipality_id}"


class Statement(models.Model):
    """A municipality's accessibility statement: what it knows to be lacking, how and when that was found out."""

    municipality = models.OneToOneField(Municipality, primary_key=True, on_delete=models.PROTECT, related_name="+")
    lacking = models.JSONField(default=dict)
    assessed_on = models.DateField()
    by_outsider = models.BooleanField(default=False)
    changed_at = models.DateTimeField(db_default=ClockTimestamp())

    def __str__(self) -> str:
        return f"statement of {self.municipality_id}"


class Feedback(models.Model):
    """What somebody told a municipality, with or without an account; to be answered within 14 days.

    `email` is kept until the answer is on its way. `number` is on the receipt.
    """

    class Kind(models.TextChoices):
        """What it is about."""

        ACCESSIBILITY = "accessibility"
        OTHER = "other"

    number = models.CharField(max_length=12, unique=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=13, choices=Kind.choices)
    text = models.TextField()
    page = models.CharField(max_length=300, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES])
    received_at = models.DateTimeField(db_default=ClockTimestamp())
    due_at = models.DateTimeField()
    answer = models.TextField(blank=True, default="")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_at", "id"]
        indexes = [
            models.Index(
                fields=["municipality", "due_at"],
                name="feedback_waiting",
                condition=models.Q(answered_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.number


class PopulationUpload(models.Model):
    """Who stored population figures last, and when; `loaded_by` is null for the command line."""

    dataset = models.OneToOneField(PopulationDataset, primary_key=True, on_delete=models.CASCADE, related_name="+")
    loaded_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    loaded_at = models.DateTimeField(db_default=ClockTimestamp())

    def __str__(self) -> str:
        return f"upload of population {self.dataset_id}"
