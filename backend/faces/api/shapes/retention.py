# SPDX-License-Identifier: EUPL-1.2
"""How long a campaign's personal data is kept: how it is asked for and answered."""

from typing import Any

from rest_framework import serializers


class KeepingShape(serializers.Serializer[Any]):
    """Until when; `deleted_on` is null without phases, the hold is there for admins alone."""

    months = serializers.IntegerField()
    deleted_on = serializers.DateField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    held_until = serializers.DateField(allow_null=True)
    held_for = serializers.CharField(allow_blank=True)


class MonthsWritten(serializers.Serializer[Any]):
    """How many months after the campaign's end, 1–120."""

    months = serializers.IntegerField()


class HoldWritten(serializers.Serializer[Any]):
    """The last day of the hold, and why; the municipality's admins read it."""

    until = serializers.DateField()
    reason = serializers.CharField()


class RowsShape(serializers.Serializer[Any]):
    """How many rows of a kind would go."""

    name = serializers.CharField()
    words = serializers.CharField(source="label")
    rows = serializers.IntegerField()
