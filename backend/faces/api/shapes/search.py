# SPDX-License-Identifier: EUPL-1.2
"""What a search of the whole region asks and finds."""

from typing import Any

from rest_framework import serializers

from backend.faces.api.shapes.common import Languages
from backend.faces.api.shapes.ideas import WORDS


class SearchQuery(serializers.Serializer[Any]):
    """The words."""

    q = serializers.CharField(max_length=100, help_text=WORDS)


class FoundCampaign(serializers.Serializer[Any]):
    """A campaign that has the words in its name or lead."""

    slug = serializers.SlugField()
    municipality = serializers.SlugField(source="municipality.slug")
    title = Languages()


class FoundIdea(serializers.Serializer[Any]):
    """An idea that has the words in its title, place or text."""

    id = serializers.IntegerField()
    campaign = serializers.SlugField(source="campaign.slug")
    title = serializers.CharField()
    language = serializers.CharField()


class FoundShape(serializers.Serializer[Any]):
    """The best match first."""

    campaigns = FoundCampaign(many=True)
    ideas = FoundIdea(many=True)
