# SPDX-License-Identifier: EUPL-1.2
"""Comments and replies."""

from typing import Any

from rest_framework import serializers

from backend.faces.api.shapes.common import language_choice
from backend.faces.api.shapes.ideas import AuthorField, OwnField

STANCES = ("for", "against", "neutral")


class ReplyShape(serializers.Serializer[Any]):
    """A comment; a withdrawn one has a place and no text."""

    id = serializers.IntegerField()
    idea = serializers.IntegerField(source="idea_id")
    parent = serializers.IntegerField(source="parent_id", allow_null=True)  # type: ignore[assignment]
    author = AuthorField()
    own = OwnField()
    stance = serializers.ChoiceField(choices=STANCES)
    text = serializers.CharField(allow_blank=True)
    language = serializers.CharField()
    written_at = serializers.DateTimeField()
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class CommentShape(ReplyShape):
    """A comment with its replies, in the order in which they were written; a reply has none."""

    replies = ReplyShape(many=True, source="replies.all")


class CommentWritten(serializers.Serializer[Any]):
    """A comment, or with `parent` a reply to one."""

    text = serializers.CharField(allow_blank=True)
    stance = serializers.ChoiceField(choices=STANCES, required=False, default="neutral")
    language = language_choice(required=False)
    parent = serializers.IntegerField(required=False, allow_null=True, default=None)  # type: ignore[assignment]
