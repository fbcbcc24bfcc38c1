# SPDX-License-Identifier: EUPL-1.2
"""Ideas and the versions they went through."""

from django.db import models

from backend.common.clock import ClockTimestamp
from backend.participation.campaigns.models import Campaign, Category
from backend.participation.participants.models import Participant
from backend.region.accounts.models import Account
from backend.region.places.models import District


class Idea(models.Model):
    """What a resident proposes; title and text are in the author's `language` only.

    `cost` is in the campaign's currency units (euros unless imported); coordinates are WGS 84
    degrees and only a hint.
    """

    class State(models.TextChoices):
        """Whether an idea stands."""

        PUBLISHED = "published"
        WITHDRAWN = "withdrawn"

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="ideas")
    author = models.ForeignKey(Participant, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=500)
    text = models.TextField(blank=True, default="")
    language = models.CharField(max_length=8, default="fi")
    category = models.ForeignKey(Category, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    district = models.ForeignKey(District, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200, blank=True, default="")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    cost = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    source_id = models.CharField(max_length=80, blank=True, default="")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PUBLISHED)
    version = models.PositiveIntegerField(default=1)
    proposed_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        ordering = ["-proposed_at", "-id"]
        indexes = [models.Index(fields=["campaign", "-proposed_at", "-id"], name="idea_newest_in_campaign")]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "source_id"], name="idea_source_unique", condition=~models.Q(source_id="")
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="idea_coordinates_are_a_pair",
            ),
            models.CheckConstraint(
                condition=models.Q(cost__isnull=True) | models.Q(cost__gte=0), name="idea_cost_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class IdeaVersion(models.Model):
    """What an idea said before a change: version 1, 2, … up to the one before today's."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=500)
    text = models.TextField(blank=True, default="")
    place = models.CharField(max_length=200, blank=True, default="")
    replaced_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint("idea", "number", name="idea_version_unique")]

    def __str__(self) -> str:
        return f"version {self.number} of idea {self.idea_id}"


class Answer(models.Model):
    """The municipality's official reply to an idea; office and text are language objects."""

    class Status(models.TextChoices):
        """What the municipality does with the idea."""

        INVESTIGATING = "investigating"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        DONE = "done"

    idea = models.OneToOneField(Idea, primary_key=True, on_delete=models.PROTECT, related_name="answer")
    status = models.CharField(max_length=13, choices=Status.choices)
    office = models.JSONField(default=dict)
    text = models.JSONField()
    answered_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(db_default=ClockTimestamp())

    def __str__(self) -> str:
        return f"answer to idea {self.idea_id}: {self.status}"
