# SPDX-License-Identifier: EUPL-1.2
"""Supports, the tally that the relay folds, and the outcome counted at the close."""

from django.db import models

from backend.common.clock import ClockTimestamp
from backend.participation.campaigns.models import VotingWindow
from backend.participation.ideas.models import Idea
from backend.participation.participants.models import Participant


class Support(models.Model):
    """An open, revocable vote of one person for one idea; taking it back deletes the row."""

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="+")
    window = models.ForeignKey(VotingWindow, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participant", "idea"], name="support_once_a_person_and_idea")]

    def __str__(self) -> str:
        return f"support of idea {self.idea_id}"


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
