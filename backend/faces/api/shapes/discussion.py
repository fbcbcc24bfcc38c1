# SPDX-License-Identifier: EUPL-1.2
"""Comments, replies, thanks and versions."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.faces.api.paging import PageQuery
from backend.faces.api.shapes.common import ActorNamed, ActWithProof, language_choice
from backend.faces.api.shapes.ideas import AuthorField, OwnField

STANCES = ("for", "against", "neutral")
ORDERS = ("newest", "oldest", "thanked")


class CommentListQuery(PageQuery):
    """Which comments of an idea, in which order."""

    order = serializers.ChoiceField(choices=ORDERS, required=False, default="newest")
    stance = serializers.ChoiceField(choices=STANCES, required=False)


class MentionShape(serializers.Serializer[Any]):
    """Where a text names somebody of the same idea: characters, the `@` with them."""

    start = serializers.IntegerField()
    length = serializers.IntegerField()


class ReplyShape(serializers.Serializer[Any]):
    """A comment; a withdrawn one has a place and no text.

    Said in the municipality's name it has `official` (its slug), in an organisation's `actor`, and
    then no `author`.
    """

    id = serializers.IntegerField()
    idea = serializers.IntegerField(source="idea_id")
    parent = serializers.IntegerField(source="parent_id", allow_null=True)  # type: ignore[assignment]
    author = AuthorField()
    official = serializers.SlugField(source="official.slug", default=None, allow_null=True)
    actor = ActorNamed(allow_null=True)
    own = OwnField()
    stance = serializers.ChoiceField(choices=STANCES)
    text = serializers.CharField(allow_blank=True)
    language = serializers.CharField()
    mentions = serializers.SerializerMethodField()
    hidden_for = serializers.CharField(
        allow_blank=True, default="", help_text="The ground on which moderation hides it; then it has no text."
    )
    thanks = serializers.IntegerField(default=0)
    thanked = serializers.BooleanField(default=False)
    version = serializers.IntegerField()
    written_at = serializers.DateTimeField()
    withdrawn_at = serializers.DateTimeField(allow_null=True)

    @extend_schema_field(MentionShape(many=True))
    def get_mentions(self, comment: Any) -> list[dict[str, int]]:
        """None in a text that is hidden."""
        return getattr(comment, "marks", []) if comment.text else []


class CommentShape(ReplyShape):
    """A comment with its replies, in the order in which they were written; a reply has none."""

    replies = ReplyShape(many=True, source="replies.all")


class CommentWritten(ActWithProof):
    """A comment, or with `parent` a reply to one; in one's own name, an organisation's or the municipality's."""

    text = serializers.CharField(allow_blank=True)
    stance = serializers.ChoiceField(choices=STANCES, required=False, default="neutral")
    language = language_choice(required=False)
    parent = serializers.IntegerField(required=False, allow_null=True, default=None)  # type: ignore[assignment]
    actor = serializers.IntegerField(required=False, allow_null=True, default=None)
    as_official = serializers.BooleanField(required=False, default=False)


class CommentChanged(serializers.Serializer[Any]):
    """A comment's text again; `version` is the one that was read."""

    text = serializers.CharField(allow_blank=True)
    version = serializers.IntegerField()


class CommentVersionShape(serializers.Serializer[Any]):
    """What a comment said before a change."""

    number = serializers.IntegerField()
    text = serializers.CharField()
    replaced_at = serializers.DateTimeField()


class ThanksShape(serializers.Serializer[Any]):
    """After an act: whether the asker thanks for the comment, and its count with that."""

    comment = serializers.IntegerField(source="comment_id")
    thanked = serializers.BooleanField()
    thanks = serializers.IntegerField()
