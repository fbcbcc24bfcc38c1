# SPDX-License-Identifier: EUPL-1.2
"""What of a public campaign is changed after all: how it is asked for and answered."""

from typing import Any

from rest_framework import serializers

from backend.faces.api.shapes.campaigns import PHASE_KINDS
from backend.faces.api.shapes.common import Languages, LanguagesWritten

AMENDMENTS = ("extended", "paused", "resumed", "rule")


class AmendmentShape(serializers.Serializer[Any]):
    """One change with its public reason; `before` and `after` say what it changed."""

    kind = serializers.ChoiceField(choices=AMENDMENTS)
    phase = serializers.ChoiceField(choices=PHASE_KINDS, source="phase.kind")
    reason = Languages()
    before = serializers.JSONField()
    after = serializers.JSONField()
    made_at = serializers.DateTimeField()


class ReasonGiven(serializers.Serializer[Any]):
    """Why, by language, for everybody."""

    reason = LanguagesWritten()


class Extended(ReasonGiven):
    """A phase, by its number in the campaign's `phases`, and its new end."""

    phase = serializers.IntegerField(help_text="The `id` of a phase.")
    closes = serializers.DateTimeField()


class RuleChanged(ReasonGiven):
    """The whole new rule."""

    support_limit = serializers.IntegerField(allow_null=True)
    supports_hidden = serializers.BooleanField()
