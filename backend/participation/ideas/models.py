# SPDX-License-Identifier: EUPL-1.2
"""Ideas and the versions they went through."""

from django.db import models

from backend.common.clock import ClockTimestamp
from backend.common.ids import random_name
from backend.participation.campaigns.models import Campaign, Category
from backend.participation.ideas.answers import Answer, AnswerVersion
from backend.participation.ideas.held import ShownIdeas, WaitingIdea
from backend.participation.ideas.pilots import IdeaPilot
from backend.participation.participants.models import Participant
from backend.region.accounts.models import Account
from backend.region.places.models import District
from backend.region.programme.models import Actor

__all__ = ["Answer", "AnswerVersion", "IdeaPilot", "WaitingIdea"]  # models of this room that have a file of their own


class Idea(models.Model):
    """What a resident proposes; title and text are in the author's `language` only.

    `cost` is in the campaign's currency units (euros unless imported); coordinates are WGS 84
    degrees and only a hint. `actor` is the organisation in whose name the author proposed it.
    `hidden_for` is the ground on which moderation hides it: then a HiddenIdea has its words.
    """

    class State(models.TextChoices):
        """Whether an idea stands; erased and hidden ones do, as empty places with supports, answer, replies.

        A merged one does not stand, and is still read: it counts for another, `merged_into`. A waiting one
        is nobody's but its author's: a moderator has not read it yet, or refused it (decision 0043).
        """

        PUBLISHED = "published"
        WITHDRAWN = "withdrawn"
        ERASED = "erased"
        MERGED = "merged"
        HIDDEN = "hidden"
        WAITING = "waiting"

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="ideas")
    author = models.ForeignKey(Participant, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    actor = models.ForeignKey(Actor, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
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
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    hidden_for = models.CharField(max_length=16, blank=True, default="", db_default="")
    version = models.PositiveIntegerField(default=1)
    proposed_at = models.DateTimeField(db_default=ClockTimestamp())

    objects = ShownIdeas()
    with_waiting = models.Manager["Idea"]()

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
            models.CheckConstraint(
                condition=models.Q(state="merged", merged_into__isnull=False)
                | (~models.Q(state="merged") & models.Q(merged_into__isnull=True)),
                name="idea_merged_into_another",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
                name="idea_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.title


STANDING = (Idea.State.PUBLISHED, Idea.State.ERASED, Idea.State.HIDDEN)
"""Ideas that are listed and counted."""
READABLE = (Idea.State.PUBLISHED, Idea.State.MERGED)
"""Ideas whose words, photo and answer are shown."""


class HiddenIdea(models.Model):
    """What an idea says that moderation hides: it stands nowhere else until it is shown again."""

    idea = models.OneToOneField(Idea, primary_key=True, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=500)
    text = models.TextField()
    place = models.CharField(max_length=200)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    hidden_at = models.DateTimeField(db_default=ClockTimestamp())

    def __str__(self) -> str:
        return f"what the hidden idea {self.idea_id} says"


class IdeaVersion(models.Model):
    """What an idea said before a change: version 1, 2, … up to the one before today's.

    Of its photo the description is kept, not the picture: a photo that is taken off is gone.
    """

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=500)
    text = models.TextField(blank=True, default="")
    place = models.CharField(max_length=200, blank=True, default="")
    category = models.ForeignKey(Category, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    district = models.ForeignKey(District, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    photo_alt = models.CharField(max_length=300, blank=True, default="", db_default="")
    replaced_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint("idea", "number", name="idea_version_unique")]

    def __str__(self) -> str:
        return f"version {self.number} of idea {self.idea_id}"


class Sketch(models.Model):
    """An idea's title as `methods.similarity` compares it; `title_hash` (crc32) says of which title it is."""

    idea = models.OneToOneField(Idea, primary_key=True, on_delete=models.CASCADE, related_name="+")
    title_hash = models.BigIntegerField()
    pieces = models.BinaryField(max_length=512)

    def __str__(self) -> str:
        return f"sketch of idea {self.idea_id}"


class Exposure(models.Model):
    """How often an idea was on a list that somebody looked at; nobody's name, no moment."""

    idea = models.OneToOneField(Idea, primary_key=True, on_delete=models.CASCADE, related_name="+")
    shown = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"idea {self.idea_id} was shown {self.shown} times"


class Edition(models.Model):
    """64 orders of a campaign's ideas, least seen first; it never changes, the next one has the next number.

    `idea_ids` are 64-bit numbers, the least seen first; `heads` 32-bit places among them, the planned
    beginnings of the orders one after another. `shown` and `newest_id` say of which state it was made.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField(db_default=ClockTimestamp())
    idea_ids = models.BinaryField()
    heads = models.BinaryField()
    shown = models.BigIntegerField()
    newest_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint("campaign", "number", name="edition_unique")]

    def __str__(self) -> str:
        return f"edition {self.number} of campaign {self.campaign_id}"


class StoredFile(models.Model):
    """A file under MEDIA: the row is there before the file, and until after it.

    `delete_after` is null while something shows the file. So a process that dies at any moment
    leaves no file that nobody knows of.
    """

    name = models.CharField(primary_key=True, max_length=100)
    delete_after = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["delete_after"],
                name="stored_file_to_delete",
                condition=models.Q(delete_after__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Photo(models.Model):
    """A photo, as two pictures of our own making; without an idea it waits for one, for a day.

    Whoever knows `key` may put a waiting photo on an idea; `alt` says what it shows and is needed
    by then. Width and height are pixels of each picture.
    """

    key = models.CharField(max_length=32, unique=True, default=random_name)
    idea = models.OneToOneField(Idea, null=True, blank=True, on_delete=models.PROTECT, related_name="photo")
    alt = models.CharField(max_length=300, blank=True, default="")
    uploaded_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    uploaded_at = models.DateTimeField(db_default=ClockTimestamp())
    large = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    small = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    small_width = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(idea__isnull=True) | ~models.Q(alt=""), name="photo_of_an_idea_is_described"
            )
        ]

    def __str__(self) -> str:
        return f"photo {self.id}"


class Coauthor(models.Model):
    """A participant who writes an idea together with its author."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="coauthors")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    joined_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        ordering = ["joined_at", "id"]
        constraints = [models.UniqueConstraint("idea", "participant", name="coauthor_once")]

    def __str__(self) -> str:
        return f"co-author of idea {self.idea_id}"


class CoauthorInvitation(models.Model):
    """A link that lets one person join an idea's authors; `token_hash` is SHA-256 of what the link holds."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="invitations")
    token_hash = models.BinaryField(max_length=32, unique=True)
    invited_at = models.DateTimeField(db_default=ClockTimestamp())
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["invited_at", "id"]

    def __str__(self) -> str:
        return f"invitation to idea {self.idea_id}"


class KeptDraft(models.Model):
    """What a person is writing for a campaign, as it was typed: `fields` maps a field's name to its text.

    `revision` grows with each saving and `saved_from` names the page that did it, so that another
    device's newer text is noticed and a page never stumbles over itself.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    fields = models.JSONField(default=dict)
    photo = models.ForeignKey(Photo, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    saved_from = models.CharField(max_length=32, blank=True, default="")
    saved_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        constraints = [models.UniqueConstraint("account", "campaign", name="draft_once_in_a_campaign")]

    def __str__(self) -> str:
        return f"draft {self.id}"


class ShareCard(models.Model):
    """The picture that stands for an idea where its link is shared; drawn of the idea's `version`, 0 not yet."""

    idea = models.OneToOneField(Idea, primary_key=True, on_delete=models.CASCADE, related_name="share_card")
    version = models.PositiveIntegerField(default=0)
    file = models.OneToOneField(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"share card of idea {self.idea_id}"
