# SPDX-License-Identifier: EUPL-1.2
"""Reference data of the indicators: kinds, templates, and bringing a file."""

from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.authentication import person_of
from backend.faces.api.endpoint import AnyFormat, Endpoint
from backend.faces.api.reading import read
from backend.faces.api.shapes.reference import ReferenceImportShape, ReferenceKindShape, ReferenceSent
from backend.insight.evaluation.permissions import require_may_import
from backend.insight.evaluation.reference.kinds import ReferenceKind
from backend.insight.evaluation.reference.selectors import KINDS, imports_of, kind_called, latest_imports, template_of
from backend.insight.evaluation.reference.services import import_reference

_LISTED = 50


class ReferenceKinds(Endpoint):
    """The kinds."""

    @extend_schema(operation_id="list_reference_data", responses=ReferenceKindShape(many=True))
    def get(self, request: Request) -> Response:
        """Each kind with its columns and the file that was stored last."""
        del request
        latest = latest_imports()
        rows = [_shown(kind, [latest[slug]] if slug in latest else []) for slug, kind in KINDS.items()]
        return Response(ReferenceKindShape(rows, many=True).data)


class OneReference(Endpoint):
    """One kind."""

    parser_classes = (MultiPartParser,)

    @extend_schema(operation_id="get_reference_data", responses=ReferenceKindShape)
    def get(self, request: Request, kind: str) -> Response:
        """Its columns, and the files that were stored, the latest fifty."""
        del request
        found = kind_called(kind)
        return Response(ReferenceKindShape(_shown(found, imports_of(kind)[:_LISTED])).data)

    @extend_schema(
        operation_id="import_reference_data",
        request={"multipart/form-data": ReferenceSent},
        responses={201: ReferenceImportShape},
    )
    def post(self, request: Request, kind: str) -> Response:
        """Store a file, for evaluators and admins of the region; every fault is named, and then nothing is stored."""
        person = person_of(request)
        require_may_import(person)  # before the body is read: who may not is told that, whatever they send
        sent = read(ReferenceSent, request.data)
        file = sent.pop("file").read()
        return Response(
            ReferenceImportShape(import_reference(by=person, kind=kind, file=file, **sent)).data, status=201
        )


class ReferenceTemplate(Endpoint):
    """A file to fill in."""

    content_negotiation_class = AnyFormat

    @extend_schema(operation_id="get_reference_template", responses={(200, "text/csv"): OpenApiTypes.STR})
    def get(self, request: Request, kind: str) -> HttpResponse:
        """CSV in UTF-8 with semicolons: the columns, and two lines as examples."""
        del request
        table = HttpResponse("\ufeff" + template_of(kind_called(kind)), content_type="text/csv; charset=utf-8")
        table["Content-Disposition"] = f'attachment; filename="{kind}.csv"'
        return table


def _shown(kind: ReferenceKind, imports: Any) -> dict[str, Any]:
    columns = [{**vars(column), "aliases": list(column.aliases)} for column in kind.columns]
    return {**vars(kind), "columns": columns, "imports": list(imports)}
