# SPDX-License-Identifier: EUPL-1.2
"""The catalogue of indicators, and figures."""

from typing import Any

from drf_spectacular.utils import inline_serializer
from rest_framework import serializers

from backend.faces.api.shapes.common import Languages
from backend.methods.indicators.catalogue import REFRESHES, RULES


class IndicatorShape(serializers.Serializer[Any]):
    """What a figure means."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """With `source`, a name that a serializer field has already."""
        return {**super().get_fields(), "source": serializers.CharField()}

    code = serializers.CharField()
    group = serializers.CharField()
    version = serializers.IntegerField(help_text="Raised when the meaning changes.")
    name = Languages()
    definition = Languages()
    formula = serializers.CharField()
    unit = serializers.CharField()
    dimensions = serializers.ListField(child=serializers.CharField())
    refresh = serializers.ChoiceField(choices=REFRESHES)
    rule = serializers.ChoiceField(
        choices=RULES,
        help_text="R0 no persons; R1 at least five people; R2 also complementary suppression and closed periods.",
    )
    proxy = serializers.BooleanField(help_text="Stands for something that cannot be counted itself.")


class CatalogueShape(serializers.Serializer[Any]):
    """All indicators, with the names of groups and units."""

    version = serializers.IntegerField()
    groups = serializers.DictField(child=Languages())
    units = serializers.DictField(child=Languages())
    indicators = IndicatorShape(many=True)


class FigureShape(serializers.Serializer[Any]):
    """A value in the indicator's unit; null where `hidden`, not known (`no_data`) or, of people, not released."""

    value = serializers.FloatField(allow_null=True)
    n = serializers.IntegerField(allow_null=True, help_text="How many it rests on.")
    hidden = serializers.BooleanField(help_text="It, or another figure, would tell of fewer than five people.")
    status = serializers.ChoiceField(choices=["provisional", "final", "no_data", "not_published"])
    dimensions = serializers.DictField(child=serializers.CharField())


class FiguresShape(serializers.Serializer[Any]):
    """The figures of an indicator at one position of the ledger."""

    indicator = IndicatorShape()
    question = inline_serializer(
        "QuestionShape",
        {
            "by": serializers.CharField(),
            "spearhead": serializers.CharField(),
            "municipality": serializers.CharField(),
            "campaign": serializers.CharField(),
            "year": serializers.IntegerField(allow_null=True),
        },
    )
    position = serializers.IntegerField(help_text="The ledger is counted up to here.")
    computed_at = serializers.DateTimeField()
    figures = FigureShape(many=True)


class QuestionQuery(serializers.Serializer[Any]):
    """Of what an indicator is asked; which of these it is told by, the catalogue says."""

    by = serializers.CharField(required=False, default="", max_length=20)
    spearhead = serializers.SlugField(required=False, default="")
    municipality = serializers.SlugField(required=False, default="")
    campaign = serializers.SlugField(required=False, default="", max_length=80)
    year = serializers.IntegerField(required=False, default=None, min_value=2000, max_value=2100)
