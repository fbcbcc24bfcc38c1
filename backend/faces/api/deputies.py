# SPDX-License-Identifier: EUPL-1.2
"""Who stands in for whom in a municipality, and what waits for deputies."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.authentication import person_of
from backend.faces.api.endpoint import Endpoint
from backend.faces.api.reading import read
from backend.faces.api.shapes.deputies import DeputyShape, DeputyWritten, InPlaceOfShape
from backend.participation.duties.selectors import duties_in_place_of_others
from backend.region.accounts.deputies import end_deputy, name_deputy
from backend.region.accounts.permissions import require_may_stand_in
from backend.region.accounts.standing_in import deputies
from backend.region.places.selectors import municipality_by_slug


class Deputies(Endpoint):
    """Who stands in for whom."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="list_deputies", responses=DeputyShape(many=True))
    def get(self, request: Request, municipality: str) -> Response:
        """For the municipality's organisers, moderators and admins."""
        place = municipality_by_slug(municipality)
        require_may_stand_in(person_of(request), place.pk)
        return Response(DeputyShape(deputies(place.pk), many=True).data)

    @extend_schema(operation_id="name_deputy", request=DeputyWritten, responses={201: DeputyShape})
    def post(self, request: Request, municipality: str) -> Response:
        """Let a colleague stand in for one's own work, or as an admin for anybody's."""
        person, sent = person_of(request), read(DeputyWritten, request.data)
        named = name_deputy(
            by=person,
            account_id=sent.pop("account"),
            deputy_id=sent.pop("deputy"),
            municipality=municipality_by_slug(municipality),
            **sent,
        )
        return Response(DeputyShape(named).data, status=201)


class OneDeputy(Endpoint):
    """One who stands in."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="end_deputy", responses={204: None})
    def delete(self, request: Request, deputyship_id: int) -> Response:
        """End it: by whom it is for, by the deputy, or by an admin."""
        end_deputy(by=person_of(request), deputyship_id=deputyship_id)
        return Response(status=204)


class Duties(Endpoint):
    """What waits for a deputy."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="list_duties", responses=InPlaceOfShape(many=True))
    def get(self, request: Request, municipality: str) -> Response:
        """By colleague: all that waits while they are away, else what is late."""
        person, place = person_of(request), municipality_by_slug(municipality)
        require_may_stand_in(person, place.pk)
        return Response(InPlaceOfShape(duties_in_place_of_others(person, place.pk), many=True).data)
