# SPDX-License-Identifier: EUPL-1.2
"""The strategy's spearheads."""

from django.db import models


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
