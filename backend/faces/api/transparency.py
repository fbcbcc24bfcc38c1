# SPDX-License-Identifier: EUPL-1.2
"""The public log of moderation, and a municipality's transparency report as JSON and CSV."""

import csv

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.endpoint import AnyFormat, Endpoint
from backend.faces.api.paging import newest_by, page_of
from backend.faces.api.reading import read
from backend.faces.api.shapes.common import page_shape
from backend.faces.api.shapes.moderation import LogQuery, LogRow, PeriodQuery, TransparencyShape
from backend.participation.moderation.transparency import (
    COLUMNS,
    TransparencyReport,
    period_of,
    public_log,
    table_of,
    transparency_report,
)
from backend.region.places.selectors import municipality_by_slug


class ModerationLog(Endpoint):
    """Every decision."""

    @extend_schema(
        operation_id="list_moderation_log", parameters=[LogQuery], responses=page_shape(LogRow, "PageOfDecisions")
    )
    def get(self, request: Request) -> Response:
        """The latest first; no words and no people."""
        query = read(LogQuery, request.query_params)
        place = municipality_by_slug(query["municipality"]) if "municipality" in query else None
        return Response(page_of(public_log(place), newest_by("carried_out_at"), request, query).answer(LogRow))


class Transparency(Endpoint):
    """A municipality's report."""

    @extend_schema(operation_id="get_transparency", parameters=[PeriodQuery], responses=TransparencyShape)
    def get(self, request: Request, municipality: str) -> Response:
        """Reports, decisions and appeals of a period."""
        return Response(TransparencyShape(_report(request, municipality)).data)


class TransparencyTable(Endpoint):
    """The same as a file."""

    content_negotiation_class = AnyFormat

    @extend_schema(
        operation_id="get_transparency_table",
        parameters=[PeriodQuery],
        responses={(200, "text/csv"): OpenApiTypes.STR},
    )
    def get(self, request: Request, municipality: str) -> HttpResponse:
        """RFC 4180 in UTF-8, with a head: measure, outcome, ground, on_appeal, value."""
        table = HttpResponse(content_type="text/csv; charset=utf-8")
        table["Content-Disposition"] = f'attachment; filename="moderation-{municipality}.csv"'
        writer = csv.writer(table)
        writer.writerow(COLUMNS)
        writer.writerows(table_of(_report(request, municipality)))
        return table


def _report(request: Request, slug: str) -> TransparencyReport:
    asked = read(PeriodQuery, request.query_params)
    return transparency_report(municipality_by_slug(slug), period_of(asked.get("first"), asked.get("last")))
