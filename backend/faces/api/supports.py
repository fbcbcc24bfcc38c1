# SPDX-License-Identifier: EUPL-1.2
"""Supporting an idea and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.acting import DeviceHeader, answered, carried_out, sent_proof
from backend.faces.api.endpoint import OpenEndpoint
from backend.faces.api.shapes.common import ActWithProof
from backend.faces.api.shapes.ideas import SupportShape
from backend.participation.ideas.selectors import idea_alone
from backend.participation.supports.services import support_idea, withdraw_support

if TYPE_CHECKING:
    from backend.participation.supports.selectors import SupportState
    from backend.region.accounts.models import Account


class IdeaSupport(OpenEndpoint):
    """The asker's support of an idea."""

    @extend_schema(
        operation_id="support_idea",
        request=ActWithProof,
        parameters=[DeviceHeader],
        responses={201: SupportShape, 200: SupportShape},
    )
    def post(self, request: Request, idea_id: int) -> Response:
        """Support the idea: 201 when it was counted now, 200 when it had been already."""
        state = self._done(request, idea_id, lambda by: support_idea(by=by, idea_id=idea_id), sent_proof(request))
        return answered(request, SupportShape(state).data, 201 if state.counted_now else 200)

    @extend_schema(
        operation_id="withdraw_support", request=None, parameters=[DeviceHeader], responses={200: SupportShape}
    )
    def delete(self, request: Request, idea_id: int) -> Response:
        """Take it back while the vote is open; without a support nothing changes."""
        state = self._done(request, idea_id, lambda by: withdraw_support(by=by, idea_id=idea_id))
        return Response(SupportShape(state).data)

    def _done(
        self,
        request: Request,
        idea_id: int,
        do: Callable[[Account], SupportState],
        proof: dict[str, Any] | None = None,
    ) -> SupportState:
        """The state after the act, by whoever asks."""
        return carried_out(request, "support", lambda: idea_alone(idea_id).campaign, do, proof)[1]
