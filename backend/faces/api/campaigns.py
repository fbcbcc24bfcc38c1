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
from backend.faces.api.plans import changes_of, municipality_of, plan_of, spearhead_of
from backend.faces.api.reading import read
from backend.faces.api.shapes.campaigns import (
    CampaignBegun,
    CampaignChanged,
    CampaignDrafted,
    CampaignListQuery,
    CampaignPartsChanged,
    CampaignShape,
    CampaignStarted,
    TemplateShape,
)
from backend.faces.api.shapes.common import page_shape
from backend.participation.campaigns.selectors import CampaignQuery, campaign_by_slug, visible_campaigns
from backend.participation.campaigns.services import change_campaign, change_part, create_campaign, publish_campaign
from backend.participation.campaigns.starting import copy_campaign, start_from_template
from backend.participation.campaigns.templates import campaign_templates
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

    @extend_schema(operation_id="change_campaign_parts", request=CampaignPartsChanged, responses=CampaignShape)
    def patch(self, request: Request, slug: str) -> Response:
        """Change some parts; what others changed meanwhile in other parts stays."""
        person, sent = person_of(request), read(CampaignPartsChanged, request.data)
        standing = campaign_by_slug(slug, viewer=person)
        change_part(
            by=person,
            slug=slug,
            edition=sent["edition"],
            changes=changes_of(sent, standing.municipality_id),
            spearhead=spearhead_of(sent["spearhead"]) if "spearhead" in sent else None,
        )
        return Response(_shown(slug, person))


class CampaignTemplates(Endpoint):
    """Campaigns that are nearly ready."""

    @extend_schema(operation_id="list_campaign_templates", responses=TemplateShape(many=True))
    def get(self, request: Request) -> Response:  # noqa: ARG002 DRF's signature
        """The templates, with texts in three languages and phases in days."""
        return Response(TemplateShape(campaign_templates(), many=True).data)


class TemplateCampaigns(Endpoint):
    """Starting from a template."""

    @extend_schema(operation_id="start_campaign", request=CampaignStarted, responses={201: CampaignShape})
    def post(self, request: Request, key: str) -> Response:
        """Make a draft that begins on a day."""
        person, sent = person_of(request), read(CampaignStarted, request.data)
        campaign = start_from_template(
            by=person,
            municipality=municipality_of(sent["municipality"]),
            spearhead=spearhead_of(sent["spearhead"]),
            template=key,
            first_day=sent["first_day"],
            title=sent["title"],
        )
        return Response(_shown(campaign.slug, person), status=201)


class CampaignCopies(Endpoint):
    """Starting as an earlier campaign was."""

    @extend_schema(operation_id="copy_campaign", request=CampaignBegun, responses={201: CampaignShape})
    def post(self, request: Request, slug: str) -> Response:
        """Make a draft with the texts, rules and phases of a campaign, nothing of what was done in it."""
        person, sent = person_of(request), read(CampaignBegun, request.data)
        campaign = copy_campaign(by=person, slug=slug, first_day=sent["first_day"], title=sent["title"])
        return Response(_shown(campaign.slug, person), status=201)


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
