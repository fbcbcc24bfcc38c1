# SPDX-License-Identifier: EUPL-1.2
"""Campaigns: how they are asked for, written and answered."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.faces.api.paging import PageQuery
from backend.faces.api.shapes.common import Languages, LanguagesWritten, language_choice
from backend.faces.api.shapes.region import PlaceShape

IDENTIFIERS = ("account", "strong", "register", "code", "device")
PHASE_KINDS = ("collect", "discuss", "support", "results")


class CampaignListQuery(PageQuery):
    """Which campaigns: of a municipality, of a spearhead, with this phase open now."""

    municipality = serializers.SlugField(required=False)
    spearhead = serializers.SlugField(required=False)
    phase = serializers.ChoiceField(choices=PHASE_KINDS, required=False)


class PhaseShape(serializers.Serializer[Any]):
    """A phase, open in [opens, closes) by the database's clock; `is_open` is the answer of that clock now."""

    kind = serializers.ChoiceField(choices=PHASE_KINDS)
    opens = serializers.DateTimeField()
    closes = serializers.DateTimeField()
    is_open = serializers.BooleanField()


class CountsShape(serializers.Serializer[Any]):
    """What a campaign has so far; supports are null while they are hidden."""

    ideas = serializers.IntegerField()
    supports = serializers.IntegerField(allow_null=True)
    comments = serializers.IntegerField()


class CampaignShape(serializers.Serializer[Any]):
    """A campaign; a draft has no `published_at`. `edition` is sent back when changing it."""

    slug = serializers.SlugField()
    municipality = serializers.SlugField(source="municipality.slug")
    spearhead = serializers.SlugField(source="spearhead.slug")
    title = Languages()
    lead = Languages()
    promise = Languages()
    languages = serializers.ListField(child=serializers.CharField())
    categories = PlaceShape(many=True, source="categories.all")
    districts = PlaceShape(many=True, source="districts.all")
    phases = PhaseShape(many=True, source="phases.all")
    support_limit = serializers.IntegerField(allow_null=True)
    identifier = serializers.ChoiceField(choices=IDENTIFIERS, help_text="What makes one person in the campaign.")
    supports_hidden = serializers.BooleanField()
    art = serializers.SlugField()
    imported = serializers.BooleanField()
    published_at = serializers.DateTimeField(allow_null=True)
    edition = serializers.IntegerField()
    counts = serializers.SerializerMethodField()

    @extend_schema_field(CountsShape)
    def get_counts(self, campaign: Any) -> dict[str, int | None]:
        """Ideas, supports and comments, counted for all that is shown at once."""
        counts: dict[str, int | None] = self.context["counts"][campaign.pk]
        return counts


class PhaseWritten(serializers.Serializer[Any]):
    """A phase as an organiser plans it."""

    kind = serializers.ChoiceField(choices=PHASE_KINDS)
    opens = serializers.DateTimeField()
    closes = serializers.DateTimeField()


class CampaignWritten(serializers.Serializer[Any]):
    """All that an organiser writes."""

    spearhead = serializers.SlugField()
    title = LanguagesWritten()
    lead = LanguagesWritten(required=False, default=dict)
    promise = LanguagesWritten(required=False, default=dict)
    languages = serializers.ListField(child=language_choice(), required=False, max_length=3)
    categories = serializers.ListField(child=LanguagesWritten(), required=False, default=list, max_length=50)
    districts = serializers.ListField(child=serializers.SlugField(), required=False, default=list, max_length=200)
    phases = serializers.ListField(child=PhaseWritten(), required=False, default=list, max_length=20)
    support_limit = serializers.IntegerField(required=False, allow_null=True, default=None)
    supports_hidden = serializers.BooleanField(required=False, default=False)
    art = serializers.SlugField(required=False, default="park", max_length=50)


class CampaignChanged(CampaignWritten):
    """The whole campaign again; `edition` is the one that was read."""

    edition = serializers.IntegerField()


class CampaignDrafted(CampaignWritten):
    """A new campaign; `slug` is its address and made of the title where it is left out."""

    municipality = serializers.SlugField()
    slug = serializers.SlugField(required=False, allow_blank=True, default="", max_length=60)


class OutcomeRow(serializers.Serializer[Any]):
    """An idea's count as announced at the close."""

    idea = serializers.IntegerField(source="idea_id")
    title = serializers.CharField(source="idea.title")
    supports = serializers.IntegerField()
    unverified = serializers.IntegerField(help_text="How many of the supports browsers gave without sign-in.")


class WindowShape(serializers.Serializer[Any]):
    """The voting window: its sealed rule with the rule's hash, and when it was closed and counted."""

    opens = serializers.DateTimeField()
    closes = serializers.DateTimeField()
    sealed_at = serializers.DateTimeField(allow_null=True)
    rule = serializers.JSONField(allow_null=True)
    rule_hash = serializers.CharField()
    closed_at = serializers.DateTimeField(allow_null=True)


class IdeaTally(serializers.Serializer[Any]):
    """Absolute figures of one idea; supports are null while they are hidden."""

    supports = serializers.IntegerField(allow_null=True)
    comments = serializers.IntegerField()


class SnapshotShape(serializers.Serializer[Any]):
    """A campaign's figures at a position of the ledger named by `epoch`; `ideas` by the idea's id."""

    epoch = serializers.CharField()
    position = serializers.IntegerField()
    ideas = serializers.DictField(child=IdeaTally())
    totals = CountsShape()
