# SPDX-License-Identifier: EUPL-1.2
"""Joint campaigns: one municipality leads, others hold the campaign with it."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.authentication import person_of
from backend.faces.api.endpoint import Endpoint
from backend.faces.api.plans import municipality_of
from backend.faces.api.reading import read
from backend.faces.api.shapes.partners import PartnerShape, PartnerWanted
from backend.participation.campaigns.joining import invite_partner, join_campaign, leave_campaign, take_back_partner
from backend.participation.campaigns.partners import invitations_of
from backend.participation.campaigns.selectors import campaign_alone
from backend.region.places.selectors import municipality_by_slug


class Partners(Endpoint):
    """The partners of a campaign."""

    @extend_schema(operation_id="list_partners", responses=PartnerShape(many=True))
    def get(self, request: Request, slug: str) -> Response:
        """Those that hold it with its lead; of a draft also those that have not answered."""
        campaign = campaign_alone(slug, viewer=request.user)
        return Response(PartnerShape(invitations_of(campaign), many=True).data)

    @extend_schema(operation_id="invite_partner", request=PartnerWanted, responses={201: PartnerShape})
    def post(self, request: Request, slug: str) -> Response:
        """Ask a municipality to hold a draft with its lead; its organisers answer before the draft is published."""
        person, sent = person_of(request), read(PartnerWanted, request.data)
        made = invite_partner(by=person, slug=slug, municipality=municipality_of(sent["municipality"]))
        return Response(PartnerShape(made).data, status=201)


class OnePartner(Endpoint):
    """One of them."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="take_back_partner", responses={204: None})
    def delete(self, request: Request, slug: str, municipality: str) -> Response:
        """Hold a draft without it after all; for the lead's organisers."""
        take_back_partner(by=person_of(request), slug=slug, municipality=municipality_by_slug(municipality))
        return Response(status=204)


class Joining(Endpoint):
    """Accepting."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="join_campaign", request=None, responses=PartnerShape)
    def post(self, request: Request, slug: str, municipality: str) -> Response:
        """Hold the campaign in the name of a municipality that was asked and that one organises for."""
        joined = join_campaign(by=person_of(request), slug=slug, municipality=municipality_by_slug(municipality))
        return Response(PartnerShape(joined).data)


class Leaving(Endpoint):
    """Declining, or leaving."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="leave_campaign", request=None, responses={204: None})
    def post(self, request: Request, slug: str, municipality: str) -> Response:
        """Hold the campaign no longer; what its residents did stays, and its lead sees to it from then on."""
        leave_campaign(by=person_of(request), slug=slug, municipality=municipality_by_slug(municipality))
        return Response(status=204)
