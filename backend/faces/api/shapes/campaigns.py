# SPDX-License-Identifier: EUPL-1.2
"""Campaigns: how they are asked for, written and answered."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.faces.api.paging import PageQuery
from backend.faces.api.shapes.common import Languages, LanguagesWritten, language_choice
from backend.faces.api.shapes.region import PlaceShape

IDENTIFIERS = ("account", "strong", "register", "code", "device")
PHASE_KINDS = ("inform", "collect", "discuss", "support", "results", "follow_up")
INFLUENCES = ("inform", "consult", "involve", "collaborate", "empower")
KEPT = ("yes", "partly", "no")


class CampaignListQuery(PageQuery):
    """Which campaigns: of a municipality, of a spearhead, with this phase open now."""

    municipality = serializers.SlugField(required=False)
    spearhead = serializers.SlugField(required=False)
    phase = serializers.ChoiceField(choices=PHASE_KINDS, required=False)


class PhaseShape(serializers.Serializer[Any]):
    """A phase, open in [opens, closes) by the database's clock; `is_open` is the answer of that clock now."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=PHASE_KINDS)
    opens = serializers.DateTimeField()
    closes = serializers.DateTimeField()
    is_open = serializers.BooleanField()
    paused_at = serializers.DateTimeField(
        allow_null=True, help_text="While it is set nobody takes part, though the phase goes on by its dates."
    )


class CountsShape(serializers.Serializer[Any]):
    """What a campaign has so far; supports are null while they are hidden."""

    ideas = serializers.IntegerField()
    supports = serializers.IntegerField(allow_null=True)
    comments = serializers.IntegerField()


class CampaignShape(serializers.Serializer[Any]):
    """A campaign; a draft has no `published_at`. `edition` is sent back when changing it."""

    slug = serializers.SlugField()
    municipality = serializers.SlugField(source="municipality.slug")
    partners = serializers.SerializerMethodField(
        help_text="Municipalities that hold the campaign together with the one that leads it, `municipality`."
    )
    spearhead = serializers.SlugField(source="spearhead.slug")
    title = Languages()
    lead = Languages()
    promise = Languages()
    languages = serializers.ListField(child=serializers.CharField())
    influence = serializers.ChoiceField(
        choices=INFLUENCES, allow_blank=True, help_text="How much those who take part decide; empty: not said."
    )
    influence_kept = serializers.ChoiceField(
        choices=KEPT, allow_blank=True, help_text="Whether that was kept, said at the end."
    )
    influence_reason = Languages()
    categories = PlaceShape(many=True, source="categories.all")
    districts = PlaceShape(many=True, source="districts.all")
    phases = PhaseShape(many=True, source="phases.all")
    support_limit = serializers.IntegerField(allow_null=True)
    identifier = serializers.ChoiceField(choices=IDENTIFIERS, help_text="What makes one person in the campaign.")
    supports_hidden = serializers.BooleanField()
    ideas_read_first = serializers.BooleanField(help_text="A moderator reads an idea before it is shown.")
    comments_read_first = serializers.BooleanField(help_text="A moderator reads a comment before it is shown.")
    read_within_hours = serializers.IntegerField(help_text="By when it is read, where it is: the promise.")
    art = serializers.SlugField()
    imported = serializers.BooleanField()
    published_at = serializers.DateTimeField(allow_null=True)
    edition = serializers.IntegerField()
    counts = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ListField(child=serializers.SlugField()))
    def get_partners(self, campaign: Any) -> list[str]:
        """Their slugs, as the selectors read them."""
        return [one["slug"] for one in campaign.partnered]

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
    influence = serializers.ChoiceField(choices=INFLUENCES, allow_blank=True, required=False, default="")
    influence_kept = serializers.ChoiceField(choices=KEPT, allow_blank=True, required=False, default="")
    influence_reason = LanguagesWritten(required=False, default=dict)
    categories = serializers.ListField(child=LanguagesWritten(), required=False, default=list, max_length=50)
    districts = serializers.ListField(child=serializers.SlugField(), required=False, default=list, max_length=200)
    phases = serializers.ListField(child=PhaseWritten(), required=False, default=list, max_length=20)
    support_limit = serializers.IntegerField(required=False, allow_null=True, default=None)
    supports_hidden = serializers.BooleanField(required=False, default=False)
    ideas_read_first = serializers.BooleanField(required=False, default=False)
    comments_read_first = serializers.BooleanField(required=False, default=False)
    read_within_hours = serializers.IntegerField(required=False, default=24)
    art = serializers.SlugField(required=False, default="park", max_length=50)


class CampaignChanged(CampaignWritten):
    """The whole campaign again; `edition` is the one that was read."""

    edition = serializers.IntegerField()


class CampaignPartsChanged(CampaignChanged):
    """Only what is sent is changed; `edition` is the one that was read."""

    def get_fields(self) -> dict[str, Any]:
        """Nothing but the edition has to be sent, and what is not sent has no value."""
        fields = super().get_fields()
        for name, field in fields.items():
            field.required = name == "edition"
            field.default = serializers.empty
        return fields


class TemplateShape(serializers.Serializer[Any]):
    """A campaign to start from; each phase begins when the one before it has ended."""

    key = serializers.SlugField()
    name = Languages()
    description = Languages()
    title = Languages()
    lead = Languages()
    promise = Languages()
    influence = serializers.ChoiceField(choices=INFLUENCES)
    categories = serializers.ListField(child=Languages())
    phases = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ListField(child=serializers.DictField()))
    def get_phases(self, template: Any) -> list[dict[str, Any]]:
        """Kind and length in days."""
        return [{"kind": kind, "days": days} for kind, days in template.phases]


class CampaignBegun(serializers.Serializer[Any]):
    """From which day on; `title` replaces the name by language."""

    first_day = serializers.DateField()
    title = LanguagesWritten(required=False, default=dict)


class CampaignStarted(CampaignBegun):
    """A campaign from a template."""

    municipality = serializers.SlugField()
    spearhead = serializers.SlugField()


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
