# SPDX-License-Identifier: EUPL-1.2
"""Pilots and platforms: reading them, making them, joining them, and what staff say of them."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.authentication import person_of
from backend.faces.api.endpoint import Endpoint
from backend.faces.api.paging import PageQuery, newest_by, page_of
from backend.faces.api.reading import read
from backend.faces.api.shapes.actors import ReasonWritten
from backend.faces.api.shapes.common import page_shape
from backend.faces.api.shapes.pilots import (
    FundingShape,
    FundingWritten,
    JoinWritten,
    PartWritten,
    PilotChanged,
    PilotListQuery,
    PilotMoved,
    PilotPartShape,
    PilotRowShape,
    PilotShape,
    PilotStepShape,
    PilotStepWritten,
    PilotWritten,
    PlatformChanged,
    PlatformShape,
    PlatformWritten,
)
from backend.participation.ideas.promotion import idea_of, promote_to_pilot
from backend.region.places.selectors import municipality_by_slug
from backend.region.programme.joining import add_actor, ask_to_join, confirm_part, decline_part, end_part
from backend.region.programme.pilot_rules import FundingDraft, PilotDraft
from backend.region.programme.piloting import (
    add_funding,
    change_pilot,
    drop_funding,
    drop_pilot_step,
    make_pilot,
    move_pilot,
    plan_pilot_step,
    reach_pilot_step,
)
from backend.region.programme.platforms import change_platform, make_platform
from backend.region.programme.showcase import PilotQuery, pilot_by_id, pilots, platform_by_id, platforms


class Pilots(Endpoint):
    """The pilots."""

    @extend_schema(
        operation_id="list_pilots", parameters=[PilotListQuery], responses=page_shape(PilotRowShape, "PageOfPilots")
    )
    def get(self, request: Request) -> Response:
        """The latest changed first."""
        wanted = read(PilotListQuery, request.query_params)
        query = PilotQuery(**{name: wanted.get(name, "") for name in ("spearhead", "municipality", "state")})
        return Response(page_of(pilots(query), newest_by("changed_at"), request, wanted).answer(PilotRowShape))

    @extend_schema(operation_id="make_pilot", request=PilotWritten, responses={201: PilotShape})
    def post(self, request: Request) -> Response:
        """Make a pilot without an idea, of a municipality for which you organise."""
        person, sent = person_of(request), read(PilotWritten, request.data)
        municipality = municipality_by_slug(sent.pop("municipality"))
        made = make_pilot(by=person, draft=PilotDraft(municipality=municipality, **sent))
        return Response(_shown(made.pk), status=201)


class OnePilot(Endpoint):
    """One pilot."""

    @extend_schema(operation_id="get_pilot", responses=PilotShape)
    def get(self, _request: Request, pilot_id: int) -> Response:
        """With its organisations, steps and funding."""
        return Response(_shown(pilot_id))

    @extend_schema(operation_id="change_pilot", request=PilotChanged, responses=PilotShape)
    def put(self, request: Request, pilot_id: int) -> Response:
        """Renew what is said of it."""
        person, sent = person_of(request), read(PilotChanged, request.data)
        change_pilot(by=person, pilot_id=pilot_id, draft=PilotDraft(**sent))
        return Response(_shown(pilot_id))


class IdeaPromotion(Endpoint):
    """An idea that becomes a pilot."""

    @extend_schema(operation_id="promote_to_pilot", request=PilotChanged, responses={201: PilotShape})
    def post(self, request: Request, idea_id: int) -> Response:
        """Led by the campaign's municipality; everybody of the idea is told."""
        person, sent = person_of(request), read(PilotChanged, request.data)
        made = promote_to_pilot(by=person, idea_id=idea_id, draft=PilotDraft(**sent))
        return Response(_shown(made.pk), status=201)


class PilotState(Endpoint):
    """How far a pilot is."""

    @extend_schema(operation_id="move_pilot", request=PilotMoved, responses=PilotShape)
    def put(self, request: Request, pilot_id: int) -> Response:
        """Say that it runs, is done or was stopped; everybody concerned is told."""
        person, sent = person_of(request), read(PilotMoved, request.data)
        move_pilot(by=person, pilot_id=pilot_id, **sent)
        return Response(_shown(pilot_id))


class PilotSteps(Endpoint):
    """A pilot's steps."""

    @extend_schema(operation_id="plan_pilot_step", request=PilotStepWritten, responses={201: PilotStepShape})
    def post(self, request: Request, pilot_id: int) -> Response:
        """Plan one."""
        person, sent = person_of(request), read(PilotStepWritten, request.data)
        return Response(PilotStepShape(plan_pilot_step(by=person, pilot_id=pilot_id, **sent)).data, status=201)


class OnePilotStep(Endpoint):
    """A step of a pilot."""

    @extend_schema(operation_id="reach_pilot_step", request=None, responses=PilotStepShape)
    def post(self, request: Request, step_id: int) -> Response:
        """It is done today; everybody concerned is told."""
        return Response(PilotStepShape(reach_pilot_step(by=person_of(request), step_id=step_id)).data)

    @extend_schema(operation_id="drop_pilot_step", request=None, responses={204: None})
    def delete(self, request: Request, step_id: int) -> Response:
        """Take it out of the plan."""
        drop_pilot_step(by=person_of(request), step_id=step_id)
        return Response(status=204)


