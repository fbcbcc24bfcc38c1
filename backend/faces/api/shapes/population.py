# SPDX-License-Identifier: EUPL-1.2
"""Population figures by reference date."""

from typing import Any

from rest_framework import serializers


class PopulationDatasetShape(serializers.Serializer[Any]):
    """Figures of one day from one source; `synthetic` says that they were made up."""

    id = serializers.IntegerField()
    reference_date = serializers.DateField()
    source = serializers.CharField()  # type: ignore[assignment]
    licence = serializers.CharField()
    synthetic = serializers.BooleanField()
    municipalities = serializers.IntegerField(source="places")
    people = serializers.IntegerField()
    loaded_at = serializers.DateTimeField(allow_null=True)


class PopulationSent(serializers.Serializer[Any]):
    """A CSV file with the columns municipality;population, and where it comes from."""

    file = serializers.FileField()
    reference_date = serializers.DateField()
    source = serializers.CharField(max_length=200, allow_blank=True)  # type: ignore[assignment]
    licence = serializers.CharField(max_length=100, allow_blank=True)
    synthetic = serializers.BooleanField(default=False)


class PopulationStored(serializers.Serializer[Any]):
    """What was stored."""

    id = serializers.IntegerField()
    reference_date = serializers.DateField()
    source = serializers.CharField()  # type: ignore[assignment]
