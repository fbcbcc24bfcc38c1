# SPDX-License-Identifier: EUPL-1.2
"""What of a public campaign is changed after all: more time, a pause, another rule before the first vote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.authentication import person_of
from backend.faces.api.endpoint import Endpoint
from backend.faces.api.reading import read
from backend.faces.api.shapes.amendments import AmendmentShape, Extended, ReasonGiven, RuleChanged
from backend.participation.campaigns.amending import extend_phase, pause_campaign, resume_campaign
from backend.participation.campaigns.selectors import amendments_of, campaign_alone
from backend.participation.supports.amending import amend_support_rule

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Amendment


class Amendments(Endpoint):
    """What was changed."""

    @extend_schema(operation_id="list_amendments", responses=AmendmentShape(many=True))
    def get(self, request: Request, slug: str) -> Response:
        """What of the campaign was extended, paused or amended, and why; the latest first."""
        campaign = campaign_alone(slug, viewer=request.user)
        return Response(AmendmentShape(amendments_of(campaign.pk), many=True).data)


class Extension(Endpoint):
    """More time."""

    @extend_schema(operation_id="extend_phase", request=Extended, responses={201: AmendmentShape})
    def post(self, request: Request, slug: str) -> Response:
        """Let a phase that has not ended end later."""
        person, sent = person_of(request), read(Extended, request.data)
        made = extend_phase(by=person, slug=slug, phase_id=sent["phase"], closes=sent["closes"], reason=sent["reason"])
        return _logged(made)


class Pause(Endpoint):
    """A pause."""

    @extend_schema(operation_id="pause_campaign", request=ReasonGiven, responses={201: AmendmentShape})
    def post(self, request: Request, slug: str) -> Response:
        """Let nobody take part in the open phase until it is resumed."""
        person, sent = person_of(request), read(ReasonGiven, request.data)
        return _logged(pause_campaign(by=person, slug=slug, reason=sent["reason"]))


class Resumption(Endpoint):
    """The end of a pause."""

    @extend_schema(operation_id="resume_campaign", request=ReasonGiven, responses={201: AmendmentShape})
    def post(self, request: Request, slug: str) -> Response:
        """Let people take part again."""
        person, sent = person_of(request), read(ReasonGiven, request.data)
        return _logged(resume_campaign(by=person, slug=slug, reason=sent["reason"]))


class RuleAmendment(Endpoint):
    """Another rule of supporting."""

    @extend_schema(operation_id="amend_support_rule", request=RuleChanged, responses={201: AmendmentShape})
    def post(self, request: Request, slug: str) -> Response:
        """Change the rule before the first support; afterwards it stands (409 `voting_has_begun`)."""
        person, sent = person_of(request), read(RuleChanged, request.data)
        made = amend_support_rule(
            by=person,
            slug=slug,
            reason=sent["reason"],
            limit=sent["support_limit"],
            hidden=sent["supports_hidden"],
        )
        return _logged(made)


def _logged(amendment: Amendment) -> Response:
    amendment.refresh_from_db()
    return Response(AmendmentShape(amendment).data, status=201)
