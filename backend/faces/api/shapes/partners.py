# SPDX-License-Identifier: EUPL-1.2
"""Who holds a campaign together: how it is asked for and answered."""

from typing import Any

from rest_framework import serializers


class PartnerShape(serializers.Serializer[Any]):
    """A municipality that holds a campaign with its lead since `accepted_at`, or is asked to while that is null."""

    municipality = serializers.SlugField(source="municipality.slug")
    invited_at = serializers.DateTimeField()
    accepted_at = serializers.DateTimeField(allow_null=True)


class PartnerWanted(serializers.Serializer[Any]):
    """Which municipality is asked."""

    municipality = serializers.SlugField()
