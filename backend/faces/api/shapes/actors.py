# SPDX-License-Identifier: EUPL-1.2
"""Organisations and claims to act in their name."""

from typing import Any

from rest_framework import serializers

from backend.faces.api.paging import PageQuery
from backend.faces.api.shapes.common import ActorNamed, Languages, LanguagesWritten

KINDS = ("company", "university", "research", "association", "public", "other")
STATES = ("pending", "confirmed", "declined", "ended")


class ActorListQuery(PageQuery):
    """Which organisations."""

    q = serializers.CharField(required=False, max_length=100, help_text="Words of the name.")
    municipality = serializers.SlugField(required=False)
    kind = serializers.ChoiceField(choices=KINDS, required=False)


class ActorShape(serializers.Serializer[Any]):
    """An organisation; `confirmed_at` is null while only its claimant and the staff who decide see it."""

    id = serializers.IntegerField()
    name = Languages()
    kind = serializers.ChoiceField(choices=KINDS)
    municipality = serializers.SlugField(source="municipality.slug")
    business_id = serializers.CharField(allow_blank=True)
    website = serializers.CharField(allow_blank=True)
    description = Languages()
    confirmed_at = serializers.DateTimeField(allow_null=True)


class ActorWritten(serializers.Serializer[Any]):
    """An organisation as it is typed; `business_id` is the Finnish Y-tunnus."""

    name = LanguagesWritten()
    kind = serializers.ChoiceField(choices=KINDS)
    municipality = serializers.SlugField()
    business_id = serializers.CharField(required=False, allow_blank=True, default="", max_length=20)
    website = serializers.CharField(required=False, allow_blank=True, default="", max_length=300)
    description = LanguagesWritten(required=False, default=dict)


class ActorProposed(ActorWritten):
    """A new organisation, and what the staff need to know of its claimant."""

    message = serializers.CharField(allow_blank=True, max_length=2000)


class ClaimWritten(serializers.Serializer[Any]):
    """What the staff need to know of the claimant."""

    message = serializers.CharField(allow_blank=True, max_length=2000)


class ReasonWritten(serializers.Serializer[Any]):
    """A reason that the claimant reads."""

    reason = serializers.CharField(allow_blank=True, max_length=2000)


class EndWritten(serializers.Serializer[Any]):
    """A reason, which staff must give and the person themselves need not."""

    reason = serializers.CharField(required=False, allow_blank=True, default="", max_length=2000)


class ClaimShape(serializers.Serializer[Any]):
    """A claim; a confirmed one is a membership."""

    id = serializers.IntegerField()
    actor = ActorNamed()
    state = serializers.ChoiceField(choices=STATES)
    message = serializers.CharField(allow_blank=True)
    reason = serializers.CharField(allow_blank=True)
    made_at = serializers.DateTimeField()
    decided_at = serializers.DateTimeField(allow_null=True)


class StaffClaimShape(ClaimShape):
    """A claim as the staff who decide see it."""

    claimant = serializers.CharField(source="account.pseudonym")
    municipality = serializers.SlugField(source="actor.municipality.slug")
