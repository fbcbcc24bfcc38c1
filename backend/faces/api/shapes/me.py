# SPDX-License-Identifier: EUPL-1.2
"""What a person reads and says of themselves."""

from typing import Any

from rest_framework import serializers

from backend.faces.api.shapes.common import language_choice
from backend.faces.api.shapes.discussion import STANCES
from backend.faces.api.shapes.ideas import STATES


class MeShape(serializers.Serializer[Any]):
    """One's own account; `organises` names the municipalities for which one makes campaigns."""

    email = serializers.EmailField(allow_null=True)
    pseudonym = serializers.CharField()
    municipality = serializers.SlugField(source="municipality.slug", default=None, allow_null=True)
    birth_year = serializers.IntegerField(allow_null=True)
    language = language_choice()
    joined_at = serializers.DateTimeField()
    organises = serializers.SerializerMethodField()

    def get_organises(self, _account: Any) -> list[str]:
        """Slugs."""
        return [municipality.slug for municipality in self.context["organises"]]


class MeChanged(serializers.Serializer[Any]):
    """What is left out stays as it is."""

    pseudonym = serializers.CharField(required=False, allow_blank=True)
    municipality = serializers.SlugField(required=False, allow_null=True)
    birth_year = serializers.IntegerField(required=False, allow_null=True)
    language = language_choice(required=False)


class IdeaNamed(serializers.Serializer[Any]):
    """Which idea."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    campaign = serializers.SlugField(source="campaign.slug")


class OwnIdea(IdeaNamed):
    """An idea of one's own."""

    state = serializers.ChoiceField(choices=STATES)
    version = serializers.IntegerField()
    proposed_at = serializers.DateTimeField()


class OwnSupport(serializers.Serializer[Any]):
    """An idea that one supports."""

    idea = IdeaNamed()
    given_at = serializers.DateTimeField()


class OwnComment(serializers.Serializer[Any]):
    """A comment of one's own."""

    id = serializers.IntegerField()
    idea = IdeaNamed()
    parent = serializers.IntegerField(source="parent_id", allow_null=True)  # type: ignore[assignment]
    stance = serializers.ChoiceField(choices=STANCES)
    text = serializers.CharField()
    written_at = serializers.DateTimeField()
