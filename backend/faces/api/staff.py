# SPDX-License-Identifier: EUPL-1.2
"""Who works for a municipality, inviting people, giving and taking roles, and the audit log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.authentication import person_of
from backend.faces.api.endpoint import Endpoint, OwnEndpoint
from backend.faces.api.paging import BY_ID, page_of
from backend.faces.api.reading import read
from backend.faces.api.shapes.common import page_shape
from backend.faces.api.shapes.staff import (
    AcceptedShape,
    AuditEntryShape,
    AuditListQuery,
    OwnInvitationShape,
    RoleGiven,
    RoleShape,
    StaffInvitationShape,
    StaffInvitationWritten,
    StaffMemberShape,
)
from backend.ledger.audit.selectors import AuditQuery
from backend.region.accounts.invitations import (
    accept_own_invitation,
    accept_staff_invitation,
    decline_own_invitation,
    invitations_to,
    invite_staff,
    read_open_invitations,
    revoke_staff_invitation,
)
from backend.region.accounts.staff import give_staff_role, read_audit, read_staff, take_staff_role
from backend.region.places.selectors import municipality_by_slug

if TYPE_CHECKING:
    from backend.region.places.models import Municipality

REGION = "region"


class Staff(Endpoint):
    """The staff of a municipality; `region` instead of its name: those of the whole region."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="list_staff", responses=StaffMemberShape(many=True))
    def get(self, request: Request, place: str) -> Response:
        """For its admins; stands in the audit log."""
        members = read_staff(by=person_of(request), municipality=_place(place))
        return Response(StaffMemberShape(members, many=True).data)


class StaffRoles(Endpoint):
    """The roles of a municipality's staff."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="give_role", request=RoleGiven, responses={201: RoleShape})
    def post(self, request: Request, place: str) -> Response:
        """Give a further role to somebody who has one here; others are invited."""
        person, sent = person_of(request), read(RoleGiven, request.data)
        role = give_staff_role(by=person, account_id=sent["account"], kind=sent["kind"], municipality=_place(place))
        return Response(RoleShape(role).data, status=201)


class OneRole(Endpoint):
    """One role of somebody."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="take_role", responses={204: None})
    def delete(self, request: Request, role_id: int) -> Response:
        """Take the role away; it ends at once, and the person is told by letter."""
        take_staff_role(by=person_of(request), role_id=role_id)
        return Response(status=204)


class StaffInvitations(Endpoint):
    """Invitations to work for a municipality."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="list_staff_invitations", responses=StaffInvitationShape(many=True))
    def get(self, request: Request, place: str) -> Response:
        """Those that are open."""
        found = read_open_invitations(by=person_of(request), municipality=_place(place))
        return Response(StaffInvitationShape(found, many=True).data)

    @extend_schema(operation_id="invite_staff", request=StaffInvitationWritten, responses={201: StaffInvitationShape})
    def post(self, request: Request, place: str) -> Response:
        """Send a letter with a link that works once, for seven days."""
        person, sent = person_of(request), read(StaffInvitationWritten, request.data)
        made = invite_staff(by=person, municipality=_place(place), **sent)
        made.refresh_from_db()
        return Response(StaffInvitationShape(made).data, status=201)


class OneStaffInvitation(Endpoint):
    """One open invitation."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="revoke_staff_invitation", responses={204: None})
    def delete(self, request: Request, staff_invitation_id: int) -> Response:
        """Take it back: its link opens nothing any more."""
        revoke_staff_invitation(by=person_of(request), invitation_id=staff_invitation_id)
        return Response(status=204)


class StaffAcceptance(Endpoint):
    """The link of an invitation."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="accept_staff_invitation", request=None, responses=AcceptedShape)
    def post(self, request: Request, token: str) -> Response:
        """Take its roles on."""
        return Response(AcceptedShape(accept_staff_invitation(by=person_of(request), token=token)).data)


class MyInvitations(OwnEndpoint):
    """Invitations to one's own confirmed addresses."""

    @extend_schema(operation_id="list_my_invitations", responses=OwnInvitationShape(many=True))
    def get(self, request: Request) -> Response:
        """Those that are open."""
        return Response(OwnInvitationShape(invitations_to(person_of(request)), many=True).data)


class MyAcceptance(OwnEndpoint):
    """One of them."""

    @extend_schema(operation_id="accept_my_invitation", request=None, responses=AcceptedShape)
    def post(self, request: Request, staff_invitation_id: int) -> Response:
        """Take its roles on, without the letter."""
        taken = accept_own_invitation(by=person_of(request), invitation_id=staff_invitation_id)
        return Response(AcceptedShape(taken).data)


class MyDecline(OwnEndpoint):
    """One of them."""

    @extend_schema(operation_id="decline_my_invitation", request=None, responses={204: None})
    def post(self, request: Request, staff_invitation_id: int) -> Response:
        """Say no: it ends."""
        decline_own_invitation(by=person_of(request), invitation_id=staff_invitation_id)
        return Response(status=204)


class AuditLog(Endpoint):
    """The audit log of a municipality; `region` instead of its name: all of it."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="list_audit_entries",
        parameters=[AuditListQuery],
        responses=page_shape(AuditEntryShape, "PageOfAuditEntries"),
    )
    def get(self, request: Request, place: str) -> Response:
        """For its admins, the latest first; asking stands in the log too."""
        wanted = read(AuditListQuery, request.query_params)
        query = AuditQuery(
            actor_id=wanted.get("actor"),
            **{name: wanted[name] for name in ("operation", "target", "since", "until", "shipped") if name in wanted},
        )
        entries = read_audit(by=person_of(request), municipality=_place(place), query=query)
        return Response(page_of(entries, BY_ID, request, wanted).answer(AuditEntryShape))


def _place(place: str) -> Municipality | None:
    return None if place == REGION else municipality_by_slug(place)
