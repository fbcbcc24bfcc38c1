# SPDX-License-Identifier: EUPL-1.2
"""What a comment says that a moderator has not let be shown, and the comments without those."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from backend.common.clock import ClockTimestamp

if TYPE_CHECKING:
    from backend.participation.discussion.models import Comment


class ShownComments(models.Manager["Comment"]):
    """All comments but those that wait or were refused: no list, count or act knows of these."""

    def get_queryset(self) -> models.QuerySet[Comment]:
        """What everything reads that does not ask for the waiting ones by name."""
        return super().get_queryset().filter(waits=False)


class WaitingComment(models.Model):
    """What a comment says until a moderator lets it be shown: it stands nowhere else.

    As ideas.WaitingIdea.
    """

    comment = models.OneToOneField("discussion.Comment", primary_key=True, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    channel = models.CharField(max_length=8)
    assurance = models.CharField(max_length=8)
    revision = models.PositiveSmallIntegerField(default=1)
    refused_for = models.CharField(max_length=16, blank=True, default="", db_default="")
    waits_since = models.DateTimeField(db_default=ClockTimestamp())
    read_by = models.DateTimeField()

    def __str__(self) -> str:
        return f"what the waiting comment {self.comment_id} says"
