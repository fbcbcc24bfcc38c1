# SPDX-License-Identifier: EUPL-1.2
"""Texts that a moderator reads before they are shown, as their own writer sees them."""

from typing import Any

from rest_framework import serializers

from backend.faces.api.shapes.common import language_choice


class WaitingShape(serializers.Serializer[Any]):
    """It is kept, and waits for a moderator; nobody else sees it."""

    id = serializers.IntegerField()
    state = serializers.SerializerMethodField()

    def get_state(self, _kept: Any) -> str:
        """`waiting`."""
        return "waiting"


class OwnWaitingShape(serializers.Serializer[Any]):
    """One's own text that waits or was refused; `title` is empty for a comment."""

    idea = serializers.SerializerMethodField()
    comment = serializers.SerializerMethodField()
    title = serializers.SerializerMethodField()
    text = serializers.CharField()
    refused_for = serializers.CharField(allow_blank=True, help_text="The ground; empty while it waits.")
    waits_since = serializers.DateTimeField()
    read_by = serializers.DateTimeField(help_text="By when it was promised to be read.")

    def get_idea(self, waiting: Any) -> int:
        """The idea, or the one that is commented on."""
        return int(waiting.comment.idea_id if hasattr(waiting, "comment_id") else waiting.idea_id)

    def get_comment(self, waiting: Any) -> int | None:
        """The comment, null for an idea."""
        return getattr(waiting, "comment_id", None)

    def get_title(self, waiting: Any) -> str:
        """The idea's name."""
        return getattr(waiting, "title", "")


class OwnWaitingListShape(serializers.Serializer[Any]):
    """All of one's own that nobody else sees."""

    results = OwnWaitingShape(many=True)


class WaitingIdeaWritten(serializers.Serializer[Any]):
    """What a waiting idea says now; its photo stays."""

    title = serializers.CharField(allow_blank=True)
    text = serializers.CharField(allow_blank=True)
    category = serializers.CharField(required=False, allow_blank=True, default="")
    district = serializers.CharField(required=False, allow_blank=True, default="")
    place = serializers.CharField(required=False, allow_blank=True, default="")
    language = language_choice(required=False)
    latitude = serializers.FloatField(required=False, allow_null=True, default=None)
    longitude = serializers.FloatField(required=False, allow_null=True, default=None)


class TextWritten(serializers.Serializer[Any]):
    """What a comment says now."""

    text = serializers.CharField(allow_blank=True)
