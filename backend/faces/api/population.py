# SPDX-License-Identifier: EUPL-1.2
"""Population by reference date: what is loaded, and a file of it by the region's admins."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.authentication import person_of
from backend.faces.api.endpoint import Endpoint
from backend.faces.api.reading import read
from backend.faces.api.shapes.population import PopulationDatasetShape, PopulationSent, PopulationStored
from backend.region.accounts.permissions import require_may_administer
from backend.region.municipalities.population import import_population
from backend.region.municipalities.selectors import populations


class Populations(Endpoint):
    """Population figures."""

    parser_classes = (MultiPartParser,)

    @extend_schema(operation_id="list_populations", responses=PopulationDatasetShape(many=True))
    def get(self, request: Request) -> Response:
        """Reference date, source and licence of all that is loaded, the newest first."""
        del request
        return Response(PopulationDatasetShape(populations(), many=True).data)

    @extend_schema(
        operation_id="import_population",
        request={"multipart/form-data": PopulationSent},
        responses={201: PopulationStored},
    )
    def post(self, request: Request) -> Response:
        """Store a file, for the region's admins; every fault is named, and then nothing is stored."""
        person = person_of(request)
        require_may_administer(person, None)
        sent = read(PopulationSent, request.data)
        file = sent.pop("file").read()
        return Response(PopulationStored(import_population(by=person, file=file, **sent)).data, status=201)
