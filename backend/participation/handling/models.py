# SPDX-License-Identifier: EUPL-1.2
"""By when answers are due, who handles an idea and how, notes among colleagues, and steps until it is done."""

from django.db import models

from backend.common.clock import ClockTimestamp
from backend.participation.campaigns.models import Campaign
from backend.participation.ideas.models import Idea
from backend.region.accounts.models import Account


class AnswersDue(models.Model):
    """By which day the ideas of a campaign are answered, where its officers said so (`due_on`).

    `reminded_before` and `reminded_after` are the due days of which the officers were reminded already.
    """

    campaign = models.OneToOneField(Campaign, primary_key=True, on_delete=models.CASCADE, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    reminded_before = models.DateField(null=True, blank=True)
    reminded_after = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"answers of campaign {self.campaign_id} due on {self.due_on}"


class Handling(models.Model):
    """Who sees to an idea, and what the municipality estimates; cost in euros, `reason` a language object."""

    class Feasibility(models.TextChoices):
        """Whether it can be done."""

        UNKNOWN = ""
        FEASIBLE = "feasible"
        PARTLY = "partly"
        NOT_FEASIBLE = "not_feasible"

    idea = models.OneToOneField(Idea, primary_key=True, on_delete=models.PROTECT, related_name="+")
    assigned_to = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    feasibility = models.CharField(max_length=12, choices=Feasibility.choices, blank=True, default="")
    cost = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    reason = models.JSONField(default=dict, blank=True)
    estimated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(cost__isnull=True) | models.Q(cost__gte=0), name="estimated_cost_not_negative"
            )
        ]

    def __str__(self) -> str:
        return f"handling of idea {self.idea_id}"


class HandlingNote(models.Model):
    """What colleagues tell each other about an idea: never public, never in a dataset."""

    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    written_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        ordering = ["written_at", "id"]

    def __str__(self) -> str:
        return f"note {self.pk} on idea {self.idea_id}"


class Milestone(models.Model):
    """A step until an idea is done, with the day by which it is planned; `title` is a language object."""

    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="+")
    title = models.JSONField()
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return f"milestone {self.pk} of idea {self.idea_id}"
