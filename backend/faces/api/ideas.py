# SPDX-License-Identifier: EUPL-1.2
"""Ideas: finding, reading, proposing, changing and withdrawing them, their versions and official answers."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.acting import DeviceHeader, answered, carried_out, eyes_of
from backend.faces.api.authentication import person_of
from backend.faces.api.endpoint import Endpoint, OpenEndpoint
from backend.faces.api.fair import fair_page
from backend.faces.api.idea_rows import idea_rows
from backend.faces.api.paging import Order, PageQuery, by_text, least_by, most_by, newest_by, page_of
from backend.faces.api.reading import read
from backend.faces.api.shapes.common import page_shape
from backend.faces.api.shapes.ideas import (
    AnswerShape,
    AnswerWritten,
    IdeaChanged,
    IdeaListQuery,
    IdeaProposed,
    IdeaShape,
    IdeaVersionShape,
)
from backend.faces.api.shapes.reading import WaitingShape
from backend.faces.api.shown import Eyes, idea_shown, shown_idea
from backend.participation.campaigns.selectors import campaign_alone
from backend.participation.handling.answering import give_answer
from backend.participation.ideas.exposure import note_shown
from backend.participation.ideas.rules import IdeaDraft
from backend.participation.ideas.selectors import IdeaQuery, idea_alone, matching_ideas, nearby, versions_of
from backend.participation.ideas.selectors import Order as IdeaOrder
from backend.participation.ideas.services import edit_idea, propose_idea, withdraw_idea
from backend.participation.supports.permissions import require_supports_shown
from backend.participation.supports.selectors import with_tallies

_COMPARED: Sequence[str] = ("pk", "order_value")
_ORDERS: dict[str, Order] = {
    "varied": by_text("order_value"),
    "newest": newest_by("order_value"),
    "most": most_by("order_value"),
    "best": most_by("order_value"),
}


class CampaignIdeas(OpenEndpoint):
    """The ideas of a campaign."""

    @extend_schema(
        operation_id="list_ideas", parameters=[IdeaListQuery], responses=page_shape(IdeaShape, "PageOfIdeas")
    )
    def get(self, request: Request, slug: str) -> Response:
        """The ideas that stand; `supported` and `own` are the asker's."""
        wanted = read(IdeaListQuery, request.query_params)
        eyes = eyes_of(request, campaign_alone(slug, viewer=request.user))
        query = _query(wanted, eyes)
        if query.order == "most":
            require_supports_shown(eyes.campaign, viewer=request.user)
        found = _page(query, eyes, request, wanted)
        for near in nearby(eyes.campaign.pk, query) if query.words and not found["results"] else ():
            found = _page(near, eyes, request, wanted)
            if found["results"]:
                break
        note_shown(row["id"] for row in found["results"])
        return Response(found)

    @extend_schema(
        operation_id="propose_idea",
        request=IdeaProposed,
        parameters=[DeviceHeader],
        responses={201: IdeaShape, 202: WaitingShape},
    )
    def post(self, request: Request, slug: str) -> Response:
        """Propose an idea while ideas are collected; 202 where a moderator reads it before it is shown."""
        sent = read(IdeaProposed, request.data)
        actor_id, proof, draft = sent.pop("actor"), sent.pop("identification"), _draft(sent)
        person, idea = carried_out(
            request,
            "propose",
            lambda: campaign_alone(slug),
            lambda by: propose_idea(by=by, campaign_slug=slug, actor_id=actor_id, draft=draft),
            proof,
        )
        if idea.state == "waiting":
            return answered(request, WaitingShape({"id": idea.pk}).data, 202)
        return answered(request, shown_idea(idea.pk, person), 201)


class OneIdea(Endpoint):
    """One idea."""

    @extend_schema(operation_id="get_idea", responses=IdeaShape)
    def get(self, request: Request, idea_id: int) -> Response:
        """The idea, withdrawn or not."""
        eyes = eyes_of(request, idea_alone(idea_id, viewer=request.user).campaign)
        return Response(idea_shown(idea_id, eyes, request.user))

    @extend_schema(operation_id="change_idea", request=IdeaChanged, responses=IdeaShape)
    def put(self, request: Request, idea_id: int) -> Response:
        """Change your own idea; `idea_changed` when `version` is not the latest."""
        person, sent = person_of(request), read(IdeaChanged, request.data)
        edit_idea(by=person, idea_id=idea_id, version=sent.pop("version"), draft=_draft(sent))
        return Response(shown_idea(idea_id, person))


class IdeaWithdrawal(Endpoint):
    """Taking an idea back."""

    @extend_schema(operation_id="withdraw_idea", request=None, responses=IdeaShape)
    def post(self, request: Request, idea_id: int) -> Response:
        """Withdraw your own idea before people vote on it."""
        person = person_of(request)
        withdraw_idea(by=person, idea_id=idea_id)
        return Response(shown_idea(idea_id, person))


class IdeaVersions(Endpoint):
    """What an idea said before."""

    @extend_schema(
        operation_id="list_idea_versions",
        parameters=[PageQuery],
        responses=page_shape(IdeaVersionShape, "PageOfIdeaVersions"),
    )
    def get(self, request: Request, idea_id: int) -> Response:
        """The oldest first; the idea itself is the latest."""
        idea = idea_alone(idea_id, viewer=request.user)
        return Response(page_of(versions_of(idea), least_by("number"), request).answer(IdeaVersionShape))


class IdeaAnswer(Endpoint):
    """The municipality's official answer."""

    @extend_schema(operation_id="answer_idea", request=AnswerWritten, responses=AnswerShape)
    def put(self, request: Request, idea_id: int) -> Response:
        """Give the answer, or replace it."""
        person, sent = person_of(request), read(AnswerWritten, request.data)
        return Response(AnswerShape(give_answer(by=person, idea_id=idea_id, **sent)).data)


def _page(query: IdeaQuery, eyes: Eyes, request: Request, wanted: dict[str, Any]) -> dict[str, Any]:
    """The page that is asked for: first which ideas, then what is said of them."""
    ideas = matching_ideas(eyes.campaign.pk, query)
    fair = fair_page(ideas, eyes.campaign.pk, query, request, wanted) if query.order == "varied" else None
    if fair is None:
        if query.order == "most":
            ideas = with_tallies(ideas, participant_id=eyes.participant_id, most_first=True, viewer=request.user)
        page = page_of(ideas.values_list(*_COMPARED, named=True), _ORDERS[query.order], request, wanted)
        fair = [row.pk for row in page.rows], page.next
    ids, following = fair
    return {"next": following, "results": idea_rows(ids, eyes, request.user)}


def _query(wanted: dict[str, Any], eyes: Eyes) -> IdeaQuery:
    words = wanted.get("q", "")
    order: IdeaOrder = wanted.get("order") or "best"
    return IdeaQuery(
        words=words,
        category=wanted.get("category", ""),
        district=wanted.get("district", ""),
        status=wanted.get("status", ""),
        language=wanted.get("language", ""),
        by=(eyes.participant_id or 0) if wanted["mine"] else None,
        order="varied" if order == "best" and not words else order,
        seed=wanted["seed"],
    )


def _draft(sent: dict[str, Any]) -> IdeaDraft:
    """What was typed; in the language that is spoken where none is named."""
    return IdeaDraft(**{"language": get_language() or "fi", **sent})
