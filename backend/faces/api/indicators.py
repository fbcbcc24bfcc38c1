# SPDX-License-Identifier: EUPL-1.2
"""The catalogue of indicators, and the figures of each as JSON and CSV."""

import csv
import hashlib

from django.http import HttpResponse
from django.utils.http import quote_etag
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.endpoint import AnyFormat, Endpoint
from backend.faces.api.reading import read
from backend.faces.api.shapes.indicators import CatalogueShape, FiguresShape, QuestionQuery
from backend.insight.evaluation.questions import Answer, Question
from backend.insight.evaluation.rows import COLUMNS, rows_of
from backend.insight.evaluation.selectors import figures_of
from backend.methods.indicators.catalogue import catalogue


class Indicators(Endpoint):
    """The catalogue."""

    @extend_schema(operation_id="list_indicators", responses=CatalogueShape)
    def get(self, request: Request) -> Response:
        """What each figure means, in three languages, and by what it is told."""
        del request
        known = catalogue()
        return Response(
            CatalogueShape(
                {
                    "version": known.version,
                    "groups": known.groups,
                    "units": known.units,
                    "indicators": list(known.indicators.values()),
                }
            ).data
        )


class OneIndicator(Endpoint):
    """The figures of one."""

    @extend_schema(operation_id="get_indicator", parameters=[QuestionQuery], responses=FiguresShape)
    def get(self, request: Request, code: str) -> Response:
        """Figures of the region, or of a spearhead, a municipality, a campaign, a year; divided by a dimension."""
        answer = _answer(request, code)
        return Response(FiguresShape(answer).data, headers={"ETag": _etag(answer)})


class IndicatorTable(Endpoint):
    """The same as a file."""

    content_negotiation_class = AnyFormat

    @extend_schema(
        operation_id="get_indicator_table",
        parameters=[QuestionQuery],
        responses={(200, "text/csv"): OpenApiTypes.STR},
    )
    def get(self, request: Request, code: str) -> HttpResponse:
        """RFC 4180 in UTF-8, with a head; a row a figure."""
        answer = _answer(request, code)
        table = HttpResponse(content_type="text/csv; charset=utf-8", headers={"ETag": _etag(answer)})
        table["Content-Disposition"] = f'attachment; filename="{answer.indicator.code.lower()}.csv"'
        writer = csv.writer(table)
        writer.writerow([column.name for column in COLUMNS])
        writer.writerows(rows_of(answer))
        return table


def _answer(request: Request, code: str) -> Answer:
    return figures_of(Question(code=code, **read(QuestionQuery, request.query_params)), viewer=request.user)


def _etag(answer: Answer) -> str:
    """Names the figures, whenever they were computed."""
    return quote_etag(hashlib.sha256(repr((answer.question, answer.figures)).encode()).hexdigest()[:32])
