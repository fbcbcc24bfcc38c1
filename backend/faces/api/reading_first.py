# SPDX-License-Identifier: EUPL-1.2
"""One's own texts that a moderator reads before they are shown, and how a campaign keeps its promise to read them."""

from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.authentication import person_of
from backend.faces.api.endpoint import Endpoint
from backend.faces.api.reading import read
from backend.faces.api.shapes.moderation import ReadFirstShape
from backend.faces.api.shapes.reading import OwnWaitingListShape, OwnWaitingShape, TextWritten, WaitingIdeaWritten
from backend.participation.campaigns.selectors import campaign_alone
from backend.participation.discussion.waiting import (
    change_waiting_comment,
    take_back_waiting_comment,
    waiting_comments_of,
)
from backend.participation.ideas.rules import IdeaDraft
from backend.participation.ideas.waiting import change_waiting_idea, take_back_waiting_idea, waiting_ideas_of
from backend.participation.moderation.reading import read_first_of_campaign


class OwnWaiting(Endpoint):
    """What nobody else sees."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="list_own_waiting", responses=OwnWaitingListShape)
    def get(self, request: Request) -> Response:
        """One's ideas and comments that wait for a moderator or were refused, the newest first."""
        person = person_of(request)
        found = [*waiting_ideas_of(person), *waiting_comments_of(person)]
        return Response(OwnWaitingListShape({"results": found}).data)


class WaitingIdeaChange(Endpoint):
    """One's waiting idea."""

    @extend_schema(operation_id="change_waiting_idea", request=WaitingIdeaWritten, responses=OwnWaitingShape)
    def put(self, request: Request, idea_id: int) -> Response:
        """Change what a moderator reads; `text_read` where one has."""
        person, sent = person_of(request), read(WaitingIdeaWritten, request.data)
        draft = IdeaDraft(**{"language": (get_language() or "fi")[:2], **sent})
        return Response(OwnWaitingShape(change_waiting_idea(by=person, idea_id=idea_id, draft=draft)).data)


class WaitingIdeaWithdrawal(Endpoint):
    """Taking it back."""

    @extend_schema(operation_id="withdraw_waiting_idea", request=None, responses={204: None})
    def post(self, request: Request, idea_id: int) -> Response:
        """Nobody reads it, and what it says is gone."""
        take_back_waiting_idea(by=person_of(request), idea_id=idea_id)
        return Response(status=204)


class WaitingCommentChange(Endpoint):
    """One's waiting comment."""

    @extend_schema(operation_id="change_waiting_comment", request=TextWritten, responses=OwnWaitingShape)
    def put(self, request: Request, comment_id: int) -> Response:
        """Change what a moderator reads; `text_read` where one has."""
        person, sent = person_of(request), read(TextWritten, request.data)
        changed = change_waiting_comment(by=person, comment_id=comment_id, text=sent["text"])
        return Response(OwnWaitingShape(changed).data)


class WaitingCommentWithdrawal(Endpoint):
    """Taking it back."""

    @extend_schema(operation_id="withdraw_waiting_comment", request=None, responses={204: None})
    def post(self, request: Request, comment_id: int) -> Response:
        """Nobody reads it, and its text is gone."""
        take_back_waiting_comment(by=person_of(request), comment_id=comment_id)
        return Response(status=204)


class CampaignReading(Endpoint):
    """How the promise to read is kept."""

    @extend_schema(operation_id="get_campaign_reading", responses=ReadFirstShape)
    def get(self, request: Request, slug: str) -> Response:
        """Of texts that a moderator reads before they are shown, until now; all 0 where nothing is read first."""
        return Response(ReadFirstShape(read_first_of_campaign(campaign_alone(slug, viewer=request.user))).data)
