# SPDX-License-Identifier: EUPL-1.2
"""Formal initiatives: what is read of them, and what makers and officers send."""

from typing import Any

from rest_framework import serializers

from backend.faces.api.paging import PageQuery
from backend.faces.api.shapes.common import Languages, LanguagesWritten

STATES = ("collecting", "handed_over", "decided", "withdrawn", "lapsed")


class InitiativeQuery(PageQuery):
    """To which municipality, and in which state by the database's clock."""

    municipality = serializers.SlugField(required=False, max_length=60)
    state = serializers.ChoiceField(choices=STATES, required=False)


class InitiativeShape(serializers.Serializer[Any]):
    """An initiative under the Local Government Act (410/2015, §23).

    `residents` live in the municipality as an issuer said when it identified them strongly: they count
    towards `threshold`, two in a hundred of `population`; `others` signed too. Threshold and population
    are null where no population is loaded, and frozen from the handover on. `due_on` is null where the
    threshold was not reached: then the municipality answers without undue delay.
    """

    id = serializers.IntegerField()
    idea = serializers.IntegerField(source="idea_id")
    campaign = serializers.SlugField(source="campaign.slug")
    municipality = serializers.SlugField(source="municipality.slug")
    title = serializers.CharField()
    text = serializers.CharField()
    language = serializers.CharField()
    maker = serializers.CharField(help_text="Empty unless the maker made the name public.")
    state = serializers.ChoiceField(choices=STATES)
    made_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()
    signatures = serializers.IntegerField()
    residents = serializers.IntegerField()
    others = serializers.IntegerField()
    threshold = serializers.IntegerField(allow_null=True)
    threshold_reached = serializers.BooleanField(source="is_reached", allow_null=True)
    population = serializers.IntegerField(allow_null=True)
    population_on = serializers.DateField(allow_null=True)
    population_source = serializers.CharField()
    population_synthetic = serializers.BooleanField()
    handed_over_at = serializers.DateTimeField(allow_null=True)
    due_on = serializers.DateField(allow_null=True)
    overdue = serializers.BooleanField(source="is_overdue")
    handled_on = serializers.DateField(allow_null=True)
    decision = Languages()
    decided_at = serializers.DateTimeField(allow_null=True)


class InitiativeWritten(serializers.Serializer[Any]):
    """Who makes the initiative, and in a joint campaign to which municipality; empty for the campaign's own."""

    name = serializers.CharField(allow_blank=True, max_length=500)
    contact = serializers.CharField(allow_blank=True, max_length=500)
    name_is_public = serializers.BooleanField(required=False, default=False)
    municipality = serializers.SlugField(required=False, allow_blank=True, default="", max_length=60)


class SignatureShape(serializers.Serializer[Any]):
    """The count with one's own act in it, and whether that changed something just now."""

    initiative = serializers.IntegerField(source="initiative_id")
    signed = serializers.BooleanField()
    signatures = serializers.IntegerField()
    residents = serializers.IntegerField()
    changed_now = serializers.BooleanField()


class InitiativeDecisionWritten(serializers.Serializer[Any]):
    """The day of the handling, and what was decided and is done, in every language that the campaign needs."""

    handled_on = serializers.DateField(allow_null=True)
    text = LanguagesWritten()


class MakerShape(serializers.Serializer[Any]):
    """Who made an initiative, as they wrote it; empty where they have left the service."""

    name = serializers.CharField()
    contact = serializers.CharField()
    name_is_public = serializers.BooleanField()


class YearlyReportShape(serializers.Serializer[Any]):
    """What the council is told of a year; `made` were handed over in it, `carried` were still open when it began."""

    municipality = serializers.SlugField(source="municipality.slug")
    year = serializers.IntegerField()
    computed_at = serializers.DateTimeField()
    collecting = serializers.IntegerField(help_text="How many began to collect signatures in the year.")
    made = serializers.IntegerField()
    carried = serializers.IntegerField()
    obliging = serializers.IntegerField(help_text="How many had at least two in a hundred residents as makers.")
    decided = serializers.IntegerField()
    late = serializers.IntegerField()
    rows = InitiativeShape(many=True)
