# SPDX-License-Identifier: EUPL-1.2
"""Comments and replies."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
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
    """A comment with its replies, which have none."""

    replies = serializers.SerializerMethodField()

    @extend_schema_field(ReplyShape(many=True))
    def get_replies(self, comment: Any) -> list[Any]:
        """In the order in which they were written."""
        if comment.parent_id is not None:
            return []
        return list(ReplyShape(comment.replies.all(), many=True, context=self.context).data)


class CommentWritten(serializers.Serializer[Any]):
    """A comment, or with `parent` a reply to one."""

    text = serializers.CharField(allow_blank=True)
    stance = serializers.ChoiceField(choices=STANCES, required=False, default="neutral")
    language = language_choice(required=False)
    parent = serializers.IntegerField(required=False, allow_null=True, default=None)  # type: ignore[assignment]
