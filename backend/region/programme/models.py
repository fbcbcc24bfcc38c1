# SPDX-License-Identifier: EUPL-1.2
"""The strategy's spearheads, the actors around them, and who may act in an actor's name."""

from django.db import models
from django.db.models import Q

from backend.common.clock import ClockTimestamp
from backend.region.accounts.models import Account
from backend.region.places.models import Municipality


class Spearhead(models.Model):
    """A spearhead of the region's strategy; name and description by language."""

    slug = models.SlugField(unique=True)
    position = models.PositiveSmallIntegerField(unique=True)
    name = models.JSONField()
    description = models.JSONField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.slug


class Actor(models.Model):
    """An organisation; name and description are language objects, a language may be missing.

    Public once staff have confirmed the first claim to it (`confirmed_at`). `sort_key` orders by
    the name, `business_id` is the Finnish business ID (Y-tunnus) or "".
    """

    class Kind(models.TextChoices):
        """What an actor is."""

        COMPANY = "company"
        UNIVERSITY = "university"
        RESEARCH = "research"
        ASSOCIATION = "association"
        PUBLIC = "public"
        OTHER = "other"

    name = models.JSONField()
    description = models.JSONField(default=dict)
    kind = models.CharField(max_length=11, choices=Kind.choices)
    business_id = models.CharField(max_length=9, blank=True, default="")
    website = models.URLField(max_length=200, blank=True, default="")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    sort_key = models.CharField(max_length=240)
    proposed_at = models.DateTimeField(db_default=ClockTimestamp())
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["business_id"],
                name="actor_business_id_unique",
                condition=Q(confirmed_at__isnull=False) & ~Q(business_id=""),
            )
        ]

    def __str__(self) -> str:
        return f"actor {self.pk}"


class ActorClaim(models.Model):
    """An account says that it may act in an actor's name; confirmed, it is a membership until it ends.

    `message` is read by the staff who decide, and emptied by their decision; `reason` is read by
    the claimant.
    """

    class State(models.TextChoices):
        """How far a claim is."""

        PENDING = "pending"
        CONFIRMED = "confirmed"
        DECLINED = "declined"
        ENDED = "ended"

    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="claims")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=9, choices=State.choices, default=State.PENDING)
    message = models.TextField(blank=True, default="")
    reason = models.TextField(blank=True, default="")
    made_at = models.DateTimeField(db_default=ClockTimestamp())
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["actor", "account"],
                name="actor_claimed_once_at_a_time",
                condition=Q(state__in=["pending", "confirmed"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.state} claim {self.pk} to actor {self.actor_id}"
