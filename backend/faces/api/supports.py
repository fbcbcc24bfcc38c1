# SPDX-License-Identifier: EUPL-1.2
"""Supporting an idea and taking it back."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.authentication import person_of
from backend.faces.api.endpoint import Endpoint
from backend.faces.api.shapes.ideas import SupportShape
from backend.participation.supports.services import support_idea, withdraw_support


class IdeaSupport(Endpoint):
    """The asker's support of an idea."""

    @extend_schema(operation_id="support_idea", request=None, responses={201: SupportShape, 200: SupportShape})
    def post(self, request: Request, idea_id: int) -> Response:
        """Support the idea: 201 when it was counted now, 200 when it had been already."""
        state = support_idea(by=person_of(request), idea_id=idea_id)
        return Response(SupportShape(state).data, status=201 if state.counted_now else 200)

    @extend_schema(operation_id="withdraw_support", request=None, responses={200: SupportShape})
    def delete(self, request: Request, idea_id: int) -> Response:
        """Take it back while the vote is open; without a support nothing changes."""
        return Response(SupportShape(withdraw_support(by=person_of(request), idea_id=idea_id)).data)
