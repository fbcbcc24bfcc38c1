# SPDX-License-Identifier: EUPL-1.2
"""The municipality's work on ideas: days, estimates, steps and notes."""

from typing import Any

from rest_framework import serializers

from backend.faces.api.paging import PageQuery
from backend.faces.api.shapes.common import Languages, LanguagesWritten
from backend.faces.api.shapes.ideas import STATUSES

FEASIBILITIES = ("feasible", "partly", "not_feasible")


class OverdueQuery(PageQuery):
    """Of which municipality."""

    municipality = serializers.SlugField(required=False, max_length=60)


class OverdueShape(serializers.Serializer[Any]):
    """An idea whose answer is late."""

    idea = serializers.IntegerField(source="pk")
    title = serializers.CharField()
    language = serializers.CharField()
    campaign = serializers.SlugField(source="campaign.slug")
    municipality = serializers.SlugField(source="campaign.municipality.slug")
    due_on = serializers.DateField()


class AnswerVersionShape(serializers.Serializer[Any]):
    """What an answer said before a change."""

    number = serializers.IntegerField()
    status = serializers.ChoiceField(choices=STATUSES)
    office = Languages()
    text = Languages()
    answered_at = serializers.DateTimeField()


class DueWritten(serializers.Serializer[Any]):
    """The day by which a campaign's ideas are answered; null for the usual one."""

    due_on = serializers.DateField(allow_null=True)


class StepShape(serializers.Serializer[Any]):
    """A step until an idea is done."""

    id = serializers.IntegerField()
    title = Languages()
    due_on = serializers.DateField()
    done_on = serializers.DateField(allow_null=True)


class StepWritten(serializers.Serializer[Any]):
    """A step that is planned, in every language that the campaign needs."""

    title = LanguagesWritten()
    due_on = serializers.DateField()


class EstimateShape(serializers.Serializer[Any]):
    """Whether an idea can be done, what it costs in euros, and why."""

    feasibility = serializers.ChoiceField(choices=FEASIBILITIES)
    cost = serializers.DecimalField(max_digits=14, decimal_places=2, allow_null=True)
    reason = Languages()


class EstimateWritten(serializers.Serializer[Any]):
    """An estimate, its reason in every language that the campaign needs."""

    feasibility = serializers.ChoiceField(choices=FEASIBILITIES)
    cost = serializers.DecimalField(max_digits=14, decimal_places=2, allow_null=True, required=False, default=None)
    reason = LanguagesWritten()


class FollowUpShape(serializers.Serializer[Any]):
    """What is public of the work on an idea; `due_on` is the day of the answer."""

    due_on = serializers.DateField(allow_null=True)
    done = serializers.IntegerField()
    planned = serializers.IntegerField()
    estimate = EstimateShape(allow_null=True)
    steps = StepShape(many=True)


class AssignmentWritten(serializers.Serializer[Any]):
    """The address of a colleague who organises for the municipality; null for nobody."""

    to = serializers.EmailField(allow_null=True)


class AssignmentShape(serializers.Serializer[Any]):
    """Who sees to an idea, by public name."""

    assigned_to = serializers.CharField(source="assigned_to.pseudonym", default=None, allow_null=True)


class NoteShape(serializers.Serializer[Any]):
    """What a colleague noted."""

    text = serializers.CharField()
    written_by = serializers.CharField(source="written_by.pseudonym", default=None, allow_null=True)
    written_at = serializers.DateTimeField()


class NotesShape(serializers.Serializer[Any]):
    """The oldest first."""

    results = NoteShape(many=True)


class NoteWritten(serializers.Serializer[Any]):
    """A note to colleagues."""

    text = serializers.CharField(allow_blank=True, max_length=5000)
