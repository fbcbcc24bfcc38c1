# SPDX-License-Identifier: EUPL-1.2
"""Municipalities and districts: reference data, read only for everybody else."""

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
