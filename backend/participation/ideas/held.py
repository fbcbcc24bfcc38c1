# SPDX-License-Identifier: EUPL-1.2
"""What an idea says that a moderator has not let be shown, and the ideas without those."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from backend.common.clock import ClockTimestamp

if TYPE_CHECKING:
    from backend.participation.ideas.models import Idea

WAITING = "waiting"
"""The state of an idea that nobody but its author sees."""


class ShownIdeas(models.Manager["Idea"]):
    """All ideas but those that wait or were refused: no list, count, search or act knows of these."""

    def get_queryset(self) -> models.QuerySet[Idea]:
        """What everything reads that does not ask for the waiting ones by name."""
        return super().get_queryset().exclude(state=WAITING)


class WaitingIdea(models.Model):
    """What an idea says until a moderator lets it be shown: it stands nowhere else.

    Read by `read_by`, as was promised. `refused_for` is the ground on which it was refused. `revision` grows
    with each change, so that nobody decides about a text that they have not read. `channel` and `assurance`
    are those of the act, for the ledger.
    """

    idea = models.OneToOneField("ideas.Idea", primary_key=True, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=500)
    text = models.TextField()
    place = models.CharField(max_length=200)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    channel = models.CharField(max_length=8)
    assurance = models.CharField(max_length=8)
    revision = models.PositiveSmallIntegerField(default=1)
    refused_for = models.CharField(max_length=16, blank=True, default="", db_default="")
    waits_since = models.DateTimeField(db_default=ClockTimestamp())
    read_by = models.DateTimeField()

    def __str__(self) -> str:
        return f"what the waiting idea {self.idea_id} says"
