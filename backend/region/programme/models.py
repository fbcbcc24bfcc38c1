# SPDX-License-Identifier: EUPL-1.2
"""The strategy's spearheads, the actors around them, and who may act in an actor's name."""

from django.db import models
from django.db.models import Q

from backend.common.clock import ClockTimestamp
from backend.common.text import LANGUAGES
from backend.region.accounts.models import Account
from backend.region.places.models import Municipality


class Spearhead(models.Model):
    """A spearhead of the region's strategy; name and description by language."""

    slug = models.SlugField(unique=True)
    position = models.PositiveSmallIntegerField(unique=True)
    name = models.JSONField()
    description = models.JSONField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.slug


class Actor(models.Model):
    """An organisation; name and description are language objects, a language may be missing.

    Public once staff have confirmed the first claim to it (`confirmed_at`). `sort_key` orders by
    the name, `business_id` is the Finnish business ID (Y-tunnus) or "".
    """

    class Kind(models.TextChoices):
        """What an actor is."""

        COMPANY = "company"
        UNIVERSITY = "university"
        RESEARCH = "research"
        ASSOCIATION = "association"
        PUBLIC = "public"
        OTHER = "other"

    name = models.JSONField()
    description = models.JSONField(default=dict)
    kind = models.CharField(max_length=11, choices=Kind.choices)
    business_id = models.CharField(max_length=9, blank=True, default="")
    website = models.URLField(max_length=200, blank=True, default="")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    sort_key = models.CharField(max_length=240)
    proposed_at = models.DateTimeField(db_default=ClockTimestamp())
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["business_id"],
                name="actor_business_id_unique",
                condition=Q(confirmed_at__isnull=False) & ~Q(business_id=""),
            )
        ]

    def __str__(self) -> str:
        return f"actor {self.pk}"


class ActorClaim(models.Model):
    """An account says that it may act in an actor's name; confirmed, it is a membership until it ends.

    `message` is read by the staff who decide, and emptied by their decision; `reason` is read by
    the claimant.
    """

    class State(models.TextChoices):
        """How far a claim is."""

        PENDING = "pending"
        CONFIRMED = "confirmed"
        DECLINED = "declined"
        ENDED = "ended"

    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="claims")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=9, choices=State.choices, default=State.PENDING)
    message = models.TextField(blank=True, default="")
    reason = models.TextField(blank=True, default="")
    made_at = models.DateTimeField(db_default=ClockTimestamp())
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["actor", "account"],
                name="actor_claimed_once_at_a_time",
                condition=Q(state__in=["pending", "confirmed"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.state} claim {self.pk} to actor {self.actor_id}"


class Instrument(models.Model):
    """What pays for pilots and projects: ERDF, AIKO, own money, …; data, named by language."""

    slug = models.SlugField(unique=True)
    position = models.PositiveSmallIntegerField(unique=True)
    name = models.JSONField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.slug


class Platform(models.Model):
    """An innovation platform or pilot environment, where pilots are tried out; texts by language."""

    name = models.JSONField()
    description = models.JSONField(default=dict)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    spearhead = models.ForeignKey(Spearhead, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"platform {self.pk}"


class Pilot(models.Model):
    """Something that is tried out in practice; public, its texts by language.

    `municipality` leads it. `outcome` says what came of it, once it is done or stopped.
    """

    class State(models.TextChoices):
        """How far it is."""

        PLANNED = "planned"
        RUNNING = "running"
        DONE = "done"
        STOPPED = "stopped"

    name = models.JSONField()
    summary = models.JSONField()
    spearhead = models.ForeignKey(Spearhead, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    platform = models.ForeignKey(Platform, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=7, choices=State.choices, default=State.PLANNED)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    outcome = models.JSONField(default=dict, blank=True)
    changed_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        ordering = ["-changed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(starts_on__lte=models.F("ends_on")),
                name="pilot_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["done", "stopped"]) | ~Q(outcome={}), name="ended_pilot_has_an_outcome"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} pilot {self.pk}"


class PilotActor(models.Model):
    """An organisation's part in a pilot, public once it is confirmed.

    Staff put it there, or a member asked in its name: then `message` is for the staff, and emptied
    by their decision; `reason` is read by whoever asked.
    """

    class Role(models.TextChoices):
        """What the organisation does in it."""

        CARRIER = "carrier"
        PARTNER = "partner"
        TESTER = "tester"
        KNOWLEDGE = "knowledge"
        FUNDER = "funder"

    class State(models.TextChoices):
        """How far its joining is."""

        ASKED = "asked"
        CONFIRMED = "confirmed"
        DECLINED = "declined"
        ENDED = "ended"

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="actors")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=9, choices=Role.choices)
    state = models.CharField(max_length=9, choices=State.choices, default=State.ASKED)
    message = models.TextField(blank=True, default="")
    reason = models.TextField(blank=True, default="")
    asked_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(db_default=ClockTimestamp())
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["pilot", "actor"],
                name="pilot_actor_once_at_a_time",
                condition=Q(state__in=["asked", "confirmed"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.state} part of actor {self.actor_id} in pilot {self.pilot_id}"


class PilotContact(models.Model):
    """What somebody wrote to a pilot from the showcase; staff see it once the address is confirmed, and have 14 days.

    Name, organisation, address and words go some months after `closed_at`; the dates stay, for counts.
    """

    class Wish(models.TextChoices):
        """What the writer wants."""

        PARTNER = "partner"
        LEARN = "learn"
        PRESS = "press"

    class Outcome(models.TextChoices):
        """What came of it."""

        JOINED = "joined"
        ANSWERED = "answered"
        NOT_OURS = "not_ours"

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="+")
    wish = models.CharField(max_length=7, choices=Wish.choices)
    name = models.CharField(max_length=100, blank=True)
    organisation = models.CharField(max_length=120, blank=True, default="")
    email = models.EmailField(blank=True)
    message = models.TextField(blank=True)
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES])
    received_at = models.DateTimeField(db_default=ClockTimestamp())
    confirmed_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True, default="")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_at", "id"]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="contact_waiting",
                condition=Q(confirmed_at__isnull=False, answered_at__isnull=True, closed_at__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, due_at__isnull=True)
                | Q(confirmed_at__isnull=False, due_at__isnull=False),
                name="contact_clock_starts_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="") | Q(closed_at__isnull=False) & ~Q(outcome=""),
                name="contact_closed_with_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.pk} to pilot {self.pilot_id}"


class PilotMilestone(models.Model):
    """A dated step of a pilot; `title` by language."""

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="milestones")
    title = models.JSONField()
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return f"milestone {self.pk} of pilot {self.pilot_id}"


class FundingRow(models.Model):
    """What one instrument grants and pays a pilot or another project in a year, in euros.

    A row of a project that is no pilot here has its name in `project`. `actor` or `municipality`
    says who gets the money, where that is known.
    """

    pilot = models.ForeignKey(Pilot, null=True, blank=True, on_delete=models.PROTECT, related_name="funding")
    project = models.CharField(max_length=200, blank=True, default="")
    spearhead = models.ForeignKey(Spearhead, on_delete=models.PROTECT, related_name="+")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    granted = models.DecimalField(max_digits=14, decimal_places=2)
    paid = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    actor = models.ForeignKey(Actor, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["year", "instrument__position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(granted__gte=0, paid__gte=0), name="funding_not_negative"),
            models.CheckConstraint(
                condition=Q(pilot__isnull=False) | ~Q(project=""), name="funding_of_a_pilot_or_a_project"
            ),
        ]

    def __str__(self) -> str:
        return f"funding {self.year} of {self.pilot_id or self.project}"
