# SPDX-License-Identifier: EUPL-1.2
"""The municipality's answers as they are stored, and what they said before."""

from django.db import models

from backend.common.clock import ClockTimestamp
from backend.region.accounts.models import Account


class Answer(models.Model):
    """The municipality's official reply to an idea; office and text are language objects."""

    class Status(models.TextChoices):
        """What the municipality does with the idea."""

        INVESTIGATING = "investigating"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        DONE = "done"

    idea = models.OneToOneField("ideas.Idea", primary_key=True, on_delete=models.PROTECT, related_name="answer")
    status = models.CharField(max_length=13, choices=Status.choices)
    office = models.JSONField(default=dict)
    text = models.JSONField()
    answered_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(db_default=ClockTimestamp())

    def __str__(self) -> str:
        return f"answer to idea {self.idea_id}: {self.status}"


class AnswerVersion(models.Model):
    """What an answer said before it was changed: version 1, 2, … up to the one before today's."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=13, choices=Answer.Status.choices)
    office = models.JSONField(default=dict)
    text = models.JSONField()
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint("answer", "number", name="answer_version_unique")]

    def __str__(self) -> str:
        return f"version {self.number} of the answer to idea {self.answer_id}"
