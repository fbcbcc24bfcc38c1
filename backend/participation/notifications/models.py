# SPDX-License-Identifier: EUPL-1.2
"""Follows, notices in the inbox, letters on their way, and what people chose about being written to."""

import uuid

from django.db import models
from django.db.models import Q

from backend.common.clock import ClockTimestamp
from backend.common.text import LANGUAGES
from backend.participation.campaigns.models import Campaign
from backend.participation.discussion.models import Comment
from backend.participation.ideas.models import Idea
from backend.participation.moderation.models import Report
from backend.region.accounts.models import Account
from backend.region.places.models import District


class Follow(models.Model):
    """Somebody wants to hear of a campaign, an idea or a district: exactly one of the three."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    # the constraints below are the indexes of the three
    campaign = models.ForeignKey(Campaign, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    idea = models.ForeignKey(Idea, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    district = models.ForeignKey(District, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    since = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "account"], name="campaign_followed_once"),
            models.UniqueConstraint(fields=["idea", "account"], name="idea_followed_once"),
            models.UniqueConstraint(fields=["district", "account"], name="district_followed_once"),
            models.CheckConstraint(
                condition=Q(campaign__isnull=False, idea__isnull=True, district__isnull=True)
                | Q(campaign__isnull=True, idea__isnull=False, district__isnull=True)
                | Q(campaign__isnull=True, idea__isnull=True, district__isnull=False),
                name="follow_has_one_target",
            ),
        ]

    def __str__(self) -> str:
        return f"follow of {self.campaign_id or self.idea_id or self.district_id}"


class Mute(models.Model):
    """Somebody who would hear of an idea, having written or supported it, does not want to."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="+", db_index=False)
    since = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["idea", "account"], name="idea_muted_once")]

    def __str__(self) -> str:
        return f"idea {self.idea_id} muted"


class MailChoice(models.Model):
    """How often a person wants letters; without a row daily.

    `paused_address` is the address that the mail server refused: no letter is sent to it. Another
    address of the account is written to again.
    """

    class Frequency(models.TextChoices):
        """How often letters come."""

        INSTANT = "instant"
        DAILY = "daily"
        WEEKLY = "weekly"
        NONE = "none"

    account = models.OneToOneField(Account, primary_key=True, on_delete=models.CASCADE, related_name="+")
    frequency = models.CharField(max_length=8, choices=Frequency.choices, default=Frequency.DAILY)
    paused_address = models.EmailField(blank=True, default="", db_default="")
    paused_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"letters {self.frequency}"


class Reminder(models.Model):
    """An address without an account that wants one letter when voting opens; then it is forgotten."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+", db_index=False)
    email = models.EmailField()
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES])
    asked_at = models.DateTimeField(db_default=ClockTimestamp())
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "email"], name="reminder_asked_once")]

    def __str__(self) -> str:
        return f"reminder of campaign {self.campaign_id}"


class Letter(models.Model):
    """One letter: to an account with its news, or to the address of a reminder or a report.

    Its words are made when it is sent, from what it is about; `key` names it in its Message-ID, so
    that a letter sent twice is known by its reader's mail program. `error` is the server's code.
    """

    class Kind(models.TextChoices):
        """What the letter says."""

        NEWS = "news"
        CONFIRM = "confirm"
        REMINDER = "reminder"
        REPORT = "report"
        DECIDED = "decided"

    class State(models.TextChoices):
        """Where the letter is; void: nothing was left to say when it was its turn."""

        QUEUED = "queued"
        SENT = "sent"
        REFUSED = "refused"
        VOID = "void"

    key = models.UUIDField(unique=True, default=uuid.uuid4)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.NEWS)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    reminder = models.ForeignKey(Reminder, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    report = models.ForeignKey(Report, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED, db_default=State.QUEUED)
    tries = models.PositiveSmallIntegerField(default=0, db_default=0)
    next_try = models.DateTimeField(db_default=ClockTimestamp())
    error = models.CharField(max_length=40, blank=True, default="", db_default="")
    made_at = models.DateTimeField(db_default=ClockTimestamp())
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_try", "id"], name="letter_queued", condition=Q(state="queued")),
            models.Index(fields=["ended_at"], name="letter_ended", condition=Q(ended_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"letter {self.pk}, {self.state}"


class Notice(models.Model):
    """One thing that one person is told; ids and a kind only, its words are made when it is read.

    `position` is the event's in the ledger, `once` names what a room told without an event: neither
    is told to a person twice. `mail_due` is when it goes into a letter, null when it is in one
    already or in none. `reason` says why this person is told.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=24)
    reason = models.CharField(max_length=12, db_default="")
    position = models.BigIntegerField(null=True)
    once = models.CharField(max_length=60, null=True)  # noqa: DJ001 null is unlike any other, "" is not
    campaign = models.ForeignKey(Campaign, null=True, on_delete=models.CASCADE, related_name="+")
    idea = models.ForeignKey(Idea, null=True, on_delete=models.CASCADE, related_name="+")
    comment = models.ForeignKey(Comment, null=True, on_delete=models.CASCADE, related_name="+")
    subject_id = models.BigIntegerField(null=True)
    told_at = models.DateTimeField(db_default=ClockTimestamp())
    read_at = models.DateTimeField(null=True)
    mail_due = models.DateTimeField(null=True)
    letter = models.ForeignKey(Letter, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-told_at", "-id"]
        indexes = [
            models.Index(fields=["account", "-told_at", "-id"], name="notice_newest"),
            models.Index(fields=["account"], name="notice_unread", condition=Q(read_at__isnull=True)),
            models.Index(fields=["mail_due", "account"], name="notice_for_letter", condition=Q(mail_due__isnull=False)),
            models.Index(fields=["told_at"], name="notice_age"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["account", "position"], name="notice_once_an_event"),
            models.UniqueConstraint(fields=["account", "once"], name="notice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} told to account {self.account_id}"


class Telling(models.Model):
    """An event whose followers are being told, in batches: all accounts up to `upto_account` have been."""

    position = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=24)
    campaign_id = models.BigIntegerField(null=True)
    idea_id = models.BigIntegerField(null=True)
    comment_id = models.BigIntegerField(null=True)
    subject_id = models.BigIntegerField(null=True)
    upto_account = models.BigIntegerField(db_default=0)

    def __str__(self) -> str:
        return f"telling {self.kind} at {self.position}"


class Consent(models.Model):
    """A line of the log of consents: given or withdrawn, to which wording, when."""

    class Purpose(models.TextChoices):
        """To what a person consents."""

        NEWSLETTER = "newsletter"

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+", db_index=False)
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    given = models.BooleanField()
    wording = models.CharField(max_length=12)
    at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["account", "purpose", "-at", "-id"], name="consent_latest")]

    def __str__(self) -> str:
        return f"{self.purpose} {'given' if self.given else 'withdrawn'}"
