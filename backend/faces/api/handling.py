# SPDX-License-Identifier: EUPL-1.2
"""The municipality's work on ideas: late answers, what an answer said before, estimates, steps, colleagues."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.authentication import person_of
from backend.faces.api.endpoint import Endpoint
from backend.faces.api.paging import PageQuery, earliest_by, least_by, page_of
from backend.faces.api.reading import read
from backend.faces.api.shapes.common import page_shape
from backend.faces.api.shapes.handling import (
    AnswerVersionShape,
    AssignmentShape,
    AssignmentWritten,
    DueWritten,
    EstimateShape,
    EstimateWritten,
    FollowUpShape,
    NoteShape,
    NotesShape,
    NoteWritten,
    OverdueQuery,
    OverdueShape,
    StepShape,
    StepWritten,
)
from backend.participation.handling.selectors import colleague_called, overdue_ideas
from backend.participation.handling.services import (
    assign_idea,
    drop_milestone,
    estimate_idea,
    plan_milestone,
    reach_milestone,
    read_notes,
    set_answers_due,
    write_note,
)
from backend.participation.handling.shown import public_follow_up
from backend.participation.ideas.selectors import answer_versions, idea_alone

if TYPE_CHECKING:
    from backend.region.accounts.selectors import Viewer


class OverdueAnswers(Endpoint):
    """Answers that are late."""

    @extend_schema(
        operation_id="list_overdue_answers",
        parameters=[OverdueQuery],
        responses=page_shape(OverdueShape, "PageOfOverdueAnswers"),
    )
    def get(self, request: Request) -> Response:
        """The ideas that a municipality promised to answer by a day that is over, the latest of all first."""
        wanted = read(OverdueQuery, request.query_params)
        late = overdue_ideas(municipality=wanted.get("municipality", ""))
        return Response(page_of(late, earliest_by("due_on"), request, wanted).answer(OverdueShape))


class AnswerVersions(Endpoint):
    """What an answer said before."""

    @extend_schema(
        operation_id="list_answer_versions",
        parameters=[PageQuery],
        responses=page_shape(AnswerVersionShape, "PageOfAnswerVersions"),
    )
    def get(self, request: Request, idea_id: int) -> Response:
        """The oldest first; the answer itself is the latest."""
        idea = idea_alone(idea_id, viewer=request.user)
        return Response(page_of(answer_versions(idea), least_by("number"), request).answer(AnswerVersionShape))


class AnswersDay(Endpoint):
    """The day for a campaign's answers."""

    @extend_schema(operation_id="set_answers_due", request=DueWritten, responses=DueWritten)
    def put(self, request: Request, slug: str) -> Response:
        """Name the day, or go back to the usual one: thirty days after the results open."""
        person, sent = person_of(request), read(DueWritten, request.data)
        set_answers_due(by=person, slug=slug, due_on=sent["due_on"])
        return Response({"due_on": sent["due_on"]})


class IdeaFollowUp(Endpoint):
    """The work on an idea."""

    @extend_schema(operation_id="get_follow_up", responses=FollowUpShape)
    def get(self, request: Request, idea_id: int) -> Response:
        """By when it is answered, what was estimated, and the steps until it is done."""
        return Response(_follow_up(idea_id, request.user))

    @extend_schema(operation_id="plan_milestone", request=StepWritten, responses={201: StepShape})
    def post(self, request: Request, idea_id: int) -> Response:
        """Plan a step."""
        person, sent = person_of(request), read(StepWritten, request.data)
        return Response(StepShape(plan_milestone(by=person, idea_id=idea_id, **sent)).data, status=201)


class OneMilestone(Endpoint):
    """A step."""

    @extend_schema(operation_id="drop_milestone", request=None, responses={204: None})
    def delete(self, request: Request, milestone_id: int) -> Response:
        """Take it out of the plan."""
        drop_milestone(by=person_of(request), milestone_id=milestone_id)
        return Response(status=204)


class MilestoneDone(Endpoint):
    """A step that is done."""

    @extend_schema(operation_id="reach_milestone", request=None, responses=StepShape)
    def post(self, request: Request, milestone_id: int) -> Response:
        """Say that it is done today; everybody concerned is told."""
        return Response(StepShape(reach_milestone(by=person_of(request), milestone_id=milestone_id)).data)


class IdeaEstimate(Endpoint):
    """The municipality's estimate."""

    @extend_schema(operation_id="estimate_idea", request=EstimateWritten, responses=EstimateShape)
    def put(self, request: Request, idea_id: int) -> Response:
        """Say whether it can be done, what it costs, and why; public."""
        person, sent = person_of(request), read(EstimateWritten, request.data)
        return Response(EstimateShape(estimate_idea(by=person, idea_id=idea_id, **sent)).data)


class IdeaAssignment(Endpoint):
    """Who sees to an idea."""

    @extend_schema(operation_id="assign_idea", request=AssignmentWritten, responses=AssignmentShape)
    def put(self, request: Request, idea_id: int) -> Response:
        """Give it to a colleague, or to nobody."""
        person, sent = person_of(request), read(AssignmentWritten, request.data)
        to = colleague_called(sent["to"]) if sent["to"] else None
        return Response(AssignmentShape(assign_idea(by=person, idea_id=idea_id, to=to)).data)


class IdeaNotes(Endpoint):
    """Notes among colleagues."""

    @extend_schema(operation_id="read_notes", responses=NotesShape)
    def get(self, request: Request, idea_id: int) -> Response:
        """For organisers of the municipality; the audit log says who read them."""
        return Response(NotesShape({"results": read_notes(by=person_of(request), idea_id=idea_id)}).data)

    @extend_schema(operation_id="write_note", request=NoteWritten, responses={201: NoteShape})
    def post(self, request: Request, idea_id: int) -> Response:
        """Tell colleagues something."""
        person, sent = person_of(request), read(NoteWritten, request.data)
        note = write_note(by=person, idea_id=idea_id, text=sent["text"])
        note.refresh_from_db()
        return Response(NoteShape(note).data, status=201)


def _follow_up(idea_id: int, viewer: Viewer) -> Any:
    return FollowUpShape(public_follow_up(idea_id, viewer=viewer)).data
