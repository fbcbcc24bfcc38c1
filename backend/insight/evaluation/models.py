# SPDX-License-Identifier: EUPL-1.2
"""Reference data that comes in files: which file, and what it said of websites, social media and the programme."""

from django.db import models
from django.db.models import F, Q

from backend.common.clock import ClockTimestamp
from backend.region.places.models import Municipality


class ReferenceImport(models.Model):
    """A file that was stored: of which kind, from whom, under which licence, as of which day.

    `digest` is its SHA-256 in hexadecimal; `added`, `changed` and `same` count its rows. Who brought it
    stands in the audit log.
    """

    kind = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    source = models.CharField(max_length=200)
    licence = models.CharField(max_length=100)
    reference_date = models.DateField()
    synthetic = models.BooleanField(default=False)
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    same = models.PositiveIntegerField()
    imported_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        ordering = ["-imported_at", "-id"]

    def __str__(self) -> str:
        return f"{self.kind} of {self.reference_date}"


class WebPeriod(models.Model):
    """Visits to a website in some days: a municipality's pages, or the region's (`municipality` null).

    `visitors` are people as the website's own statistics tell them apart in these days, so two periods are
    never summed. `converted` counts visits in which somebody began to take part, where the file says it.
    """

    municipality = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    first = models.DateField()
    last = models.DateField()
    visits = models.PositiveIntegerField()
    visitors = models.PositiveIntegerField(null=True, blank=True)
    converted = models.PositiveIntegerField(null=True, blank=True)
    synthetic = models.BooleanField(default=False)

    class Meta:
        ordering = ["first", "last", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "first", "last"], name="web_period_once", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(first__lte=F("last")), name="web_period_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"visits of {self.first}–{self.last}"


class SocialPeriod(models.Model):
    """What one channel of social media reached in some days: a municipality's, or the region's (null)."""

    channel = models.CharField(max_length=40)
    municipality = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    first = models.DateField()
    last = models.DateField()
    reach = models.PositiveBigIntegerField()
    reactions = models.PositiveBigIntegerField()
    synthetic = models.BooleanField(default=False)

    class Meta:
        ordering = ["first", "last", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "municipality", "first", "last"], name="social_period_once", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(first__lte=F("last")), name="social_period_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} of {self.first}–{self.last}"


class ProgrammeTarget(models.Model):
    """An indicator of the regional programme: where it began, where it should be, and where it is.

    `achieved` is entered with its evidence, or null where `indicator` names one of the catalogue whose
    figure it takes.
    """

    code = models.CharField(max_length=20, unique=True)
    name = models.JSONField()
    unit = models.CharField(max_length=60)
    baseline = models.DecimalField(max_digits=18, decimal_places=6)
    baseline_year = models.PositiveSmallIntegerField()
    milestone = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    milestone_year = models.PositiveSmallIntegerField(null=True, blank=True)
    target = models.DecimalField(max_digits=18, decimal_places=6)
    target_year = models.PositiveSmallIntegerField()
    achieved = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    achieved_on = models.DateField(null=True, blank=True)
    evidence = models.CharField(max_length=400, blank=True, default="")
    indicator = models.CharField(max_length=20, blank=True, default="")
    synthetic = models.BooleanField(default=False)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(achieved__isnull=True) | Q(indicator=""), name="programme_figure_entered_or_taken"
            ),
        ]

    def __str__(self) -> str:
        return self.code
