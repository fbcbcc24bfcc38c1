# SPDX-License-Identifier: EUPL-1.2
"""An officer acts for a resident at a desk."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from backend.common.errors import InvalidInput
from backend.faces.api.authentication import person_of
from backend.faces.api.endpoint import Endpoint
from backend.faces.api.plans import municipality_of
from backend.faces.api.reading import read
from backend.faces.api.shapes.participation import DeskActWritten, DeskReceiptShape
from backend.participation.assistance.acts import PendingAct, ProposeIdea, SupportIdea, WriteComment
from backend.participation.assistance.desk import DeskResident, act_at_desk


class Desk(Endpoint):
    """The desk of a campaign."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="act_at_desk", request=DeskActWritten, responses={201: DeskReceiptShape})
    def post(self, request: Request, slug: str) -> Response:
        """Propose, support or comment for a resident who is present, with the reason; never a secret ballot."""
        person, sent = person_of(request), read(DeskActWritten, request.data)
        resident = DeskResident(
            code=sent["code"],
            birth_year=sent["birth_year"],
            municipality=municipality_of(sent["municipality"]) if sent["municipality"] else None,
            language=sent["language"],
        )
        receipt = act_at_desk(
            by=person, campaign_slug=slug, act=_act(slug, sent), resident=resident, reason=sent["reason"]
        )
        return Response(DeskReceiptShape(receipt).data, status=201)


def _act(slug: str, sent: dict[str, Any]) -> PendingAct:
    """The act that was sent; raises InvalidInput where its idea is missing."""
    if sent["act"] == "propose":
        if "draft" not in sent:
            raise InvalidInput(fields={"draft": _("Say what is proposed.")})
        return ProposeIdea(campaign_slug=slug, draft={"language": sent["language"], **sent["draft"]})
    if "idea" not in sent:
        raise InvalidInput(fields={"idea": _("Say which idea it is.")})
    if sent["act"] == "support":
        return SupportIdea(idea_id=sent["idea"])
    return WriteComment(idea_id=sent["idea"], text=sent["text"], stance=sent["stance"], language=sent["language"])
