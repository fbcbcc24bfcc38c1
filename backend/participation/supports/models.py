# SPDX-License-Identifier: EUPL-1.2
"""Supports, the tally that the relay folds, and the outcome counted at the close."""

from django.db import models

from backend.common.clock import ClockTimestamp
from backend.participation.campaigns.models import VotingWindow
from backend.participation.ideas.models import Idea
from backend.participation.participants.models import Participant
from backend.region.accounts.models import Account


class Support(models.Model):
    """An open, revocable vote of one person for one idea; taking it back deletes the row.

    `counts_for` is the idea in whose count it is: the idea itself, or the one into which that was merged,
    and null where another support of the same person counts there already.
    """

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="+")
    # UNIQUE(participant, counts_for) is index enough: what counts for an idea is found by `idea` and its lineage
    counts_for = models.ForeignKey(
        Idea, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    window = models.ForeignKey(VotingWindow, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "idea"], name="support_once_a_person_and_idea"),
            models.UniqueConstraint(fields=["participant", "counts_for"], name="support_counts_once"),
        ]

    def __str__(self) -> str:
        return f"support of idea {self.idea_id}"


class Merging(models.Model):
    """An idea (`source`) was merged into another for a public reason; undone where `undone_at` says when.

    `supports` are those that the source had, `added` those of them that the target did not have already.
    """

    source = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    supports = models.PositiveIntegerField()
    added = models.PositiveIntegerField()
    merged_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    merged_at = models.DateTimeField(db_default=ClockTimestamp())
    undone_reason = models.TextField(blank=True, default="")
    undone_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-merged_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source"], name="idea_merged_once_at_a_time", condition=models.Q(undone_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"idea {self.source_id} merged into idea {self.target_id}"


class Tally(models.Model):
    """Supports of an idea as folded by the relay up to its place; never written by an act.

    `unverified` are those among them that devices gave without anybody signing in.
    """

    idea = models.OneToOneField(Idea, primary_key=True, on_delete=models.CASCADE, related_name="+")
    supports = models.IntegerField(default=0)
    unverified = models.IntegerField(default=0, db_default=0)

    def __str__(self) -> str:
        return f"{self.supports} supports of idea {self.idea_id}"


class Outcome(models.Model):
    """Supports of an idea as counted and announced at the close of a window; `unverified` of them without sign-in."""

    window = models.ForeignKey(VotingWindow, on_delete=models.PROTECT, related_name="+")
    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="+")
    supports = models.PositiveIntegerField()
    unverified = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        ordering = ["-supports", "idea"]
        constraints = [models.UniqueConstraint(fields=["window", "idea"], name="outcome_announced_once")]

    def __str__(self) -> str:
        return f"{self.supports} announced for idea {self.idea_id}"
