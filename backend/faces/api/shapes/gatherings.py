# SPDX-License-Identifier: EUPL-1.2
"""Gatherings and the cost of a campaign: how they are asked for and answered."""

from typing import Any

from rest_framework import serializers

from backend.faces.api.shapes.common import Languages, LanguagesWritten

GATHERINGS = ("meeting", "workshop", "school_visit", "desk_day")


class GatheringShape(serializers.Serializer[Any]):
    """People met because of a campaign; `attended` is how many came, null until somebody has counted."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=GATHERINGS)
    held_on = serializers.DateField()
    place = serializers.CharField()
    title = Languages()
    attended = serializers.IntegerField(allow_null=True)
    version = serializers.IntegerField()


class GatheringWritten(serializers.Serializer[Any]):
    """A gathering; never names of those who came."""

    kind = serializers.ChoiceField(choices=GATHERINGS)
    held_on = serializers.DateField()
    place = serializers.CharField(max_length=1000, allow_blank=True)
    title = LanguagesWritten()
    attended = serializers.IntegerField(allow_null=True, required=False, default=None)


class GatheringEdited(GatheringWritten):
    """The whole of it anew; `version` is the one that was read."""

    version = serializers.IntegerField()


class GatheringDropped(serializers.Serializer[Any]):
    """Why it is counted no more."""

    reason = serializers.CharField(max_length=1000, allow_blank=True)


class CostWritten(serializers.Serializer[Any]):
    """Hours of staff at a price, and purchases, in euros; `is_public` shows the cost to everybody."""

    staff_hours = serializers.DecimalField(max_digits=9, decimal_places=1)
    hour_price = serializers.DecimalField(max_digits=9, decimal_places=2)
    purchases = serializers.DecimalField(max_digits=12, decimal_places=2)
    is_public = serializers.BooleanField(required=False, default=False)


class CostShape(CostWritten):
    """The edition that stands, and its sum."""

    edition = serializers.IntegerField()
    total = serializers.DecimalField(max_digits=16, decimal_places=2)
    noted_at = serializers.DateTimeField()
