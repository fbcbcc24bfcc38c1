# SPDX-License-Identifier: EUPL-1.2
"""Comments: reading, writing, changing, thanking and taking back."""

from typing import Any

from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.acting import DeviceHeader, answered, carried_out, eyes_of, sent_proof
from backend.faces.api.authentication import person_of
from backend.faces.api.comment_rows import comment_rows
from backend.faces.api.endpoint import Endpoint, OpenEndpoint
from backend.faces.api.paging import Order, PageQuery, least_by, most_by, newest_by, oldest_by, page_of
from backend.faces.api.reading import read
from backend.faces.api.shapes.common import ActWithProof, page_shape
from backend.faces.api.shapes.discussion import (
    CommentChanged,
    CommentListQuery,
    CommentShape,
    CommentVersionShape,
    CommentWritten,
    ReplyShape,
    ThanksShape,
)
from backend.faces.api.shapes.reading import WaitingShape
from backend.participation.discussion.selectors import (
    CommentQuery,
    comment_alone,
    comment_shown,
    comments_in_order,
    versions_of,
)
from backend.participation.discussion.services import (
    edit_comment,
    thank_for_comment,
    withdraw_comment,
    withdraw_thanks,
    write_comment,
)
from backend.participation.ideas.selectors import idea_alone

_ORDERS: dict[str, Order] = {
    "newest": newest_by("written_at"),
    "oldest": oldest_by("written_at"),
    "thanked": most_by("thanks"),
}


class IdeaComments(OpenEndpoint):
    """The discussion of an idea."""

    @extend_schema(
        operation_id="list_comments",
        parameters=[CommentListQuery],
        responses=page_shape(CommentShape, "PageOfComments"),
    )
    def get(self, request: Request, idea_id: int) -> Response:
        """Comments in their order, each with its replies in the order in which they were written."""
        wanted = read(CommentListQuery, request.query_params)
        eyes = eyes_of(request, idea_alone(idea_id, viewer=request.user).campaign)
        query = CommentQuery(order=wanted["order"], stance=wanted.get("stance", ""))
        comments = comments_in_order(idea_id, query=query, participant_id=eyes.participant_id)
        page = page_of(comments, _ORDERS[query.order], request, wanted)
        return Response({"next": page.next, "results": comment_rows([row.pk for row in page.rows], eyes)})

    @extend_schema(
        operation_id="write_comment",
        request=CommentWritten,
        parameters=[DeviceHeader],
        responses={201: ReplyShape, 202: WaitingShape},
    )
    def post(self, request: Request, idea_id: int) -> Response:
        """Comment on the idea, or with `parent` reply; 202 where a moderator reads it before it is shown."""
        sent = read(CommentWritten, request.data)
        said, campaign = _said(sent), lambda: idea_alone(idea_id).campaign
        person, comment = carried_out(
            request,
            "comment",
            campaign,
            lambda by: write_comment(by=by, idea_id=idea_id, **said),
            sent["identification"],
        )
        if comment.waits:
            return answered(request, WaitingShape({"id": comment.pk}).data, 202)
        own = {"participant_id": comment.author_id, "pseudonym": person.pseudonym}
        return answered(request, ReplyShape(comment, context=own).data, 201)


class OneComment(Endpoint):
    """One comment."""

    @extend_schema(operation_id="get_comment", responses=ReplyShape)
    def get(self, request: Request, comment_id: int) -> Response:
        """The comment or reply, without its replies."""
        return Response(_shown(request, comment_id))

    @extend_schema(operation_id="change_comment", request=CommentChanged, responses=ReplyShape)
    def put(self, request: Request, comment_id: int) -> Response:
        """Change your own comment in its first 15 minutes; `comment_changed` when `version` is not the latest."""
        person, sent = person_of(request), read(CommentChanged, request.data)
        edit_comment(by=person, comment_id=comment_id, text=sent["text"], version=sent["version"])
        return Response(_shown(request, comment_id))


class CommentWithdrawal(Endpoint):
    """Taking a comment back."""

    @extend_schema(operation_id="withdraw_comment", request=None, responses=ReplyShape)
    def post(self, request: Request, comment_id: int) -> Response:
        """Withdraw your own comment: its text is gone, its place and the replies stay."""
        withdraw_comment(by=person_of(request), comment_id=comment_id)
        return Response(_shown(request, comment_id))


class CommentVersions(Endpoint):
    """What a comment said before."""

    @extend_schema(
        operation_id="list_comment_versions",
        parameters=[PageQuery],
        responses=page_shape(CommentVersionShape, "PageOfCommentVersions"),
    )
    def get(self, request: Request, comment_id: int) -> Response:
        """The oldest first; the comment itself is the latest."""
        comment = comment_alone(comment_id, viewer=request.user)
        return Response(page_of(versions_of(comment), least_by("number"), request).answer(CommentVersionShape))


class CommentThanks(OpenEndpoint):
    """The asker's thanks for a comment."""

    @extend_schema(
        operation_id="thank_for_comment", request=ActWithProof, parameters=[DeviceHeader], responses=ThanksShape
    )
    def post(self, request: Request, comment_id: int) -> Response:
        """Thank for the comment; a second time changes nothing."""
        _person, thanks = carried_out(
            request,
            "comment",
            lambda: comment_alone(comment_id).idea.campaign,
            lambda by: thank_for_comment(by=by, comment_id=comment_id),
            sent_proof(request),
        )
        return answered(request, ThanksShape(thanks).data)

    @extend_schema(
        operation_id="withdraw_thanks", request=None, parameters=[DeviceHeader], responses={200: ThanksShape}
    )
    def delete(self, request: Request, comment_id: int) -> Response:
        """Take your thanks back; without any nothing changes."""
        _person, thanks = carried_out(
            request,
            "comment",
            lambda: comment_alone(comment_id).idea.campaign,
            lambda by: withdraw_thanks(by=by, comment_id=comment_id),
        )
        return Response(ThanksShape(thanks).data)


def _shown(request: Request, comment_id: int) -> object:
    eyes = eyes_of(request, comment_alone(comment_id, viewer=request.user).idea.campaign)
    return ReplyShape(comment_shown(comment_id, participant_id=eyes.participant_id), context=eyes.context).data


def _said(sent: dict[str, Any]) -> dict[str, Any]:
    """A comment as the use case takes it; in the language that is spoken where none is named."""
    return {
        "text": sent["text"],
        "stance": sent["stance"],
        "language": sent.get("language") or get_language() or "fi",
        "parent_id": sent["parent"],
        "actor_id": sent["actor"],
        "as_official": sent["as_official"],
    }
