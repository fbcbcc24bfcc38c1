# SPDX-License-Identifier: EUPL-1.2
"""What privacy stores: how long a campaign's personal data is kept."""

from django.db import models

from backend.participation.campaigns.models import Campaign


class Retention(models.Model):
    """How many months after its end a campaign's personal data is kept, where its organisers chose it (`months`).

    While `held_until` has not passed nothing is deleted, for a reason that the municipality's staff read.
    `ended_at` is when all of it was gone.
    """

    campaign = models.OneToOneField(Campaign, primary_key=True, on_delete=models.CASCADE, related_name="+")
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    held_until = models.DateField(null=True, blank=True)
    held_for = models.CharField(max_length=300, blank=True, default="")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(months__isnull=True) | models.Q(months__gte=1, months__lte=120),
                name="kept_a_month_to_ten_years",
            ),
            models.CheckConstraint(
                condition=models.Q(held_until__isnull=True, held_for="")
                | models.Q(held_until__isnull=False) & ~models.Q(held_for=""),
                name="held_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"retention of campaign {self.campaign_id}"
