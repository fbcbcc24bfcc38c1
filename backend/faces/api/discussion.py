# SPDX-License-Identifier: EUPL-1.2
"""Comments: reading, writing and taking back."""

from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.authentication import person_of
from backend.faces.api.endpoint import Endpoint
from backend.faces.api.paging import PageQuery, newest_by, page_of
from backend.faces.api.reading import read
from backend.faces.api.shapes.common import page_shape
from backend.faces.api.shapes.discussion import CommentShape, CommentWritten, ReplyShape
from backend.faces.api.shown import own_eyes
from backend.participation.discussion.selectors import comments_on
from backend.participation.discussion.services import withdraw_comment, write_comment
from backend.participation.ideas.selectors import idea_alone


class IdeaComments(Endpoint):
    """The discussion of an idea."""

    @extend_schema(
        operation_id="list_comments", parameters=[PageQuery], responses=page_shape(CommentShape, "PageOfComments")
    )
    def get(self, request: Request, idea_id: int) -> Response:
        """Comments, the newest first, each with its replies in the order in which they were written."""
        eyes = own_eyes(request.user, idea_alone(idea_id, viewer=request.user).campaign)
        page = page_of(comments_on(idea_id), newest_by("written_at"), request)
        return Response(page.answer(CommentShape, **eyes.context))

    @extend_schema(operation_id="write_comment", request=CommentWritten, responses={201: ReplyShape})
    def post(self, request: Request, idea_id: int) -> Response:
        """Comment on the idea, or with `parent` reply to a comment on it."""
        person, sent = person_of(request), read(CommentWritten, request.data)
        comment = write_comment(
            by=person,
            idea_id=idea_id,
            text=sent["text"],
            stance=sent["stance"],
            language=sent.get("language") or get_language() or "fi",
            parent_id=sent["parent"],
        )
        own = {"participant_id": comment.author_id, "pseudonym": person.pseudonym}
        return Response(ReplyShape(comment, context=own).data, status=201)


class CommentWithdrawal(Endpoint):
    """Taking a comment back."""

    @extend_schema(operation_id="withdraw_comment", request=None, responses=ReplyShape)
    def post(self, request: Request, comment_id: int) -> Response:
        """Withdraw your own comment: its text is gone, its place and the replies stay."""
        person = person_of(request)
        comment = withdraw_comment(by=person, comment_id=comment_id)
        own = {"participant_id": comment.author_id, "pseudonym": person.pseudonym}
        return Response(ReplyShape(comment, context=own).data)
