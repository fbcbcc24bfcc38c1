# SPDX-License-Identifier: EUPL-1.2
"""Mergings of ideas."""

from typing import Any

from rest_framework import serializers


class MergingShape(serializers.Serializer[Any]):
    """An idea (`source`) was merged into another for a public reason; `undone_at` where they were taken apart again."""

    source = serializers.IntegerField(source="source_id")  # type: ignore[assignment]  # the name of a field of theirs
    target = serializers.IntegerField(source="target_id")
    reason = serializers.CharField()
    merged_at = serializers.DateTimeField()
    undone_reason = serializers.CharField()
    undone_at = serializers.DateTimeField(allow_null=True)


class MergingWritten(serializers.Serializer[Any]):
    """Into which idea, and why; the reason is public."""

    target = serializers.IntegerField()
    reason = serializers.CharField(allow_blank=True, max_length=5000)


class UnmergingWritten(serializers.Serializer[Any]):
    """Why the ideas are taken apart again; public."""

    reason = serializers.CharField(allow_blank=True, max_length=5000)


class MergePreviewQuery(serializers.Serializer[Any]):
    """With which idea."""

    target = serializers.IntegerField()


class MergePreviewShape(serializers.Serializer[Any]):
    """How many people support each idea now, how many both, and how many the merged one will have."""

    source_supports = serializers.IntegerField()
    target_supports = serializers.IntegerField()
    both = serializers.IntegerField()
    together = serializers.IntegerField()
