# SPDX-License-Identifier: EUPL-1.2
"""Pilots, platforms, their organisations, steps and funding."""

from typing import Any

from rest_framework import serializers

from backend.faces.api.paging import PageQuery
from backend.faces.api.shapes.common import ActorNamed, Languages, LanguagesWritten

STATES = ("planned", "running", "done", "stopped")
PILOT_ROLES = ("carrier", "partner", "tester", "knowledge", "funder")
PART_STATES = ("asked", "confirmed", "declined", "ended")


class PilotListQuery(PageQuery):
    """Which pilots."""

    spearhead = serializers.SlugField(required=False)
    municipality = serializers.SlugField(required=False)
    state = serializers.ChoiceField(choices=STATES, required=False)


class PilotRowShape(serializers.Serializer[Any]):
    """A pilot in a list; `outcome` is empty until it has ended."""

    id = serializers.IntegerField()
    name = Languages()
    summary = Languages()
    spearhead = serializers.SlugField(source="spearhead.slug")
    municipality = serializers.SlugField(source="municipality.slug")
    platform = serializers.IntegerField(source="platform_id", allow_null=True)
    state = serializers.ChoiceField(choices=STATES)
    starts_on = serializers.DateField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)
    outcome = Languages()
    changed_at = serializers.DateTimeField()


class PilotPartShape(serializers.Serializer[Any]):
    """An organisation's part in a pilot."""

    id = serializers.IntegerField()
    actor = ActorNamed()
    role = serializers.ChoiceField(choices=PILOT_ROLES)
    state = serializers.ChoiceField(choices=PART_STATES)


class PilotStepShape(serializers.Serializer[Any]):
    """A step of a pilot."""

    id = serializers.IntegerField()
    title = Languages()
    due_on = serializers.DateField()
    done_on = serializers.DateField(allow_null=True)


class FundingShape(serializers.Serializer[Any]):
    """What an instrument grants and pays in a year, in euros; to the leading municipality where `actor` is null."""

    id = serializers.IntegerField()
    instrument = serializers.SlugField(source="instrument.slug")
    year = serializers.IntegerField()
    granted = serializers.DecimalField(max_digits=14, decimal_places=2)
    paid = serializers.DecimalField(max_digits=14, decimal_places=2)
    actor = ActorNamed(allow_null=True)


class PilotShape(PilotRowShape):
    """A pilot with all that is public of it; `idea` is the number of the one that it came of."""

    idea = serializers.IntegerField(allow_null=True)
    actors = PilotPartShape(many=True, source="partners")
    steps = PilotStepShape(many=True)
    funding = FundingShape(many=True, source="rows")


class PilotChanged(serializers.Serializer[Any]):
    """What a pilot is, in every language of the municipality that leads it."""

    name = LanguagesWritten()
    summary = LanguagesWritten()
    spearhead = serializers.SlugField()
    platform = serializers.IntegerField(required=False, allow_null=True, default=None)
    starts_on = serializers.DateField(required=False, allow_null=True, default=None)
    ends_on = serializers.DateField(required=False, allow_null=True, default=None)


class PilotWritten(PilotChanged):
    """A new pilot without an idea."""

    municipality = serializers.SlugField()


class PilotMoved(serializers.Serializer[Any]):
    """How far a pilot is; what came of it where it has ended."""

    state = serializers.ChoiceField(choices=STATES)
    outcome = LanguagesWritten(required=False, default=dict)


class PilotStepWritten(serializers.Serializer[Any]):
    """A step that is planned."""

    title = LanguagesWritten()
    due_on = serializers.DateField()


class FundingWritten(serializers.Serializer[Any]):
    """A row of funding."""

    instrument = serializers.SlugField()
    year = serializers.IntegerField()
    granted = serializers.DecimalField(max_digits=14, decimal_places=2)
    paid = serializers.DecimalField(max_digits=14, decimal_places=2, required=False, allow_null=True, default=None)
    actor = serializers.IntegerField(required=False, allow_null=True, default=None)


class PartWritten(serializers.Serializer[Any]):
    """An organisation that staff put into a pilot."""

    actor = serializers.IntegerField()
    role = serializers.ChoiceField(choices=PILOT_ROLES)


class JoinWritten(PartWritten):
    """What a member asks in an organisation's name."""

    message = serializers.CharField(allow_blank=True, max_length=2000)


class PlatformShape(serializers.Serializer[Any]):
    """A platform or pilot environment."""

    id = serializers.IntegerField()
    name = Languages()
    description = Languages()
    municipality = serializers.SlugField(source="municipality.slug")
    spearhead = serializers.SlugField(source="spearhead.slug")
    made_at = serializers.DateTimeField()


class PlatformChanged(serializers.Serializer[Any]):
    """What a platform is; whose it is stays."""

    name = LanguagesWritten()
    description = LanguagesWritten()
    spearhead = serializers.SlugField()


class PlatformWritten(PlatformChanged):
    """A new platform."""

    municipality = serializers.SlugField()
