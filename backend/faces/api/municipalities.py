# SPDX-License-Identifier: EUPL-1.2
"""A municipality's look and texts, its accessibility statement, and feedback without an account."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.authentication import person_of
from backend.faces.api.endpoint import Endpoint
from backend.faces.api.paging import oldest_by, page_of
from backend.faces.api.parsers import BoundedJson
from backend.faces.api.reading import read
from backend.faces.api.shapes.common import page_shape
from backend.faces.api.shapes.municipalities import (
    FeedbackAnswered,
    FeedbackQuery,
    FeedbackShape,
    FeedbackWritten,
    LogoWritten,
    LookShape,
    LookWritten,
    MunicipalityStatementShape,
    MunicipalityStatementWritten,
    ReceiptShape,
)
from backend.region.municipalities.selectors import feedback_by_number, look_of, statement_of
from backend.region.municipalities.services import (
    LookDraft,
    answer_feedback,
    change_logo,
    change_look,
    change_statement,
    give_feedback,
    read_feedback,
)
from backend.region.places.selectors import municipality_by_slug

_NOTHING_SAID: dict[str, Any] = {"lacking": {}, "assessed_on": None, "by_outsider": None, "changed_at": None}


class MunicipalityLook(Endpoint):
    """The look and texts of a municipality's pages."""

    @extend_schema(operation_id="get_look", responses=LookShape)
    def get(self, request: Request, municipality: str) -> Response:  # noqa: ARG002 the same for everybody
        """As its own page shows it to everybody."""
        return Response(LookShape(look_of(municipality_by_slug(municipality))).data)

    @extend_schema(operation_id="change_look", request=LookWritten, responses=LookShape)
    def put(self, request: Request, municipality: str) -> Response:
        """Save colour, name and texts, for its admins; a colour that cannot be read is refused with the nearest one."""
        person, sent = person_of(request), read(LookWritten, request.data)
        saved = change_look(by=person, municipality=municipality_by_slug(municipality), draft=LookDraft(**sent))
        return Response(LookShape(saved).data)


class MunicipalityLogo(Endpoint):
    """The logo of a municipality's pages."""

    parser_classes = (MultiPartParser, BoundedJson)

    @extend_schema(
        operation_id="put_logo",
        request={"multipart/form-data": LogoWritten, "application/json": LogoWritten},
        responses=LookShape,
    )
    def put(self, request: Request, municipality: str) -> Response:
        """Put a logo there with what it shows, or say that anew, for its admins; a file is made smaller and anew."""
        person, sent = person_of(request), read(LogoWritten, request.data)
        alt = {language: sent[f"alt_{language}"] for language in ("fi", "sv", "en")}
        place, logo = municipality_by_slug(municipality), sent["logo"].read() if sent.get("logo") else None
        saved = change_logo(by=person, municipality=place, logo=logo, logo_alt=alt)
        return Response(LookShape(saved).data)

    @extend_schema(operation_id="remove_logo", responses=LookShape)
    def delete(self, request: Request, municipality: str) -> Response:
        """Take the logo off, for its admins."""
        saved = change_logo(by=person_of(request), municipality=municipality_by_slug(municipality), removes_logo=True)
        return Response(LookShape(saved).data)


class MunicipalityStatement(Endpoint):
    """The accessibility statement of a municipality."""

    @extend_schema(operation_id="get_statement", responses=MunicipalityStatementShape)
    def get(self, request: Request, municipality: str) -> Response:  # noqa: ARG002 the same for everybody
        """What it knows to be lacking, for everybody."""
        said = statement_of(municipality_by_slug(municipality))
        return Response(MunicipalityStatementShape(said or _NOTHING_SAID).data)

    @extend_schema(
        operation_id="change_statement", request=MunicipalityStatementWritten, responses=MunicipalityStatementShape
    )
    def put(self, request: Request, municipality: str) -> Response:
        """Save the statement, for its admins."""
        person, sent = person_of(request), read(MunicipalityStatementWritten, request.data)
        saved = change_statement(by=person, municipality=municipality_by_slug(municipality), **sent)
        return Response(MunicipalityStatementShape(saved).data)


class MunicipalityFeedback(Endpoint):
    """Feedback to a municipality: everybody gives it, its organisers and admins read it."""

    def get_permissions(self) -> list[AllowAny | IsAuthenticated]:
        """Giving needs no account."""
        return [AllowAny()] if self.request.method == "POST" else [IsAuthenticated()]

    @extend_schema(
        operation_id="list_feedback",
        parameters=[FeedbackQuery],
        responses=page_shape(FeedbackShape, "PageOfFeedback"),
    )
    def get(self, request: Request, municipality: str) -> Response:
        """For its organisers and admins, what is due first; asking stands in the audit log."""
        person, wanted = person_of(request), read(FeedbackQuery, request.query_params)
        place = municipality_by_slug(municipality)
        found = read_feedback(by=person, municipality=place, waiting=wanted["waiting"])
        return Response(page_of(found, oldest_by("due_at"), request, wanted).answer(FeedbackShape))

    @extend_schema(operation_id="give_feedback", request=FeedbackWritten, responses={201: ReceiptShape})
    def post(self, request: Request, municipality: str) -> Response:
        """Tell the municipality something, without an account; the answer has the number of the receipt."""
        sent = read(FeedbackWritten, request.data)
        sent.setdefault("language", (get_language() or settings.LANGUAGE_CODE)[:2])
        given = give_feedback(municipality=municipality_by_slug(municipality), **sent)
        return Response(ReceiptShape(feedback_by_number(given.number)).data, status=201)


class OneReceipt(Endpoint):
    """A receipt of feedback."""

    @extend_schema(operation_id="get_feedback_receipt", responses=ReceiptShape)
    def get(self, request: Request, feedback_number: str) -> Response:  # noqa: ARG002 the number is the right
        """By when there is an answer, and the answer once it is there; for whoever has the number."""
        return Response(ReceiptShape(feedback_by_number(feedback_number)).data)


class FeedbackAnswer(Endpoint):
    """The answer to feedback."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="answer_feedback", request=FeedbackAnswered, responses=FeedbackShape)
    def post(self, request: Request, feedback_id: int) -> Response:
        """Answer once, for organisers and admins; by letter where there is an address, which is forgotten with that."""
        person, sent = person_of(request), read(FeedbackAnswered, request.data)
        return Response(FeedbackShape(answer_feedback(by=person, feedback_id=feedback_id, answer=sent["answer"])).data)
