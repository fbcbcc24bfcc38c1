# SPDX-License-Identifier: EUPL-1.2
"""Writing to a pilot, and what staff do with it."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from backend.common.limits import require_not_too_often
from backend.faces.api.authentication import person_of
from backend.faces.api.endpoint import Endpoint
from backend.faces.api.paging import PageQuery, oldest_by, page_of
from backend.faces.api.reading import read
from backend.faces.api.shapes.common import page_shape
from backend.faces.api.shapes.contacts import (
    AnsweredInTimeShape,
    ContactAnswerWritten,
    ContactClock,
    ContactCloseWritten,
    ContactConfirmed,
    ContactShape,
    ContactTaken,
    ContactWritten,
)
from backend.faces.api.throttles import network_of
from backend.region.places.selectors import municipality_by_slug
from backend.region.programme.contact_rules import ContactDraft
from backend.region.programme.contacts import (
    answer_contact,
    close_contact,
    confirm_contact,
    read_contacts,
    write_to_pilot,
)
from backend.region.programme.contacts_shown import answered_in_time
from backend.region.programme.showcase import pilot_by_id


class PilotContacts(Endpoint):
    """Messages to a pilot: everybody writes, and sees how many were answered in time."""

    permission_classes = (AllowAny,)

    @extend_schema(operation_id="get_answered_in_time", responses=AnsweredInTimeShape)
    def get(self, request: Request, pilot_id: int) -> Response:  # noqa: ARG002 the same for everybody
        """Counts only."""
        return Response(AnsweredInTimeShape(answered_in_time(pilot_by_id(pilot_id).pk)).data)

    @extend_schema(operation_id="write_to_pilot", request=ContactWritten, responses={202: ContactTaken})
    def post(self, request: Request, pilot_id: int) -> Response:
        """Write to a pilot, without an account; the address is confirmed by a letter first."""
        require_not_too_often("contacts", network_of(request))
        sent = read(ContactWritten, request.data)
        language = sent.pop("language", None) or (get_language() or settings.LANGUAGE_CODE)[:2]
        write_to_pilot(pilot_id=pilot_id, draft=ContactDraft(**sent), language=language)
        return Response(ContactTaken({"confirm_by_letter": True}).data, status=202)


class ContactConfirmation(Endpoint):
    """The letter's link."""

    permission_classes = (AllowAny,)

    @extend_schema(operation_id="confirm_contact", request=ContactConfirmed, responses=ContactClock)
    def post(self, request: Request) -> Response:
        """The address is the writer's; the fourteen days begin."""
        return Response(ContactClock(confirm_contact(token=read(ContactConfirmed, request.data)["token"])).data)


class MunicipalityContacts(Endpoint):
    """What was written to a municipality's pilots."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="list_contacts", parameters=[PageQuery], responses=page_shape(ContactShape, "PageOfContacts")
    )
    def get(self, request: Request, municipality: str) -> Response:
        """For its organisers and admins, what is due first; asking stands in the audit log."""
        found = read_contacts(by=person_of(request), municipality=municipality_by_slug(municipality))
        return Response(page_of(found, oldest_by("due_at"), request).answer(ContactShape))


class ContactAnswer(Endpoint):
    """The answer to a message."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="answer_contact", request=ContactAnswerWritten, responses=ContactShape)
    def post(self, request: Request, contact_id: int) -> Response:
        """Answer by letter, once."""
        person, sent = person_of(request), read(ContactAnswerWritten, request.data)
        return Response(ContactShape(answer_contact(by=person, contact_id=contact_id, **sent)).data)


class ContactClosing(Endpoint):
    """The end of a message."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="close_contact", request=ContactCloseWritten, responses=ContactShape)
    def post(self, request: Request, contact_id: int) -> Response:
        """Say what came of it."""
        person, sent = person_of(request), read(ContactCloseWritten, request.data)
        return Response(ContactShape(close_contact(by=person, contact_id=contact_id, **sent)).data)
