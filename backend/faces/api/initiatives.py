# SPDX-License-Identifier: EUPL-1.2
"""Formal initiatives: making, signing, handing over, deciding, and the yearly report to the council."""

import csv
import dataclasses

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.authentication import person_of
from backend.faces.api.endpoint import AnyFormat, Endpoint
from backend.faces.api.paging import newest_by, page_of
from backend.faces.api.reading import read
from backend.faces.api.shapes.common import page_shape
from backend.faces.api.shapes.initiatives import (
    InitiativeDecisionWritten,
    InitiativeQuery,
    InitiativeShape,
    InitiativeWritten,
    MakerShape,
    SignatureShape,
    YearlyReportShape,
)
from backend.participation.initiatives.deciding import decide_initiative, read_maker
from backend.participation.initiatives.report import COLUMNS, table_of, yearly_report
from backend.participation.initiatives.rules import Maker
from backend.participation.initiatives.selectors import initiative_by_id, initiatives_in, shown_all
from backend.participation.initiatives.services import (
    hand_over_initiative,
    promote_idea,
    sign_initiative,
    withdraw_initiative,
    withdraw_signature,
)


class Initiatives(Endpoint):
    """All initiatives."""

    @extend_schema(
        operation_id="list_initiatives",
        parameters=[InitiativeQuery],
        responses=page_shape(InitiativeShape, "PageOfInitiatives"),
    )
    def get(self, request: Request) -> Response:
        """The newest first."""
        wanted = read(InitiativeQuery, request.query_params)
        found = initiatives_in(municipality=wanted.get("municipality", ""), state=wanted.get("state", ""))
        page = page_of(found, newest_by("made_at"), request, wanted)
        return Response(dataclasses.replace(page, rows=shown_all(page.rows)).answer(InitiativeShape))


class IdeaInitiative(Endpoint):
    """Making an idea an initiative."""

    @extend_schema(operation_id="promote_to_initiative", request=InitiativeWritten, responses={201: InitiativeShape})
    def post(self, request: Request, idea_id: int) -> Response:
        """For one of the idea's authors, strongly identified; making it signs it too."""
        person, sent = person_of(request), read(InitiativeWritten, request.data)
        municipality = sent.pop("municipality")
        made = promote_idea(by=person, idea_id=idea_id, maker=Maker(**sent), municipality=municipality)
        return Response(InitiativeShape(initiative_by_id(made.pk, viewer=person)).data, status=201)


class OneInitiative(Endpoint):
    """An initiative."""

    @extend_schema(operation_id="get_initiative", responses=InitiativeShape)
    def get(self, request: Request, initiative_id: int) -> Response:
        """Where it stands, and how many have signed."""
        return Response(InitiativeShape(initiative_by_id(initiative_id, viewer=request.user)).data)


class InitiativeSignature(Endpoint):
    """One's own signature."""

    @extend_schema(operation_id="sign_initiative", request=None, responses=SignatureShape)
    def put(self, request: Request, initiative_id: int) -> Response:
        """Sign it, strongly identified: a legal act, once a person."""
        return Response(SignatureShape(sign_initiative(by=person_of(request), initiative_id=initiative_id)).data)

    @extend_schema(operation_id="withdraw_signature", request=None, responses=SignatureShape)
    def delete(self, request: Request, initiative_id: int) -> Response:
        """Take it back, until the initiative is handed over."""
        return Response(SignatureShape(withdraw_signature(by=person_of(request), initiative_id=initiative_id)).data)


class InitiativeHandover(Endpoint):
    """Handing over."""

    @extend_schema(operation_id="hand_over_initiative", request=None, responses=InitiativeShape)
    def post(self, request: Request, initiative_id: int) -> Response:
        """For its maker: from now on the count stands, and the municipality's time runs."""
        hand_over_initiative(by=person_of(request), initiative_id=initiative_id)
        return Response(InitiativeShape(initiative_by_id(initiative_id)).data)


class InitiativeWithdrawal(Endpoint):
    """Withdrawing."""

    @extend_schema(operation_id="withdraw_initiative", request=None, responses=InitiativeShape)
    def post(self, request: Request, initiative_id: int) -> Response:
        """For its maker, before the handover."""
        withdraw_initiative(by=person_of(request), initiative_id=initiative_id)
        return Response(InitiativeShape(initiative_by_id(initiative_id)).data)


class InitiativeDecision(Endpoint):
    """The municipality's decision."""

    @extend_schema(operation_id="decide_initiative", request=InitiativeDecisionWritten, responses=InitiativeShape)
    def put(self, request: Request, initiative_id: int) -> Response:
        """Say when it was handled, what was decided and what is done; everybody concerned is told."""
        person, sent = person_of(request), read(InitiativeDecisionWritten, request.data)
        decide_initiative(by=person, initiative_id=initiative_id, **sent)
        return Response(InitiativeShape(initiative_by_id(initiative_id)).data)


class InitiativeMaker(Endpoint):
    """Who made it."""

    @extend_schema(operation_id="read_maker", responses=MakerShape)
    def get(self, request: Request, initiative_id: int) -> Response:
        """For organisers of its municipality, from the handover on; the audit log says who read it."""
        return Response(MakerShape(read_maker(by=person_of(request), initiative_id=initiative_id)).data)


class YearlyReport(Endpoint):
    """The report to a council."""

    @extend_schema(operation_id="get_initiatives_report", responses=YearlyReportShape)
    def get(self, request: Request, municipality: str, year: int) -> Response:  # noqa: ARG002 everybody's
        """All initiatives of a year, and what was done about them."""
        return Response(YearlyReportShape(yearly_report(municipality, year)).data)


class YearlyReportTable(Endpoint):
    """The same as a file."""

    content_negotiation_class = AnyFormat

    @extend_schema(operation_id="get_initiatives_report_table", responses={(200, "text/csv"): OpenApiTypes.STR})
    def get(self, request: Request, municipality: str, year: int) -> HttpResponse:  # noqa: ARG002 everybody's
        """RFC 4180 in UTF-8; the head names the columns."""
        report = yearly_report(municipality, year)
        table = HttpResponse(content_type="text/csv; charset=utf-8")
        table["Content-Disposition"] = f'attachment; filename="initiatives-{municipality}-{year}.csv"'
        writer = csv.writer(table)
        writer.writerow(COLUMNS)
        writer.writerows(table_of(report))
        return table
