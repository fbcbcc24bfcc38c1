# SPDX-License-Identifier: EUPL-1.2
"""Photos of ideas: sent first and named when the idea is proposed, or put on an idea that there is."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.authentication import person_of
from backend.faces.api.endpoint import Endpoint
from backend.faces.api.parsers import BoundedJson
from backend.faces.api.reading import read
from backend.faces.api.shapes.authoring import PhotoKept, PhotoPut, PhotoSent
from backend.faces.api.shapes.ideas import IdeaShape
from backend.faces.api.shown import shown_idea
from backend.participation.ideas.photos import receive_photo
from backend.participation.ideas.services import put_photo


class Photos(Endpoint):
    """Photos that wait for their idea."""

    parser_classes = (MultiPartParser,)

    @extend_schema(operation_id="send_photo", request={"multipart/form-data": PhotoSent}, responses={201: PhotoKept})
    def post(self, request: Request) -> Response:
        """Send a photo; it is decoded, turned upright and encoded anew, and waits a day for its idea."""
        person, sent = person_of(request), read(PhotoSent, request.data)
        return Response(PhotoKept(receive_photo(by=person, upload=sent["photo"])).data, status=201)


class IdeaPhoto(Endpoint):
    """The photo of an idea."""

    parser_classes = (MultiPartParser, BoundedJson)

    @extend_schema(
        operation_id="put_photo",
        request={"multipart/form-data": PhotoPut, "application/json": PhotoPut},
        responses=IdeaShape,
    )
    def put(self, request: Request, idea_id: int) -> Response:
        """Put a photo on your idea, or change what is said of it; the one before is deleted."""
        person, sent = person_of(request), read(PhotoPut, request.data)
        put_photo(by=person, idea_id=idea_id, key=_key(person, sent), alt=sent["alt"])
        return Response(shown_idea(idea_id, person))

    @extend_schema(operation_id="remove_photo", responses=IdeaShape)
    def delete(self, request: Request, idea_id: int) -> Response:
        """Take the photo off your idea."""
        person = person_of(request)
        put_photo(by=person, idea_id=idea_id, key="", alt="")
        return Response(shown_idea(idea_id, person))


def _key(person: Any, sent: dict[str, Any]) -> str:
    """The key of the file that came along, or the one that was named; "none" opens nothing."""
    if sent.get("photo") is not None:
        return receive_photo(by=person, upload=sent["photo"]).key
    return sent["key"] or "none"
