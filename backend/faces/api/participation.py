# SPDX-License-Identifier: EUPL-1.2
"""Who takes part in a campaign: conditions, register, one-time codes, and identifying oneself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from backend.common.errors import InvalidInput
from backend.faces.api.authentication import person_of
from backend.faces.api.endpoint import Endpoint
from backend.faces.api.paging import PageQuery, newest_by, page_of
from backend.faces.api.parsers import WholeFile
from backend.faces.api.reading import read
from backend.faces.api.shapes.common import ProofWritten, page_shape
from backend.faces.api.shapes.participation import (
    AllowanceShape,
    CodeBatchShape,
    CodesWanted,
    IdentifiedShape,
    MadeCodesShape,
    ParticipationShape,
    RegisterChangeShape,
    VoidedShape,
)
from backend.participation.assistance.proof import Proof, identify
from backend.participation.campaigns.conditions import Condition
from backend.participation.campaigns.selectors import campaign_alone, conditions_shown
from backend.participation.campaigns.services import decide_who_takes_part
from backend.participation.participants.addresses import allow_address, allowances_of, end_allowance
from backend.participation.participants.codes import make_codes, void_codes
from backend.participation.participants.register import upload_register
from backend.participation.participants.selectors import code_batches
from backend.region.places.selectors import districts_of, municipalities

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backend.participation.campaigns.models import Campaign


class Participation(Endpoint):
    """Who may take part."""

    @extend_schema(operation_id="get_participation", responses=ParticipationShape)
    def get(self, request: Request, slug: str) -> Response:
        """What makes one person in the campaign, and who may propose, comment and support."""
        return Response(_shown(campaign_alone(slug, viewer=request.user)))

    @extend_schema(operation_id="decide_participation", request=ParticipationShape, responses=ParticipationShape)
    def put(self, request: Request, slug: str) -> Response:
        """Decide it, while the campaign is a draft; published, it stands."""
        person, sent = person_of(request), read(ParticipationShape, request.data)
        standing = campaign_alone(slug, viewer=person)
        decided = {act: _condition(act, one, standing) for act, one in sent["conditions"].items()}
        campaign = decide_who_takes_part(by=person, slug=slug, identifier=sent["identifier"], conditions=decided)
        return Response(_shown(campaign))


class Register(Endpoint):
    """The register of a campaign."""

    permission_classes = (IsAuthenticated,)
    parser_classes = (WholeFile,)

    @extend_schema(
        operation_id="upload_register",
        request={"text/csv": OpenApiTypes.BINARY},
        responses=RegisterChangeShape,
    )
    def put(self, request: Request, slug: str) -> Response:
        """Make a CSV file the register: `identifier`, and if you like `municipality`, `district`, `birth_year`."""
        sent: Any = request.data
        file = sent if isinstance(sent, bytes) else b""
        change = upload_register(by=person_of(request), campaign_slug=slug, file=file)
        return Response(RegisterChangeShape(change).data)


class CampaignCodes(Endpoint):
    """The one-time codes of a campaign, in batches."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="list_codes", parameters=[PageQuery], responses=page_shape(CodeBatchShape, "PageOfCodeBatches")
    )
    def get(self, request: Request, slug: str) -> Response:
        """The batches, the latest first; never the codes."""
        batches = code_batches(slug, viewer=person_of(request))
        return Response(page_of(batches, newest_by("made_at"), request).answer(CodeBatchShape))

    @extend_schema(operation_id="make_codes", request=CodesWanted, responses={201: MadeCodesShape})
    def post(self, request: Request, slug: str) -> Response:
        """Make a batch; its codes are in this answer and nowhere else."""
        person, sent = person_of(request), read(CodesWanted, request.data)
        made = make_codes(by=person, campaign_slug=slug, **sent)
        return Response(MadeCodesShape(made).data, status=201)


class Allowances(Endpoint):
    """Schools and libraries of a campaign that is open to everyone."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="list_allowances",
        parameters=[PageQuery],
        responses=page_shape(AllowanceShape, "PageOfAllowances"),
    )
    def get(self, request: Request, slug: str) -> Response:
        """Networks of which more devices may begin in an hour than usual."""
        found = allowances_of(slug, viewer=person_of(request))
        return Response(page_of(found, newest_by("made_at"), request).answer(AllowanceShape))

    @extend_schema(operation_id="allow_address", request=AllowanceShape, responses={201: AllowanceShape})
    def post(self, request: Request, slug: str) -> Response:
        """Allow a network more; again changes the number."""
        person, sent = person_of(request), read(AllowanceShape, request.data)
        wanted = {"address": sent["network"], "an_hour": sent["an_hour"], "note": sent["note"]}
        return Response(AllowanceShape(allow_address(by=person, campaign_slug=slug, **wanted)).data, status=201)


class OneAllowance(Endpoint):
    """One network that is allowed more."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="end_allowance", responses={204: None})
    def delete(self, request: Request, allowance_id: int) -> Response:
        """Take it away; the usual number stands again."""
        end_allowance(by=person_of(request), allowance_id=allowance_id)
        return Response(status=204)


class VoidedCodes(Endpoint):
    """Ending a batch of codes."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="void_codes", request=None, responses=VoidedShape)
    def post(self, request: Request, batch_id: int) -> Response:
        """Let nobody in any more with what is left of the batch; who used one stays."""
        return Response({"voided": void_codes(by=person_of(request), batch_id=batch_id)})


class OwnIdentification(Endpoint):
    """Saying who one is in a campaign."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="identify", request=ProofWritten, responses=IdentifiedShape)
    def post(self, request: Request, slug: str) -> Response:
        """By the campaign's code or register number; ten tries an hour. With a desk's slip, claim what was done."""
        person, sent = person_of(request), read(ProofWritten, request.data)
        campaign = campaign_alone(slug, viewer=person)
        _account, claimed = identify(
            account=person, campaign=campaign, proof=Proof(**sent), tried_by=[f"account:{person.pk}"]
        )
        return Response(IdentifiedShape({"claimed": claimed}).data)


def _shown(campaign: Campaign) -> Any:
    conditions = {
        one.act: {
            "who": one.who,
            "minimum_age": one.minimum_age,
            "municipalities": [place.slug for place in one.municipalities],
            "districts": [place.slug for place in one.districts],
        }
        for one in conditions_shown(campaign)
    }
    return ParticipationShape(
        {
            "identifier": campaign.identifier,
            "reference_date": campaign.reference_date,
            "conditions": conditions,
        }
    ).data


def _condition(act: str, sent: dict[str, Any], campaign: Campaign) -> Condition:
    return Condition(
        who=sent["who"],
        minimum_age=sent["minimum_age"],
        municipalities=_ids(f"conditions.{act}.municipalities", municipalities(), sent["municipalities"]),
        districts=_ids(f"conditions.{act}.districts", districts_of(campaign.municipality_id), sent["districts"]),
    )


def _ids(field: str, places: Iterable[Any], slugs: list[str]) -> tuple[int, ...]:
    """The ids of the places with these slugs; raises InvalidInput."""
    known = {place.slug: place.pk for place in places} if slugs else {}
    if set(slugs) - set(known):
        raise InvalidInput(fields={field: _("Choose one from the list.")})
    return tuple(sorted({known[slug] for slug in slugs}))
