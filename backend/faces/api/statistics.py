# SPDX-License-Identifier: EUPL-1.2
"""A campaign's statistics, as JSON and as a table for a spreadsheet."""

import csv
import dataclasses
import datetime
import hashlib
import io
from collections.abc import Iterable, Iterator

from django.http import HttpResponse
from django.utils.http import quote_etag
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.endpoint import AnyFormat, Endpoint
from backend.faces.api.reading import read
from backend.faces.api.shapes.statistics import StatisticsShape, TableQuery
from backend.insight.engagement.selectors import Acts, CampaignStatistics, campaign_statistics
from backend.methods.disclosure.people import PersonCount
from backend.participation.campaigns.selectors import campaign_by_slug

Cells = Iterable[object]
_ACTS = ("ideas", "supports", "comments", "ideas_gross", "supports_gross", "comments_gross")


class Statistics(Endpoint):
    """The statistics as JSON."""

    @extend_schema(operation_id="get_statistics", responses=StatisticsShape)
    def get(self, request: Request, slug: str) -> Response:
        """Acts by day and week, and people for closed weeks and the closed campaign; never of fewer than five."""
        statistics = campaign_statistics(campaign_by_slug(slug, viewer=request.user))
        return Response(StatisticsShape(statistics).data, headers={"ETag": _etag(statistics)})


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
        statistics = campaign_statistics(campaign_by_slug(slug, viewer=request.user))
        written = io.StringIO()
        csv.writer(written).writerows(_days(statistics) if by == "day" else _weeks(statistics))
        name = f'attachment; filename="{slug}-{by}s.csv"'
        return HttpResponse(
            written.getvalue(), content_type="text/csv; charset=utf-8", headers={"Content-Disposition": name}
        )


def _etag(statistics: CampaignStatistics) -> str:
    """Names the figures, whenever they were computed."""
    timeless = dataclasses.replace(statistics, computed_at=datetime.datetime.min.replace(tzinfo=datetime.UTC))
    return quote_etag(hashlib.sha256(repr(timeless).encode()).hexdigest()[:32])


def _days(statistics: CampaignStatistics) -> Iterator[Cells]:
    yield ("day", *_ACTS)
    for row in statistics.days:
        yield (row.day.isoformat(), *_acts(row.net), *_acts(row.gross))


def _weeks(statistics: CampaignStatistics) -> Iterator[Cells]:
    yield ("week", "first", "last", *_ACTS, "participants", "new", "returning")
    for row in statistics.weeks:
        people = (_people(count) for count in (row.participants, row.new, row.returning))
        week = f"{row.year}-W{row.week:02}"
        yield (week, row.first.isoformat(), row.last.isoformat(), *_acts(row.net), *_acts(row.gross), *people)


def _acts(acts: Acts) -> tuple[int, int, int]:
    return acts.ideas, acts.supports, acts.comments


def _people(count: PersonCount | None) -> int | str:
    return "" if count is None or count.value is None else count.value
