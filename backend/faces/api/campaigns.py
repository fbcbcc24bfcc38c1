# SPDX-License-Identifier: EUPL-1.2
"""Campaigns: finding, reading, making, changing and publishing them, and what they came to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.authentication import person_of
from backend.faces.api.endpoint import Endpoint
from backend.faces.api.paging import BY_ID, page_of
from backend.faces.api.plans import municipality_of, plan_of, spearhead_of
from backend.faces.api.reading import read
from backend.faces.api.shapes.campaigns import (
    CampaignChanged,
    CampaignDrafted,
    CampaignListQuery,
    CampaignShape,
)
from backend.faces.api.shapes.common import page_shape
from backend.participation.campaigns.selectors import CampaignQuery, campaign_by_slug, visible_campaigns
from backend.participation.campaigns.services import change_campaign, create_campaign, publish_campaign
from backend.participation.discussion.selectors import comment_totals
from backend.participation.ideas.selectors import idea_counts
from backend.participation.supports.selectors import support_totals

if TYPE_CHECKING:
    from backend.region.accounts.selectors import Viewer


class Campaigns(Endpoint):
    """All campaigns."""

    @extend_schema(
        operation_id="list_campaigns",
        parameters=[CampaignListQuery],
        responses=page_shape(CampaignShape, "PageOfCampaigns"),
    )
    def get(self, request: Request) -> Response:
        """Published campaigns, and the drafts of a municipality for which you organise; the latest first."""
        wanted = read(CampaignListQuery, request.query_params)
        query = CampaignQuery(
            municipality=wanted.get("municipality", ""),
            spearhead=wanted.get("spearhead", ""),
            phases=(wanted["phase"],) if "phase" in wanted else (),
        )
        campaigns = visible_campaigns(viewer=request.user, query=query).prefetch_related("categories", "districts")
        page = page_of(campaigns, BY_ID, request, wanted)
        return Response(page.answer(CampaignShape, counts=_counts_of([row.pk for row in page.rows], request.user)))

    @extend_schema(operation_id="create_campaign", request=CampaignDrafted, responses={201: CampaignShape})
    def post(self, request: Request) -> Response:
        """Make a draft; only staff of its municipality see it until it is published."""
        person, sent = person_of(request), read(CampaignDrafted, request.data)
        municipality = municipality_of(sent["municipality"])
        campaign = create_campaign(
            by=person,
            municipality=municipality,
            spearhead=spearhead_of(sent["spearhead"]),
            plan=plan_of(sent, municipality.pk),
        )
        return Response(_shown(campaign.slug, person), status=201)


class OneCampaign(Endpoint):
    """One campaign."""

    @extend_schema(operation_id="get_campaign", responses=CampaignShape)
    def get(self, request: Request, slug: str) -> Response:
        """The campaign with its phases, and what it has so far."""
        return Response(_shown(slug, request.user))

    @extend_schema(operation_id="change_campaign", request=CampaignChanged, responses=CampaignShape)
    def put(self, request: Request, slug: str) -> Response:
        """Replace all that a draft says; of a published campaign the texts only: phases and rules stand."""
        person, sent = person_of(request), read(CampaignChanged, request.data)
        standing = campaign_by_slug(slug, viewer=person)
        change_campaign(
            by=person,
            slug=slug,
            plan=plan_of(sent, standing.municipality_id),
            edition=sent["edition"],
            spearhead=spearhead_of(sent["spearhead"]),
        )
        return Response(_shown(slug, person))


class CampaignPublication(Endpoint):
    """Making a campaign public."""

    @extend_schema(operation_id="publish_campaign", request=None, responses=CampaignShape)
    def post(self, request: Request, slug: str) -> Response:
        """Publish a draft; from then on its phases and rules stand."""
        person = person_of(request)
        publish_campaign(by=person, slug=slug)
        return Response(_shown(slug, person))


def _shown(slug: str, viewer: Viewer) -> Any:
    """A campaign as it is answered; raises NotFound."""
    campaign = campaign_by_slug(slug, viewer=viewer)
    return CampaignShape(campaign, context={"counts": _counts_of([campaign.pk], viewer)}).data


def _counts_of(campaign_ids: list[int], viewer: Viewer) -> dict[int, dict[str, int | None]]:
    """What some campaigns have so far, in four queries."""
    ideas, supports = idea_counts(campaign_ids), support_totals(campaign_ids, viewer=viewer)
    comments = comment_totals(campaign_ids)
    return {
        campaign_id: {
            "ideas": ideas.get(campaign_id, 0),
            "supports": supports.get(campaign_id, 0),
            "comments": comments.get(campaign_id, 0),
        }
        for campaign_id in campaign_ids
    }
