# SPDX-License-Identifier: EUPL-1.2
"""How long a campaign's personal data is kept, a hold, and what deleting it would do."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.authentication import person_of
from backend.faces.api.endpoint import Endpoint
from backend.faces.api.reading import read
from backend.faces.api.shapes.retention import HoldWritten, KeepingShape, MonthsWritten, RowsShape
from backend.participation.campaigns.selectors import campaign_alone
from backend.records.privacy.kept import keeping_of, rows_that_go
from backend.records.privacy.retention import decide_retention, hold_retention, release_retention


class CampaignRetention(Endpoint):
    """Until when personal data is kept."""

    @extend_schema(operation_id="get_retention", responses=KeepingShape)
    def get(self, request: Request, slug: str) -> Response:
        """On which day the campaign's personal data is deleted."""
        return _kept(request, slug)

    @extend_schema(operation_id="decide_retention", request=MonthsWritten, responses=KeepingShape)
    def put(self, request: Request, slug: str) -> Response:
        """Decide it, while the campaign is a draft; published, it stands."""
        decide_retention(by=person_of(request), slug=slug, months=read(MonthsWritten, request.data)["months"])
        return _kept(request, slug)


class RetentionHold(Endpoint):
    """A hold."""

    @extend_schema(operation_id="hold_retention", request=HoldWritten, responses=KeepingShape)
    def put(self, request: Request, slug: str) -> Response:
        """Delete nothing until a day is over, for a reason; for admins of the municipality."""
        person, sent = person_of(request), read(HoldWritten, request.data)
        hold_retention(by=person, slug=slug, until=sent["until"], reason=sent["reason"])
        return _kept(request, slug)

    @extend_schema(operation_id="release_retention", responses={204: None})
    def delete(self, request: Request, slug: str) -> Response:
        """End the hold."""
        release_retention(by=person_of(request), slug=slug)
        return Response(status=204)


class RetentionPreview(Endpoint):
    """A dry run."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="preview_retention", responses=RowsShape(many=True))
    def get(self, request: Request, slug: str) -> Response:
        """How many rows would go at this moment, kind by kind; nothing is changed."""
        return Response(RowsShape(rows_that_go(slug, viewer=person_of(request)), many=True).data)


def _kept(request: Request, slug: str) -> Response:
    campaign = campaign_alone(slug, viewer=request.user)
    return Response(KeepingShape(keeping_of(campaign, viewer=request.user)).data)
