# SPDX-License-Identifier: EUPL-1.2
"""The region's municipalities and the strategy's spearheads."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.endpoint import Endpoint
from backend.faces.api.shapes.region import MunicipalityShape, SpearheadShape
from backend.region.places.selectors import municipalities
from backend.region.programme.selectors import spearheads


class Municipalities(Endpoint):
    """The 26 municipalities of Helsinki-Uusimaa."""

    cache_control = "public, max-age=3600"

    @extend_schema(operation_id="list_municipalities", responses=MunicipalityShape(many=True))
    def get(self, request: Request) -> Response:  # noqa: ARG002 the same for everybody
        """All 26, in Finnish alphabetical order."""
        return Response(MunicipalityShape(municipalities(), many=True).data)


class Spearheads(Endpoint):
    """The spearheads of the region's strategy."""

    cache_control = "public, max-age=3600"

    @extend_schema(operation_id="list_spearheads", responses=SpearheadShape(many=True))
    def get(self, request: Request) -> Response:  # noqa: ARG002 the same for everybody
        """In the strategy's order."""
        return Response(SpearheadShape(spearheads(), many=True).data)
