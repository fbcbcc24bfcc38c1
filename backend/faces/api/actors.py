# SPDX-License-Identifier: EUPL-1.2
"""Organisations: finding them, bringing one in, acting in their name, and what staff decide about it."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.common.errors import NotFound
from backend.faces.api.authentication import person_of
from backend.faces.api.endpoint import Endpoint
from backend.faces.api.paging import PageQuery, by_text, newest_by, oldest_by, page_of
from backend.faces.api.reading import read
from backend.faces.api.shapes.actors import (
    ActorListQuery,
    ActorProposed,
    ActorShape,
    ActorWritten,
    ClaimShape,
    ClaimWritten,
    EndWritten,
    ReasonWritten,
    StaffClaimShape,
)
from backend.faces.api.shapes.common import page_shape
from backend.region.places.selectors import municipality_by_slug
from backend.region.programme.rules import ActorDraft
from backend.region.programme.selectors import (
    ActorQuery,
    actor_by_id,
    claims_of,
    visible_actors,
)
from backend.region.programme.services import (
    change_actor,
    claim_actor,
    confirm_claim,
    decline_claim,
    end_membership,
    propose_actor,
    read_claims,
)


class Actors(Endpoint):
    """The organisations."""

    @extend_schema(
        operation_id="list_actors", parameters=[ActorListQuery], responses=page_shape(ActorShape, "PageOfActors")
    )
    def get(self, request: Request) -> Response:
        """Those that are confirmed, by name."""
        wanted = read(ActorListQuery, request.query_params)
        query = ActorQuery(
            words=wanted.get("q", ""), municipality=wanted.get("municipality", ""), kind=wanted.get("kind", "")
        )
        return Response(page_of(visible_actors(query), by_text("sort_key"), request, wanted).answer(ActorShape))

    @extend_schema(operation_id="propose_actor", request=ActorProposed, responses={201: ClaimShape})
    def post(self, request: Request) -> Response:
        """Bring an organisation in and ask to act for it; staff of its municipality decide."""
        person, sent = person_of(request), read(ActorProposed, request.data)
        claim = propose_actor(by=person, message=sent.pop("message"), draft=_draft(sent))
        return Response(_own(person, claim.pk), status=201)


class OneActor(Endpoint):
    """One organisation."""

    @extend_schema(operation_id="get_actor", responses=ActorShape)
    def get(self, request: Request, actor_id: int) -> Response:
        """The organisation; one that is not confirmed is its claimant's and the deciding staff's to see."""
        return Response(ActorShape(actor_by_id(actor_id, viewer=request.user)).data)

    @extend_schema(operation_id="change_actor", request=ActorWritten, responses=ActorShape)
    def put(self, request: Request, actor_id: int) -> Response:
        """Renew what is said of it; members leave business ID and municipality as they were confirmed."""
        person, sent = person_of(request), read(ActorWritten, request.data)
        return Response(ActorShape(change_actor(by=person, actor_id=actor_id, draft=_draft(sent))).data)


class ActorClaims(Endpoint):
    """Claims to one organisation."""

    @extend_schema(operation_id="claim_actor", request=ClaimWritten, responses={201: ClaimShape})
    def post(self, request: Request, actor_id: int) -> Response:
        """Ask to act in its name."""
        person, sent = person_of(request), read(ClaimWritten, request.data)
        claim = claim_actor(by=person, actor_id=actor_id, message=sent["message"])
        return Response(_own(person, claim.pk), status=201)


class MyClaims(Endpoint):
    """One's own claims."""

    @extend_schema(
        operation_id="list_my_claims", parameters=[PageQuery], responses=page_shape(ClaimShape, "PageOfOwnClaims")
    )
    def get(self, request: Request) -> Response:
        """The latest first."""
        return Response(page_of(claims_of(person_of(request)), newest_by("made_at"), request).answer(ClaimShape))


class Claims(Endpoint):
    """Claims to organisations of the municipalities in which the asker decides."""

    @extend_schema(
        operation_id="list_claims", parameters=[PageQuery], responses=page_shape(StaffClaimShape, "PageOfClaims")
    )
    def get(self, request: Request) -> Response:
        """All of them, the oldest first; none for whoever decides nowhere."""
        claims = read_claims(by=person_of(request), reason="deciding")
        return Response(page_of(claims, oldest_by("made_at"), request).answer(StaffClaimShape))


class ClaimConfirmation(Endpoint):
    """Saying yes."""

    @extend_schema(operation_id="confirm_claim", request=None, responses=StaffClaimShape)
    def post(self, request: Request, claim_id: int) -> Response:
        """Confirm that the person acts for the organisation, and with the first claim the organisation itself."""
        return Response(_decided(confirm_claim(by=person_of(request), claim_id=claim_id)))


class ClaimRefusal(Endpoint):
    """Saying no."""

    @extend_schema(operation_id="decline_claim", request=ReasonWritten, responses=StaffClaimShape)
    def post(self, request: Request, claim_id: int) -> Response:
        """Decline with a reason that the person reads."""
        person, sent = person_of(request), read(ReasonWritten, request.data)
        return Response(_decided(decline_claim(by=person, claim_id=claim_id, reason=sent["reason"])))


class ClaimEnd(Endpoint):
    """The end of a membership, or of a claim that waits."""

    @extend_schema(operation_id="end_membership", request=EndWritten, responses=ClaimShape)
    def post(self, request: Request, claim_id: int) -> Response:
        """End your own; staff end somebody else's with a reason. What was said in its name stays, marked."""
        person, sent = person_of(request), read(EndWritten, request.data)
        return Response(ClaimShape(end_membership(by=person, claim_id=claim_id, reason=sent["reason"])).data)


def _draft(sent: dict[str, Any]) -> ActorDraft:
    try:
        municipality = municipality_by_slug(sent["municipality"])
    except NotFound:
        municipality = None
    return ActorDraft(**{**sent, "municipality": municipality})


def _own(person: Any, claim_id: int) -> Any:
    return ClaimShape(claims_of(person).get(pk=claim_id)).data


def _decided(claim: Any) -> Any:
    return StaffClaimShape(claim).data
