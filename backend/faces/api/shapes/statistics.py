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


class GroupShape(serializers.Serializer[Any]):
    """A group ("" is unknown); shares and ratio are null where a cell is hidden or no population is known."""

    group = serializers.CharField(allow_blank=True)
    people = PersonCountShape()
    population = serializers.IntegerField(allow_null=True)
    share = serializers.FloatField(allow_null=True)
    population_share = serializers.FloatField(allow_null=True)
    ratio = serializers.FloatField(allow_null=True)


class GroupTableShape(serializers.Serializer[Any]):
    """The groups of a dimension; ages are of those who live in `area`, or of all where it is "total"."""

    dimension = serializers.ChoiceField(choices=("area", "age_band", "language"))
    area = serializers.CharField()
    rows = GroupShape(many=True)


class PopulationShape(serializers.Serializer[Any]):
    """Which population the groups are compared with."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """With `source`, a name that a serializer field has already."""
        return {**super().get_fields(), "source": serializers.CharField()}

    reference_date = serializers.DateField()
    licence = serializers.CharField()
    synthetic = serializers.BooleanField()


class WhoTookPartShape(serializers.Serializer[Any]):
    """What is published of a whole campaign's people; null and empty until it is over and published."""

    campaign = serializers.SlugField(source="slug")
    published_at = serializers.DateTimeField(allow_null=True)
    position = serializers.IntegerField(allow_null=True)
    people = PersonCountShape(allow_null=True)
    tables = GroupTableShape(many=True)
    population = PopulationShape(allow_null=True)


class TableQuery(serializers.Serializer[Any]):
    """Which table: a row for each day, or for each week with its people."""

    by = serializers.ChoiceField(choices=("day", "week"), required=False, default="day")
