# SPDX-License-Identifier: EUPL-1.2
"""Exports: asking for a dataset, watching it being made, and fetching the file."""

import uuid

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.authentication import person_of
from backend.faces.api.endpoint import AnyFormat, Endpoint
from backend.faces.api.files import zip_file
from backend.faces.api.paging import PageQuery, newest_by, page_of
from backend.faces.api.reading import read
from backend.faces.api.shapes.common import page_shape
from backend.faces.api.shapes.exports import ExportShape, FileQuery
from backend.records.exports import links
from backend.records.exports.errors import ExportLinkInvalid
from backend.records.exports.selectors import archives_of_municipality, export_by_id, exports_of_campaign
from backend.records.exports.services import fetch_export, request_archive, request_export
from backend.region.places.selectors import municipality_by_slug


class CampaignExports(Endpoint):
    """The exports of a campaign, for its evaluators and organisers."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="list_exports", parameters=[PageQuery], responses=page_shape(ExportShape, "PageOfExports")
    )
    def get(self, request: Request, slug: str) -> Response:
        """The latest first."""
        exports = exports_of_campaign(slug, viewer=person_of(request)).select_related("campaign")
        return Response(page_of(exports, newest_by("requested_at"), request).answer(ExportShape, request=request))

    @extend_schema(operation_id="request_export", request=None, responses={202: ExportShape})
    def post(self, request: Request, slug: str) -> Response:
        """Ask for a dataset; while one is being made, that is the answer."""
        export = request_export(by=person_of(request), campaign_slug=slug)
        return Response(ExportShape(export, context={"request": request}).data, status=202)


class MunicipalityArchives(Endpoint):
    """The archives of a municipality, for its admins."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="list_archives", parameters=[PageQuery], responses=page_shape(ExportShape, "PageOfArchives")
    )
    def get(self, request: Request, municipality: str) -> Response:
        """The latest first."""
        archives = archives_of_municipality(municipality_by_slug(municipality), viewer=person_of(request))
        return Response(page_of(archives, newest_by("requested_at"), request).answer(ExportShape, request=request))

    @extend_schema(operation_id="request_archive", request=None, responses={202: ExportShape})
    def post(self, request: Request, municipality: str) -> Response:
        """Ask for everything of the municipality as one archive; while one is being made, that is the answer."""
        archive = request_archive(by=person_of(request), municipality_slug=municipality)
        return Response(ExportShape(archive, context={"request": request}).data, status=202)


class OneExport(Endpoint):
    """One export."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="get_export", responses=ExportShape)
    def get(self, request: Request, export_id: uuid.UUID) -> Response:
        """How far it is; `file` when it is done, `failure` when it is not going to be."""
        export = export_by_id(export_id, viewer=person_of(request))
        return Response(ExportShape(export, context={"request": request}).data)


class ExportedFile(Endpoint):
    """The finished file, for whoever has its link."""

    content_negotiation_class = AnyFormat

    @extend_schema(
        operation_id="get_export_file",
        parameters=[FileQuery],
        responses={(200, "application/zip"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, export_id: uuid.UUID) -> StreamingHttpResponse:
        """The Data Package, or the archive, as a ZIP file; it never changes."""
        token = read(FileQuery, request.query_params)["token"]
        if links.read(token) != export_id:
            raise ExportLinkInvalid
        file = fetch_export(token=token)
        answer = zip_file(request, file.path)
        answer["Content-Length"], answer["ETag"] = str(file.size_bytes), f'"{file.sha256}"'
        answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
        return answer
