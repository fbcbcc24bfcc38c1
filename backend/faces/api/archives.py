# SPDX-License-Identifier: EUPL-1.2
"""The archive of a campaign that is over, for everybody."""

from __future__ import annotations

from django.http import StreamingHttpResponse
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.endpoint import AnyFormat, Endpoint
from backend.faces.api.files import zip_file
from backend.faces.api.shapes.archives import ArchiveShape
from backend.records.archives.selectors import archive_of


class CampaignArchive(Endpoint):
    """What there is."""

    @extend_schema(operation_id="get_archive", responses=ArchiveShape)
    def get(self, request: Request, slug: str) -> Response:
        """Version, checksum and address; 422 while the campaign goes on, 409 while the archive is being made."""
        found = archive_of(slug, viewer=request.user)
        made = found.archive
        told = {name: getattr(made, name) for name in ("version", "sha256", "made_at", "size_bytes")}
        address = request.build_absolute_uri(reverse("api:archive_file", args=[slug]))
        return Response(ArchiveShape({**told, "file": address, "earlier": found.earlier}).data)


class ArchiveDownload(Endpoint):
    """The file."""

    content_negotiation_class = AnyFormat

    @extend_schema(operation_id="get_archive_file", responses={(200, "application/zip"): OpenApiTypes.BINARY})
    def get(self, request: Request, slug: str) -> StreamingHttpResponse:
        """Everything that was public, as pages to read offline, tables, photos and checksums."""
        found = archive_of(slug, viewer=request.user)
        answer = zip_file(request, found.path)
        answer["Content-Length"], answer["ETag"] = str(found.archive.size_bytes), f'"{found.archive.sha256}"'
        answer["Content-Disposition"] = f'attachment; filename="{found.name}"'
        return answer
