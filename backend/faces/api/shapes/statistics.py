# SPDX-License-Identifier: EUPL-1.2
"""A campaign's statistics."""

from typing import Any

from rest_framework import serializers

from backend.faces.api.shapes.campaigns import PHASE_KINDS


class ActsShape(serializers.Serializer[Any]):
    """How many of each; supports are null while the campaign hides them."""

    ideas = serializers.IntegerField()
    supports = serializers.IntegerField(allow_null=True)
    comments = serializers.IntegerField()
    ideas_hidden = serializers.IntegerField(
        help_text="Hidden by moderation, less those shown again; counted above too."
    )
    comments_hidden = serializers.IntegerField(help_text="The same for comments.")


class PersonCountShape(serializers.Serializer[Any]):
    """A count of people; hidden (`suppressed`, `value` null) where it, or another, would tell of fewer than five."""

    value = serializers.IntegerField(allow_null=True)
    at_least = serializers.IntegerField()
    suppressed = serializers.BooleanField()


class DayShape(serializers.Serializer[Any]):
    """A local day in Europe/Helsinki; `net` has what was taken back on it subtracted, `gross` has not."""

    day = serializers.DateField()
    net = ActsShape()
    gross = ActsShape()


class WeekShape(serializers.Serializer[Any]):
    """An ISO week; its people are null until it is closed and they are published, once and for good."""

    year = serializers.IntegerField()
    week = serializers.IntegerField()
    first = serializers.DateField()
    last = serializers.DateField()
    net = ActsShape()
    gross = ActsShape()
    closed = serializers.BooleanField()
    participants = PersonCountShape(allow_null=True)
    new = PersonCountShape(allow_null=True)
    returning = PersonCountShape(allow_null=True)


class PhaseBandShape(serializers.Serializer[Any]):
    """A phase by its local days; its people are null until it is closed and they are published."""

    kind = serializers.ChoiceField(choices=PHASE_KINDS)
    first = serializers.DateField()
    last = serializers.DateField()
    closed = serializers.BooleanField()
    participants = PersonCountShape(allow_null=True)


class StatisticsShape(serializers.Serializer[Any]):
    """Figures up to `position` of the ledger; `participants` of the whole campaign once it is over and published."""

    campaign = serializers.SlugField(source="slug")
    position = serializers.IntegerField()
    recorded_at = serializers.DateTimeField(allow_null=True)
    computed_at = serializers.DateTimeField()
    today = serializers.DateField()
    closed = serializers.BooleanField()
    net = ActsShape()
    gross = ActsShape()
    unverified = ActsShape(help_text="How many of the net acts nobody signed in for; in no count of people.")
    participants = PersonCountShape(allow_null=True)
    days = DayShape(many=True)
    weeks = WeekShape(many=True)
    phases = PhaseBandShape(many=True)


class TableQuery(serializers.Serializer[Any]):
    """Which table: a row for each day, or for each week with its people."""

    by = serializers.ChoiceField(choices=("day", "week"), required=False, default="day")