class PilotFunding(Endpoint):
    """A pilot's funding."""

    @extend_schema(operation_id="add_funding", request=FundingWritten, responses={201: FundingShape})
    def post(self, request: Request, pilot_id: int) -> Response:
        """Write a row down."""
        person, sent = person_of(request), read(FundingWritten, request.data)
        row = add_funding(by=person, pilot_id=pilot_id, draft=FundingDraft(**sent))
        return Response(FundingShape(row).data, status=201)


class OneFunding(Endpoint):
    """A row of funding."""

    @extend_schema(operation_id="drop_funding", request=None, responses={204: None})
    def delete(self, request: Request, funding_id: int) -> Response:
        """Take it out."""
        drop_funding(by=person_of(request), funding_id=funding_id)
        return Response(status=204)


class PilotParts(Endpoint):
    """The organisations of a pilot."""

    @extend_schema(operation_id="add_pilot_actor", request=PartWritten, responses={201: PilotPartShape})
    def post(self, request: Request, pilot_id: int) -> Response:
        """Staff put one in."""
        person, sent = person_of(request), read(PartWritten, request.data)
        part = add_actor(by=person, pilot_id=pilot_id, actor_id=sent["actor"], role=sent["role"])
        return Response(PilotPartShape(part).data, status=201)


class PilotJoining(Endpoint):
    """Asking to join."""

    @extend_schema(operation_id="ask_to_join_pilot", request=JoinWritten, responses={201: PilotPartShape})
    def post(self, request: Request, pilot_id: int) -> Response:
        """In the name of an organisation of which you are a confirmed member; staff decide."""
        person, sent = person_of(request), read(JoinWritten, request.data)
        part = ask_to_join(by=person, pilot_id=pilot_id, actor_id=sent.pop("actor"), **sent)
        return Response(PilotPartShape(part).data, status=201)


class OnePart(Endpoint):
    """An organisation's part in a pilot."""

    @extend_schema(operation_id="end_pilot_part", request=None, responses={204: None})
    def delete(self, request: Request, part_id: int) -> Response:
        """End it, or take the request back: members and staff."""
        end_part(by=person_of(request), part_id=part_id)
        return Response(status=204)


class PartConfirmation(Endpoint):
    """Saying yes."""

    @extend_schema(operation_id="confirm_pilot_part", request=None, responses=PilotPartShape)
    def post(self, request: Request, part_id: int) -> Response:
        """The organisation takes part from now on; its members are told."""
        return Response(PilotPartShape(confirm_part(by=person_of(request), part_id=part_id)).data)


class PartRefusal(Endpoint):
    """Saying no."""

    @extend_schema(operation_id="decline_pilot_part", request=ReasonWritten, responses=PilotPartShape)
    def post(self, request: Request, part_id: int) -> Response:
        """With a reason for who asked."""
        person, sent = person_of(request), read(ReasonWritten, request.data)
        return Response(PilotPartShape(decline_part(by=person, part_id=part_id, reason=sent["reason"])).data)


class Platforms(Endpoint):
    """The platforms."""

    @extend_schema(
        operation_id="list_platforms", parameters=[PageQuery], responses=page_shape(PlatformShape, "PageOfPlatforms")
    )
    def get(self, request: Request) -> Response:
        """The newest first."""
        return Response(page_of(platforms(), newest_by("made_at"), request).answer(PlatformShape))

    @extend_schema(operation_id="make_platform", request=PlatformWritten, responses={201: PlatformShape})
    def post(self, request: Request) -> Response:
        """Describe one of a municipality for which you organise."""
        person, sent = person_of(request), read(PlatformWritten, request.data)
        municipality = municipality_by_slug(sent.pop("municipality"))
        made = make_platform(by=person, municipality=municipality, **sent)
        made.refresh_from_db()
        return Response(PlatformShape(made).data, status=201)


class OnePlatform(Endpoint):
    """A platform."""

    @extend_schema(operation_id="get_platform", responses=PlatformShape)
    def get(self, request: Request, platform_id: int) -> Response:  # noqa: ARG002 the same for everybody
        """What it is, for everybody."""
        return Response(PlatformShape(platform_by_id(platform_id)).data)

    @extend_schema(operation_id="change_platform", request=PlatformChanged, responses=PlatformShape)
    def put(self, request: Request, platform_id: int) -> Response:
        """Renew what is said of it, for organisers of its municipality."""
        person, sent = person_of(request), read(PlatformChanged, request.data)
        return Response(PlatformShape(change_platform(by=person, platform_id=platform_id, **sent)).data)


def _shown(pilot_id: int) -> Any:
    pilot, idea = pilot_by_id(pilot_id), idea_of(pilot_id)
    pilot.idea = idea.pk if idea else None  # type: ignore[attr-defined]
    return PilotShape(pilot).data
