# SPDX-License-Identifier: EUPL-1.2
"""What a campaign came to: its live figures and its announced outcome."""

from django.http import HttpResponse, HttpResponseBase
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.endpoint import Endpoint
from backend.faces.api.paging import PageQuery, most_by, page_of
from backend.faces.api.shapes.campaigns import OutcomeRow, SnapshotShape, WindowShape
from backend.faces.live.snapshot import kept_snapshot
from backend.participation.campaigns.selectors import campaign_alone, windows_of
from backend.participation.supports.selectors import outcome_of


class CampaignSnapshot(Endpoint):
    """The live figures at one position of the ledger."""

    throttle_classes = ()  # every page of a school behind one address polls it while live is away

    @extend_schema(operation_id="get_snapshot", responses=SnapshotShape)
    def get(self, request: Request, slug: str) -> HttpResponseBase:
        """Supports and comments of every idea, consistent at `position`: what /ws/campaigns/{slug}/ continues from."""
        kept = kept_snapshot(campaign_alone(slug, viewer=request.user))
        return HttpResponse(kept.body, content_type="application/json", headers={"ETag": kept.etag})


class CampaignOutcome(Endpoint):
    """What was counted and announced at the close."""

    @extend_schema(
        operation_id="get_outcome",
        parameters=[PageQuery],
        responses=inline_serializer(
            "PageOfOutcome",
            {
                "window": WindowShape(allow_null=True),
                "next": serializers.URLField(allow_null=True),
                "results": OutcomeRow(many=True),
            },
        ),
    )
    def get(self, request: Request, slug: str) -> Response:
        """The most supported ideas first; without results until `window.closed_at`."""
        campaign = campaign_alone(slug, viewer=request.user)
        window = windows_of(campaign.pk).first()
        page = page_of(outcome_of(campaign.pk), most_by("supports"), request)
        return Response({"window": WindowShape(window).data if window else None, **page.answer(OutcomeRow)})
