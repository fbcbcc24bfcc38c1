# SPDX-License-Identifier: EUPL-1.2
"""Writing an idea: drafts, authors and their invitations, what changed, and undoing a withdrawal."""

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from backend.common.errors import NotFound
from backend.faces.api.authentication import person_of
from backend.faces.api.endpoint import Endpoint
from backend.faces.api.reading import read
from backend.faces.api.shapes.authoring import ChangeShape, DraftShape, DraftWritten, InvitationMade, InvitationShape
from backend.faces.api.shapes.ideas import IdeaShape
from backend.faces.api.shown import shown_idea
from backend.participation.campaigns.selectors import campaign_alone
from backend.participation.ideas.coauthors import (
    accept_invitation,
    invitations_of,
    invite_coauthor,
    leave_authors,
    revoke_invitation,
)
from backend.participation.ideas.drafts import draft_of, drop_draft, save_draft
from backend.participation.ideas.selectors import idea_alone
from backend.participation.ideas.services import restore_idea
from backend.participation.ideas.versions import change_to


class Draft(Endpoint):
    """Your draft of an idea for a campaign."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="get_draft", responses=DraftShape)
    def get(self, request: Request, slug: str) -> Response:
        """What you are writing; `not_found` where there is nothing."""
        person = person_of(request)
        kept = draft_of(person, campaign_alone(slug, viewer=person))
        if kept is None:
            raise NotFound
        return Response(DraftShape(kept).data)

    @extend_schema(operation_id="save_draft", request=DraftWritten, responses=DraftShape)
    def put(self, request: Request, slug: str) -> Response:
        """Keep what is typed; `draft_changed_elsewhere` where another device has saved since."""
        sent = read(DraftWritten, request.data)
        kept = save_draft(by=person_of(request), campaign_slug=slug, **{**sent, "photo": sent["photo"] or ""})
        return Response(DraftShape(kept).data)

    @extend_schema(operation_id="drop_draft", responses={204: None})
    def delete(self, request: Request, slug: str) -> Response:
        """Forget it."""
        drop_draft(by=person_of(request), campaign_slug=slug)
        return Response(status=204)


class Invitations(Endpoint):
    """Open invitations to write an idea together."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="list_invitations", responses=InvitationShape(many=True))
    def get(self, request: Request, idea_id: int) -> Response:
        """At most ten; for the first author."""
        found = invitations_of(by=person_of(request), idea_id=idea_id)
        return Response(InvitationShape(found, many=True).data)

    @extend_schema(operation_id="invite_coauthor", request=None, responses={201: InvitationMade})
    def post(self, request: Request, idea_id: int) -> Response:
        """Make a link by which one person joins the authors within 14 days."""
        made = invite_coauthor(by=person_of(request), idea_id=idea_id)
        link = request.build_absolute_uri(reverse("invitation", args=[made.token]))
        return Response({**InvitationShape(made.invitation).data, "link": link}, status=201)


class OneInvitation(Endpoint):
    """One open invitation."""

    @extend_schema(operation_id="revoke_invitation", responses={204: None})
    def delete(self, request: Request, idea_id: int, invitation_id: int) -> Response:
        """Take it back: its link opens nothing any more."""
        revoke_invitation(by=person_of(request), idea_id=idea_id, invitation_id=invitation_id)
        return Response(status=204)


class Acceptance(Endpoint):
    """Joining the authors of an idea by the last part of an invitation's link."""

    @extend_schema(operation_id="accept_invitation", request=None, responses=IdeaShape)
    def post(self, request: Request, token: str) -> Response:
        """Join; `invitation_over` where the link was used, taken back or is too old."""
        person = person_of(request)
        return Response(shown_idea(accept_invitation(by=person, token=token).pk, person))


class Leaving(Endpoint):
    """Being an author of an idea no longer."""

    @extend_schema(operation_id="leave_authors", request=None, responses=IdeaShape)
    def post(self, request: Request, idea_id: int) -> Response:
        """Leave; the first author withdraws the idea instead."""
        person = person_of(request)
        leave_authors(by=person, idea_id=idea_id)
        return Response(shown_idea(idea_id, person))


class Restoration(Endpoint):
    """Undoing the withdrawal of an idea."""

    @extend_schema(operation_id="restore_idea", request=None, responses=IdeaShape)
    def post(self, request: Request, idea_id: int) -> Response:
        """Bring your own idea back, as long as ideas may be changed."""
        person = person_of(request)
        restore_idea(by=person, idea_id=idea_id)
        return Response(shown_idea(idea_id, person))


class OneChange(Endpoint):
    """What made a version of the one before."""

    @extend_schema(operation_id="get_idea_change", responses=ChangeShape)
    def get(self, request: Request, idea_id: int, number: int) -> Response:
        """Word by word, from version 2 on; the last one is the idea as it stands."""
        return Response(ChangeShape(change_to(idea_alone(idea_id, viewer=request.user), number)).data)
