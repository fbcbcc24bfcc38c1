# SPDX-License-Identifier: EUPL-1.2
"""Narrow cubes folded from the ledger: acts per day, and who took part on a day."""

from django.db import models

from backend.common.clock import ClockTimestamp


class DailyCount(models.Model):
    """Acts of a campaign on a local day, of one kind and channel.

    What moderation hid on a day is in kinds of its own; it stays in the other ones, for it was done.
    `net` is the sum of the signs (a withdrawal counts −1 on its own day), `gross` the number of
    acts whatever became of them. Additive: cubes of spans of positions are summed.
    """

    class Kind(models.TextChoices):
        """What was done."""

        IDEA = "idea"
        SUPPORT = "support"
        COMMENT = "comment"
        SIGNATURE = "signature"
        HIDDEN_IDEA = "hidden_idea"
        HIDDEN_COMMENT = "hidden_comment"

    pk = models.CompositePrimaryKey("campaign_id", "day", "kind", "channel")
    campaign_id = models.BigIntegerField()
    day = models.DateField()
    kind = models.CharField(max_length=16, choices=Kind.choices)
    channel = models.CharField(max_length=10)
    net = models.IntegerField()
    gross = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.net} net of {self.kind} in campaign {self.campaign_id} on {self.day}"


class DailyPeople(models.Model):
    """Who acted in a campaign on a local day: a serialised 32-bit Roaring bitmap of PersonIndex numbers.

    Bitmaps of any days and campaigns can be united: exact numbers of distinct people.
    """

    pk = models.CompositePrimaryKey("campaign_id", "day")
    campaign_id = models.BigIntegerField()
    day = models.DateField()
    people = models.BinaryField()

    def __str__(self) -> str:
        return f"people in campaign {self.campaign_id} on {self.day}"


class ContextPeople(models.Model):
    """Who of a campaign's people has a value of the frozen context: a bitmap as in DailyPeople, of all days.

    `value` is a municipality's or district's id, an age band or a language; "" is unknown. In each
    dimension everybody who took part stands exactly once, so that the people of any days with any
    value are the united bitmaps of the days, cut with this one.
    """

    class Dimension(models.TextChoices):
        """What the context says."""

        MUNICIPALITY = "municipality"
        DISTRICT = "district"
        AGE_BAND = "age_band"
        LANGUAGE = "language"

    pk = models.CompositePrimaryKey("campaign_id", "dimension", "value")
    campaign_id = models.BigIntegerField()
    dimension = models.CharField(max_length=12, choices=Dimension.choices)
    value = models.CharField(max_length=20)
    people = models.BinaryField()

    def __str__(self) -> str:
        return f"people of campaign {self.campaign_id} with {self.dimension} {self.value}"


class PersonIndex(models.Model):
    """A person's small number in bitmaps: given once, never given to another, in no file and no API."""

    number = models.AutoField(primary_key=True)
    person_number = models.BigIntegerField(unique=True)

    def __str__(self) -> str:
        return f"person {self.number}"


class Release(models.Model):
    """Counts of people of one closed period of a campaign as they were published: stored once, never recomputed.

    `people` and `cells` are what is shown; null is hidden. `counted` is what was true then: it is read by the audit
    of later releases only and leaves in no file and no API. `digest` is SHA-256 of what is shown.
    """

    class Kind(models.TextChoices):
        """What the period is."""

        WEEK = "week"
        PHASE = "phase"
        CAMPAIGN = "campaign"

    campaign_id = models.BigIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    period = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    first = models.DateField()
    last = models.DateField()
    rung = models.PositiveSmallIntegerField()
    people = models.JSONField()
    cells = models.JSONField()
    counted = models.JSONField()
    position = models.BigIntegerField()
    definition = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign_id", "period", "version"], name="release_published_once")
        ]

    def __str__(self) -> str:
        return f"{self.period} of campaign {self.campaign_id}"


class Coarseness(models.Model):
    """How coarsely a campaign's people are told, from the finest rung down: chosen once, before there is data.

    `population_id` is the dataset from which it was chosen, null where none was loaded; each of `rungs` has the label
    to which every municipality's id (`places`) and age band (`bands`) belongs.
    """

    campaign_id = models.BigIntegerField(unique=True)
    population_id = models.BigIntegerField(null=True)
    rungs = models.JSONField()
    chosen_at = models.DateTimeField(db_default=ClockTimestamp())

    def __str__(self) -> str:
        return f"coarseness of campaign {self.campaign_id}"
