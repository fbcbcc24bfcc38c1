# SPDX-License-Identifier: EUPL-1.2
"""What one was told, what one follows, and how often letters come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.authentication import person_of
from backend.faces.api.endpoint import Endpoint, OwnEndpoint
from backend.faces.api.paging import PageQuery, newest_by, page_of
from backend.faces.api.reading import read
from backend.faces.api.shapes.common import page_shape
from backend.faces.api.shapes.notices import (
    FollowShape,
    FollowState,
    LettersChanged,
    LettersShape,
    NoticeQuery,
    NoticeShape,
    NoticesRead,
    NoticesReadShape,
)
from backend.participation.notifications import services
from backend.participation.notifications.selectors import (
    follows_of,
    mail_state,
    notices_of,
    unread_count,
    wants_newsletter,
)

if TYPE_CHECKING:
    from backend.region.accounts.models import Account


class MyNotices(OwnEndpoint):
    """One's inbox."""

    @extend_schema(
        operation_id="list_my_notices", parameters=[NoticeQuery], responses=page_shape(NoticeShape, "PageOfNotices")
    )
    def get(self, request: Request) -> Response:
        """The newest first; nothing of what was withdrawn since."""
        query = read(NoticeQuery, request.query_params)
        notices = notices_of(person_of(request))
        if query["unread"]:
            notices = notices.filter(read_at__isnull=True)
        return Response(page_of(notices, newest_by("told_at"), request, query).answer(NoticeShape))


class MyNoticesRead(OwnEndpoint):
    """Marking notices read."""

    @extend_schema(operation_id="read_notices", request=NoticesRead, responses=NoticesReadShape)
    def post(self, request: Request) -> Response:
        """Mark some or all read."""
        person, sent = person_of(request), read(NoticesRead, request.data)
        count = services.mark_read(by=person, ids=sent.get("ids"), upto=sent.get("upto"))
        return Response({"read": count, "unread": unread_count(person)})


class MyFollows(OwnEndpoint):
    """What one follows by choice."""

    @extend_schema(
        operation_id="list_my_follows", parameters=[PageQuery], responses=page_shape(FollowShape, "PageOfFollows")
    )
    def get(self, request: Request) -> Response:
        """The latest first; one also hears of ideas that one proposed, supported or discussed."""
        return Response(page_of(follows_of(person_of(request)), newest_by("since"), request).answer(FollowShape))


class MyLetters(OwnEndpoint):
    """How often letters come."""

    @extend_schema(operation_id="get_my_letters", responses=LettersShape)
    def get(self, request: Request) -> Response:
        """What was chosen, or the default."""
        return Response(_letters(person_of(request)))

    @extend_schema(operation_id="change_my_letters", request=LettersChanged, responses=LettersShape)
    def patch(self, request: Request) -> Response:
        """Choose how often; the newsletter comes only to those who consent here."""
        person, sent = person_of(request), read(LettersChanged, request.data)
        if "frequency" in sent:
            services.choose_mail(by=person, frequency=sent["frequency"])
        if "newsletter" in sent:
            services.consent_to_newsletter(by=person, given=sent["newsletter"])
        if sent.get("paused") is False:
            services.resume_mail(by=person)
        return Response(_letters(person))


class CampaignFollow(Endpoint):
    """The asker's following of a campaign."""

    @extend_schema(operation_id="follow_campaign", request=None, responses=FollowState)
    def put(self, request: Request, slug: str) -> Response:
        """Hear of new ideas, phases and results."""
        services.follow_campaign(by=person_of(request), slug=slug)
        return Response({"follows": True})

    @extend_schema(operation_id="unfollow_campaign", request=None, responses={200: FollowState})
    def delete(self, request: Request, slug: str) -> Response:
        """Hear of them no more."""
        services.unfollow_campaign(by=person_of(request), slug=slug)
        return Response({"follows": False})


class IdeaFollow(Endpoint):
    """The asker's following of an idea."""

    @extend_schema(operation_id="follow_idea", request=None, responses=FollowState)
    def put(self, request: Request, idea_id: int) -> Response:
        """Hear of comments and of what becomes of it."""
        services.follow_idea(by=person_of(request), idea_id=idea_id)
        return Response({"follows": True})

    @extend_schema(operation_id="unfollow_idea", request=None, responses={200: FollowState})
    def delete(self, request: Request, idea_id: int) -> Response:
        """Hear of it no more, also where one proposed, supported or discussed it."""
        services.unfollow_idea(by=person_of(request), idea_id=idea_id)
        return Response({"follows": False})


class DistrictFollow(Endpoint):
    """The asker's following of a district."""

    @extend_schema(operation_id="follow_district", request=None, responses=FollowState)
    def put(self, request: Request, municipality: str, district: str) -> Response:
        """Hear of new ideas there, in every campaign."""
        services.follow_district(by=person_of(request), municipality=municipality, district=district)
        return Response({"follows": True})

    @extend_schema(operation_id="unfollow_district", request=None, responses={200: FollowState})
    def delete(self, request: Request, municipality: str, district: str) -> Response:
        """Hear of them no more."""
        services.unfollow_district(by=person_of(request), municipality=municipality, district=district)
        return Response({"follows": False})


def _letters(person: Account) -> dict[str, Any]:
    state = mail_state(person)
    return {"frequency": state.frequency, "newsletter": wants_newsletter(person), "paused": state.is_paused}
