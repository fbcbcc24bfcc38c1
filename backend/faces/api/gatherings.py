# SPDX-License-Identifier: EUPL-1.2
"""Where people met because of a campaign, in numbers, and what the campaign costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.common.errors import NotFound
from backend.faces.api.authentication import person_of
from backend.faces.api.endpoint import Endpoint
from backend.faces.api.reading import read
from backend.faces.api.shapes.gatherings import (
    CostShape,
    CostWritten,
    GatheringDropped,
    GatheringEdited,
    GatheringShape,
    GatheringWritten,
)
from backend.participation.campaigns.attendance import cost_shown, gatherings_of, total_of
from backend.participation.campaigns.gatherings import (
    CostPlan,
    GatheringPlan,
    drop_gathering,
    edit_gathering,
    note_cost,
    note_gathering,
)
from backend.participation.campaigns.selectors import campaign_alone

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Cost


class Gatherings(Endpoint):
    """The gatherings of a campaign."""

    @extend_schema(operation_id="list_gatherings", responses=GatheringShape(many=True))
    def get(self, request: Request, slug: str) -> Response:
        """Those that stand, the earliest first, with how many came; never added to those who took part."""
        campaign = campaign_alone(slug, viewer=request.user)
        return Response(GatheringShape(gatherings_of(campaign), many=True).data)

    @extend_schema(operation_id="note_gathering", request=GatheringWritten, responses={201: GatheringShape})
    def post(self, request: Request, slug: str) -> Response:
        """Note one, past or coming."""
        person, sent = person_of(request), read(GatheringWritten, request.data)
        made = note_gathering(by=person, campaign_slug=slug, plan=GatheringPlan(**sent))
        return Response(GatheringShape(made).data, status=201)


class OneGathering(Endpoint):
    """One gathering."""

    @extend_schema(operation_id="edit_gathering", request=GatheringEdited, responses=GatheringShape)
    def put(self, request: Request, gathering_id: int) -> Response:
        """Say it otherwise; what it said before is kept."""
        person, sent = person_of(request), dict(read(GatheringEdited, request.data))
        version = sent.pop("version")
        plan = GatheringPlan(**sent)
        return Response(
            GatheringShape(edit_gathering(by=person, gathering_id=gathering_id, version=version, plan=plan)).data
        )


class DroppedGathering(Endpoint):
    """A gathering that is counted no more."""

    @extend_schema(operation_id="drop_gathering", request=GatheringDropped, responses={204: None})
    def post(self, request: Request, gathering_id: int) -> Response:
        """Take it away, with a reason."""
        person, sent = person_of(request), read(GatheringDropped, request.data)
        drop_gathering(by=person, gathering_id=gathering_id, reason=sent["reason"])
        return Response(status=204)


class CampaignCost(Endpoint):
    """What a campaign costs."""

    @extend_schema(operation_id="get_cost", responses=CostShape)
    def get(self, request: Request, slug: str) -> Response:
        """The cost where it is public, or for the campaign's organisers; 404 where nobody has said it."""
        found = cost_shown(campaign_alone(slug, viewer=request.user), viewer=request.user)
        if found is None:
            raise NotFound
        return Response(_shown(found))

    @extend_schema(operation_id="note_cost", request=CostWritten, responses=CostShape)
    def put(self, request: Request, slug: str) -> Response:
        """Say it anew; earlier editions are kept."""
        person, sent = person_of(request), read(CostWritten, request.data)
        noted = note_cost(by=person, campaign_slug=slug, plan=CostPlan(**sent))
        noted.refresh_from_db()
        return Response(_shown(noted))


def _shown(cost: Cost) -> dict[str, Any]:
    cost.total = total_of(cost)  # type: ignore[attr-defined]
    return CostShape(cost).data
