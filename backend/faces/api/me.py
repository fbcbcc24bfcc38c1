# SPDX-License-Identifier: EUPL-1.2
"""One's own account, and what one has done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.authentication import person_of
from backend.faces.api.endpoint import OwnEndpoint
from backend.faces.api.own_data import answer_departure
from backend.faces.api.paging import PageQuery, newest_by, page_of
from backend.faces.api.plans import municipality_of
from backend.faces.api.reading import read
from backend.faces.api.shapes.common import page_shape
from backend.faces.api.shapes.me import MeChanged, MeShape, OwnComment, OwnIdea, OwnSupport
from backend.faces.api.shapes.own_data import DepartureShape, ErasureConfirmed
from backend.participation.campaigns.permissions import organised_municipalities
from backend.participation.discussion.selectors import comments_by
from backend.participation.ideas.selectors import ideas_by
from backend.participation.participants.selectors import participant_ids_of
from backend.participation.supports.selectors import supports_of_account
from backend.region.accounts.services import describe_yourself

if TYPE_CHECKING:
    from backend.region.accounts.models import Account
    from backend.region.places.models import Municipality


class Me(OwnEndpoint):
    """One's own account."""

    @extend_schema(operation_id="get_me", responses=MeShape)
    def get(self, request: Request) -> Response:
        """What the account says of you; nobody else sees more than the pseudonym."""
        return Response(_shown(person_of(request)))

    @extend_schema(operation_id="change_me", request=MeChanged, responses=MeShape)
    def patch(self, request: Request) -> Response:
        """Change what you say of yourself; what you did before keeps what held then."""
        person, sent = person_of(request), read(MeChanged, request.data)
        describe_yourself(
            account=person,
            pseudonym=sent.get("pseudonym", person.pseudonym),
            municipality=_home(sent, person),
            birth_year=sent.get("birth_year", person.birth_year),
            language=sent.get("language", person.language),
        )
        return Response(_shown(person))

    @extend_schema(operation_id="erase_me", request=ErasureConfirmed, responses=DepartureShape)
    def delete(self, request: Request) -> Response:
        """Forget you for good, and end every session; nobody can undo it.

        `confirmation` is your own public name. 403 `reauthenticate_first` where you have not just shown
        again who you are.
        """
        return answer_departure(request)


class MySupports(OwnEndpoint):
    """The ideas that one supports."""

    @extend_schema(
        operation_id="list_my_supports", parameters=[PageQuery], responses=page_shape(OwnSupport, "PageOfOwnSupports")
    )
    def get(self, request: Request) -> Response:
        """The newest first."""
        supports = supports_of_account(participant_ids_of(person_of(request)))
        return Response(page_of(supports, newest_by("given_at"), request).answer(OwnSupport))


class MyIdeas(OwnEndpoint):
    """One's own ideas."""

    @extend_schema(
        operation_id="list_my_ideas", parameters=[PageQuery], responses=page_shape(OwnIdea, "PageOfOwnIdeas")
    )
    def get(self, request: Request) -> Response:
        """The newest first."""
        ideas = ideas_by(participant_ids_of(person_of(request)))
        return Response(page_of(ideas, newest_by("proposed_at"), request).answer(OwnIdea))


class MyComments(OwnEndpoint):
    """One's own comments."""

    @extend_schema(
        operation_id="list_my_comments", parameters=[PageQuery], responses=page_shape(OwnComment, "PageOfOwnComments")
    )
    def get(self, request: Request) -> Response:
        """Those that stand, the newest first."""
        comments = comments_by(participant_ids_of(person_of(request)))
        return Response(page_of(comments, newest_by("written_at"), request).answer(OwnComment))


def _home(sent: dict[str, Any], person: Account) -> Municipality | None:
    """The municipality that was named, None where it was taken away, else the one there is."""
    if "municipality" not in sent:
        return person.municipality
    return municipality_of(sent["municipality"]) if sent["municipality"] else None


def _shown(account: Account) -> Any:
    return MeShape(account, context={"organises": organised_municipalities(account)}).data
