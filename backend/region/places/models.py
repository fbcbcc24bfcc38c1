# SPDX-License-Identifier: EUPL-1.2
"""Municipalities, districts and their population: reference data, read only for everybody else."""

from django.db import models

from backend.common.text import LanguageText


class Municipality(models.Model):
    """One of the 26 municipalities; `code` is Statistics Finland's three digits."""

    code = models.CharField(max_length=3, unique=True)
    slug = models.SlugField(unique=True)
    name_fi = models.CharField(max_length=40)
    name_sv = models.CharField(max_length=40)
    inessive_fi = models.CharField(max_length=40)
    bilingual = models.BooleanField(default=False)
    tile_column = models.PositiveSmallIntegerField()
    tile_row = models.PositiveSmallIntegerField()
    sort_key = models.CharField(max_length=60)

    class Meta:
        ordering = ["sort_key"]
        constraints = [models.UniqueConstraint("tile_column", "tile_row", name="municipality_has_its_tile")]

    def __str__(self) -> str:
        return self.name_fi

    @property
    def name(self) -> LanguageText:
        """The name by language; in English the Finnish one is used."""
        return {"fi": self.name_fi, "sv": self.name_sv, "en": self.name_fi}


class District(models.Model):
    """A part of a municipality that a campaign may use; names by language."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="districts")
    slug = models.SlugField()
    name = models.JSONField()

    class Meta:
        ordering = ["municipality", "slug"]
        constraints = [models.UniqueConstraint("municipality", "slug", name="district_unique_in_municipality")]

    def __str__(self) -> str:
        return self.slug


class PopulationDataset(models.Model):
    """Figures of one reference date from one source; `synthetic` says that they were made up for a demonstration."""

    reference_date = models.DateField()
    source = models.CharField(max_length=200)
    licence = models.CharField(max_length=100)
    synthetic = models.BooleanField(default=False)

    class Meta:
        ordering = ["-reference_date", "-id"]
        constraints = [models.UniqueConstraint(fields=["reference_date", "source"], name="population_dataset_once")]

    def __str__(self) -> str:
        return f"population on {self.reference_date} by {self.source}"


class Population(models.Model):
    """How many people live in a municipality: of ages from–to, both included, and of a language.

    The total has neither ages nor a language.
    """

    dataset = models.ForeignKey(PopulationDataset, on_delete=models.CASCADE, related_name="rows")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    language = models.CharField(max_length=8, blank=True, default="")
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "municipality", "age_from", "age_to", "language"],
                name="population_row_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(age_from__isnull=True)
                | models.Q(age_to__isnull=True)
                | models.Q(age_from__lte=models.F("age_to")),
                name="population_ages_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.people} people of municipality {self.municipality_id}"
