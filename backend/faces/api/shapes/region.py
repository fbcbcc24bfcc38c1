# SPDX-License-Identifier: EUPL-1.2
"""Municipalities and spearheads."""

from typing import Any

from rest_framework import serializers

from backend.faces.api.shapes.common import Languages


class MunicipalityShape(serializers.Serializer[Any]):
    """A municipality: Statistics Finland's code, and its tile on the region's map."""

    code = serializers.CharField()
    slug = serializers.SlugField()
    name = Languages()
    bilingual = serializers.BooleanField()
    tile_column = serializers.IntegerField()
    tile_row = serializers.IntegerField()


class SpearheadShape(serializers.Serializer[Any]):
    """A spearhead of the region's strategy."""

    slug = serializers.SlugField()
    position = serializers.IntegerField()
    name = Languages()
    description = Languages()


class PlaceShape(serializers.Serializer[Any]):
    """A district or a category: its address word and its name."""

    slug = serializers.SlugField()
    name = Languages()
