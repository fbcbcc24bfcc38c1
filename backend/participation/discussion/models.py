# SPDX-License-Identifier: EUPL-1.2
"""Comments on ideas, what they said before, thanks for them, whom they mention, and the tallies."""

from django.db import models
from django.db.models import Q

from backend.common.clock import ClockTimestamp
from backend.participation.discussion.held import ShownComments, WaitingComment
from backend.participation.ideas.models import Idea
from backend.participation.participants.models import Participant
from backend.region.places.models import Municipality
from backend.region.programme.models import Actor

__all__ = ["WaitingComment"]  # a model of this room that has a file of its own


class Comment(models.Model):
    """A comment, or a reply to one (`parent`); a withdrawn one keeps its place without its text.

    In whose name it is said is decided when it is written: `official` is the campaign's
    municipality where its staff speak for it, `actor` an organisation, else the author's own.
    A text that is empty without a withdrawal was deleted with its writer's account, or moderation hides
    it: then `hidden_for` is the ground, and a HiddenComment has the text. One that `waits` is nobody's but its
    writer's: a moderator has not read it yet, or refused it, and a WaitingComment has the text (decision 0043).
    """

    class Stance(models.TextChoices):
        """How the writer stands to the idea."""

        FOR = "for"
        AGAINST = "against"
        NEUTRAL = "neutral"

    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    official = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    actor = models.ForeignKey(Actor, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies")
    stance = models.CharField(max_length=8, choices=Stance.choices, default=Stance.NEUTRAL)
    text = models.TextField()
    language = models.CharField(max_length=8, default="fi")
    written_at = models.DateTimeField(db_default=ClockTimestamp())
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    hidden_for = models.CharField(max_length=16, blank=True, default="", db_default="")
    version = models.PositiveSmallIntegerField(db_default=1)
    waits = models.BooleanField(default=False, db_default=False)

    objects = ShownComments()
    with_waiting = models.Manager["Comment"]()

    class Meta:
        ordering = ["-written_at", "-id"]
        indexes = [
            models.Index(
                fields=["idea", "-written_at", "-id"], name="comment_newest", condition=Q(parent__isnull=True)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(official__isnull=True) | Q(actor__isnull=True), name="comment_in_one_name"
            )
        ]

    def __str__(self) -> str:
        return f"comment {self.pk} on idea {self.idea_id}"


class CommentVersion(models.Model):
    """What a comment said before a change: version 1, 2, … up to the one before today's."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    replaced_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint("comment", "number", name="comment_version_unique")]

    def __str__(self) -> str:
        return f"version {self.number} of comment {self.comment_id}"


class HiddenComment(models.Model):
    """What a comment says that moderation hides: it stands nowhere else until it is shown again."""

    comment = models.OneToOneField(Comment, primary_key=True, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    hidden_at = models.DateTimeField(db_default=ClockTimestamp())

    def __str__(self) -> str:
        return f"what the hidden comment {self.comment_id} says"


class Thank(models.Model):
    """A person's thanks for a comment, once; taking them back deletes the row."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="+")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "participant"], name="thanks_once_a_person")]

    def __str__(self) -> str:
        return f"thanks for comment {self.comment_id}"


class Mention(models.Model):
    """A comment names somebody of the same idea: `@` at `start`, `length` characters with it."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="mentions")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    start = models.PositiveSmallIntegerField()
    length = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["start"]
        constraints = [models.UniqueConstraint(fields=["comment", "start"], name="mention_has_its_place")]

    def __str__(self) -> str:
        return f"mention in comment {self.comment_id}"


class Tally(models.Model):
    """Comments on an idea by stance as folded by the relay up to its place."""

    idea = models.OneToOneField(Idea, primary_key=True, on_delete=models.CASCADE, related_name="+")
    in_favour = models.IntegerField(default=0)
    against = models.IntegerField(default=0)
    neutral = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"comments on idea {self.idea_id}"


class ThanksTally(models.Model):
    """Thanks for a comment as folded by the relay up to its place; never written by an act."""

    comment = models.OneToOneField(Comment, primary_key=True, on_delete=models.CASCADE, related_name="thanks_tally")
    thanks = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.thanks} thanks for comment {self.comment_id}"
