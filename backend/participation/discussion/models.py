# SPDX-License-Identifier: EUPL-1.2
"""Comments on ideas and their tally."""

from django.db import models
from django.db.models import Q

from backend.common.clock import ClockTimestamp
from backend.participation.ideas.models import Idea
from backend.participation.participants.models import Participant


class Comment(models.Model):
    """A comment, or a reply to one (`parent`); a withdrawn one keeps its place without its text."""

    class Stance(models.TextChoices):
        """How the writer stands to the idea."""

        FOR = "for"
        AGAINST = "against"
        NEUTRAL = "neutral"

    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies")
    stance = models.CharField(max_length=8, choices=Stance.choices, default=Stance.NEUTRAL)
    text = models.TextField()
    language = models.CharField(max_length=8, default="fi")
    written_at = models.DateTimeField(db_default=ClockTimestamp())
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-written_at", "-id"]
        indexes = [
            models.Index(
                fields=["idea", "-written_at", "-id"], name="comment_newest", condition=Q(parent__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"comment {self.pk} on idea {self.idea_id}"


class Tally(models.Model):
    """Comments on an idea by stance as folded by the relay up to its place."""

    idea = models.OneToOneField(Idea, primary_key=True, on_delete=models.CASCADE, related_name="+")
    in_favour = models.IntegerField(default=0)
    against = models.IntegerField(default=0)
    neutral = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"comments on idea {self.idea_id}"
