# SPDX-License-Identifier: EUPL-1.2
"""A campaign's statistics, as JSON and as a table for a spreadsheet."""

import csv
import dataclasses
import datetime
import hashlib

from django.http import HttpResponse
from django.utils.http import quote_etag
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.endpoint import AnyFormat, Endpoint
from backend.faces.api.reading import read
from backend.faces.api.shapes.statistics import StatisticsShape, TableQuery, WhoTookPartShape
from backend.insight.engagement.rows import DAY_COLUMNS, WEEK_COLUMNS, Value, day_rows, week_rows
from backend.insight.engagement.selectors import CampaignStatistics, campaign_statistics
from backend.insight.evaluation.people.who import who_took_part
from backend.participation.campaigns.selectors import campaign_by_slug


class Statistics(Endpoint):
    """The statistics as JSON."""

    @extend_schema(operation_id="get_statistics", responses=StatisticsShape)
    def get(self, request: Request, slug: str) -> Response:
        """Acts by day and week, and people for closed weeks and the closed campaign; never of fewer than five."""
        statistics = campaign_statistics(campaign_by_slug(slug, viewer=request.user), viewer=request.user)
        return Response(StatisticsShape(statistics).data, headers={"ETag": _etag(statistics)})


class WhoTookPartEndpoint(Endpoint):
    """The groups of a campaign's people as JSON."""

    @extend_schema(operation_id="get_who_took_part", responses=WhoTookPartShape)
    def get(self, request: Request, slug: str) -> Response:
        """Published groups by area, age and language beside the population; nothing before the campaign is over."""
        who = who_took_part(campaign_by_slug(slug, viewer=request.user), viewer=request.user)
        return Response(WhoTookPartShape(who).data)


class StatisticsTable(Endpoint):
    """The statistics as CSV."""

    content_negotiation_class = AnyFormat

    @extend_schema(
        operation_id="get_statistics_table",
        parameters=[TableQuery],
        responses={(200, "text/csv"): OpenApiTypes.STR},
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        """RFC 4180 in UTF-8, with a head; a hidden count of people is an empty cell."""
        by = read(TableQuery, request.query_params)["by"]
        columns, rows = (DAY_COLUMNS, day_rows) if by == "day" else (WEEK_COLUMNS, week_rows)
        statistics = campaign_statistics(campaign_by_slug(slug, viewer=request.user), viewer=request.user)
        table = HttpResponse(content_type="text/csv; charset=utf-8")
        table["Content-Disposition"] = f'attachment; filename="{slug}-{by}s.csv"'
        table["ETag"] = _etag(statistics)
        writer = csv.writer(table)
        writer.writerow([column.name for column in columns])
        writer.writerows([_cell(value) for value in row] for row in rows(statistics))
        return table


def _etag(statistics: CampaignStatistics) -> str:
    """Names the figures, whenever they were computed."""
    timeless = dataclasses.replace(statistics, computed_at=datetime.datetime.min.replace(tzinfo=datetime.UTC))
    return quote_etag(hashlib.sha256(repr(timeless).encode()).hexdigest()[:32])


def _cell(value: Value) -> Value:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value
