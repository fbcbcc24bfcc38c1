# SPDX-License-Identifier: EUPL-1.2
"""Cases with their reports, decisions with their reasons, and appeals."""

import datetime

from django.db import models
from django.db.models import Q

from backend.common.clock import ClockTimestamp
from backend.common.ids import random_name
from backend.common.text import LANGUAGES
from backend.participation.campaigns.models import Campaign
from backend.participation.discussion.models import Comment
from backend.participation.ideas.models import Idea
from backend.participation.moderation.grounds import reference_of
from backend.region.accounts.models import Account

_LANGUAGES = [(code, code) for code in LANGUAGES]


class Case(models.Model):
    """An idea, or with `comment` a comment on it, about which something is to be decided; open at most once.

    All reports of it until the decision are in one case.
    """

    class Source(models.TextChoices):
        """Why there is a case."""

        REPORT = "report"
        STAFF = "staff"
        PREMODERATION = "premoderation"
        FLAG = "flag"

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="+")
    comment = models.ForeignKey(Comment, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=16, choices=Source.choices)
    # by when it was promised to be read, where it is read before it is shown
    due_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(db_default=ClockTimestamp())
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["opened_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "comment"],
                name="case_open_once",
                condition=Q(closed_at__isnull=True),
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"case {self.pk}"


class Flag(models.Model):
    """What a machine noticed of an idea or a comment, with its evidence: it hides and delays nothing.

    `numbers` are what the kind counts, `others` the ids of texts that show it ([idea, comment or null]). Once for
    each kind, however often the ledger is read.
    """

    class Kind(models.TextChoices):
        """What was noticed."""

        SAME_TEXT = "same_text"
        FAST = "fast"
        MANY_LINKS = "many_links"
        MOSTLY_LINK = "mostly_link"
        NEW_ACCOUNT = "new_account"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="flags")
    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="+")
    comment = models.ForeignKey(Comment, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    numbers = models.JSONField(default=dict)
    others = models.JSONField(default=list)
    noticed_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        ordering = ["kind", "id"]
        constraints = [
            models.UniqueConstraint(fields=["idea", "comment", "kind"], name="flag_once", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"{self.kind} of case {self.case_id}"


class Report(models.Model):
    """What somebody, with an account or without, says is wrong with an idea or a comment (DSA article 16).

    Whoever knows `key` may follow it; `number` is for a receipt and for talking of it. `version` is
    that of the text which was reported. To `email` goes one letter that asks whether it is the reporter's,
    and nothing else until `email_confirmed_at`.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reports")
    key = models.CharField(max_length=32, unique=True, default=random_name)
    category = models.CharField(max_length=16)
    explanation = models.TextField()
    name = models.CharField(max_length=100, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    email_confirmed_at = models.DateTimeField(null=True, blank=True)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    language = models.CharField(max_length=2, choices=_LANGUAGES, default="fi")
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [models.UniqueConstraint(fields=["case", "account"], name="report_once_an_account")]

    def __str__(self) -> str:
        return f"report {self.number}"

    @property
    def number(self) -> str:
        """What the receipt calls it, such as "R-2026-41"."""
        made_at: datetime.datetime = self.made_at
        return f"R-{made_at:%Y}-{self.pk}"


class Appeal(models.Model):
    """An author's or a reporter's objection to a decision (DSA article 20), decided by another person.

    `report` is the reporter's, null where the author appeals. `first_decided_by` is who must not decide it.
    """

    decision = models.ForeignKey("Decision", on_delete=models.PROTECT, related_name="appeals")
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    report = models.ForeignKey(Report, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    made_at = models.DateTimeField(db_default=ClockTimestamp())
    first_decided_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    stands = models.BooleanField(null=True)
    reasons = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "report"], name="appeal_once", nulls_distinct=False),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | Q(first_decided_by__isnull=True)
                | ~Q(decided_by=models.F("first_decided_by")),
                name="appeal_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, stands__isnull=True)
                | Q(decided_at__isnull=False, stands__isnull=False),
                name="appeal_decided_or_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"appeal {self.pk}"


class Decision(models.Model):
    """What a person decided about a case, and the statement of reasons (DSA article 17); never by a machine.

    It takes effect, and is told, at `takes_effect_at`: until then who made it may undo it. `facts` and
    `reference` (empty where the ground's own is cited) are in `language`, everything else is said in
    the reader's. `appeal` is the one that it decides.
    """

    class Outcome(models.TextChoices):
        """What becomes of the content."""

        HIDE = "hide"
        LEAVE = "leave"
        RESTORE = "restore"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    ground = models.CharField(max_length=16, blank=True, default="")
    reference = models.CharField(max_length=200, blank=True, default="")
    facts = models.TextField(blank=True, default="")
    language = models.CharField(max_length=2, choices=_LANGUAGES, default="fi")
    decided_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(db_default=ClockTimestamp())
    takes_effect_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    carried_out_at = models.DateTimeField(null=True, blank=True)
    # of which revision of a waiting text it is: it decides about no other
    revision = models.PositiveSmallIntegerField(null=True, blank=True)
    appeal = models.OneToOneField(Appeal, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["decided_at", "id"]
        indexes = [
            models.Index(
                fields=["takes_effect_at"],
                name="decision_due",
                condition=Q(undone_at__isnull=True, carried_out_at__isnull=True),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                name="case_decided_once",
                condition=Q(undone_at__isnull=True, appeal__isnull=True),
            ),
            models.CheckConstraint(condition=~Q(outcome="hide") | ~Q(ground=""), name="hiding_has_a_ground"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(carried_out_at__isnull=True), name="undone_or_carried_out"
            ),
        ]

    def __str__(self) -> str:
        return f"decision {self.pk}: {self.outcome}"

    @property
    def cited(self) -> str:
        """The law or rule: what was written, or else the ground's own in the active language."""
        return self.reference or reference_of(self.ground)
