# SPDX-License-Identifier: EUPL-1.2
"""Who acts through the API: who has signed in, whoever proves in the same call who they are, or a device."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib.auth import login
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import get_language
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.common.addresses import address_of
from backend.common.errors import SignInFirst
from backend.faces.api.authentication import BrowserSession, person_of
from backend.faces.api.endpoint import Endpoint, OpenEndpoint
from backend.faces.api.reading import read
from backend.faces.api.shapes.common import ActWithProof
from backend.faces.api.shapes.participation import ClaimedShape, DeviceShape
from backend.faces.api.shown import Eyes, own_eyes
from backend.faces.api.throttles import network_of
from backend.participation.assistance.devices import take_over_device
from backend.participation.assistance.proof import Proof, identify_and
from backend.participation.participants.devices import (
    Whereabouts,
    act_as_device,
    device_number,
    new_device_token,
    participant_of_device,
)

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign
    from backend.region.accounts.models import Account

Answer = TypeVar("Answer")
HEADER, COOKIE = "X-Device", "device"
_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

DeviceHeader = OpenApiParameter(
    HEADER,
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="What POST /api/v1/device/ gave: takes part without sign-in, unverified, where everyone may.",
)


def carried_out(
    request: Request,
    act: str,
    campaign: Callable[[], Campaign],
    do: Callable[[Account], Answer],
    identification: dict[str, Any] | None = None,
) -> tuple[Account, Answer]:
    """Who acted, and the answer to the act.

    With `identification` both are done in one transaction or neither. Raises SignInFirst, and what
    identifying and the act refuse.
    """
    if identification is not None:
        return _proved(request, campaign(), do, Proof(**identification))
    person = person_of(request) if request.user.is_authenticated else _device(request, campaign, act)
    return person, do(person)


def sent_proof(request: Request) -> dict[str, Any] | None:
    """The `identification` of an act that needs no body: None without one, and where what was sent is no JSON."""
    if not request.content_type.startswith("application/json"):
        return None
    proof: dict[str, Any] | None = read(ActWithProof, request.data)["identification"]
    return proof


def eyes_of(request: Request, campaign: Campaign) -> Eyes:
    """The asker's eyes, a device's too; one query for somebody who has signed in or is a device."""
    if request.user.is_authenticated or not device_number(_token(request)):
        return own_eyes(request.user, campaign)
    return Eyes(campaign, participant_of_device(_token(request), campaign), "")


def answered(request: Request, body: Any, status: int = 200) -> Response:
    """The answer to an act; for a program that was signed in by it with its session's token."""
    newcomer: str = getattr(request, "session_made", "")
    return Response(body, status=status, headers={"X-Session-Token": newcomer} if newcomer else None)


def _proved(
    request: Request, campaign: Campaign, do: Callable[[Account], Answer], proof: Proof
) -> tuple[Account, Answer]:
    account = None if isinstance(request.user, AnonymousUser) else request.user
    person, answer = identify_and(
        account=account,
        campaign=campaign,
        proof=proof,
        tried_by=[f"account:{account.pk}"] if account else [f"address:{network_of(request)}"],
        act=do,
        language=(get_language() or "fi")[:2],
    )
    if account is None:
        login(request._request, person, backend=_BACKEND)  # noqa: SLF001 the session is Django's
        if not request.COOKIES:
            request.session_made = request._request.session.session_key  # type: ignore[attr-defined]  # noqa: SLF001
    return person, answer


def _device(request: Request, campaign: Callable[[], Campaign], act: str) -> Account:
    token = _token(request)
    if not token:
        raise SignInFirst
    if HEADER not in request.headers:  # a cookie comes along by itself: another site must not act with it
        BrowserSession().enforce_csrf(request)
    at = Whereabouts(address_of(request.META))
    return act_as_device(token=token, campaign=campaign(), act=act, at=at, language=(get_language() or "fi")[:2])


def _token(request: Request) -> str:
    return request.headers.get(HEADER) or request.COOKIES.get(COOKIE, "")


class Devices(OpenEndpoint):
    """Taking part without sign-in."""

    @extend_schema(operation_id="make_device", request=None, responses={201: DeviceShape})
    def post(self, _request: Request) -> Response:
        """A token for the header X-Device of later acts; nothing is stored until the first one."""
        return Response({"device": new_device_token()}, status=201)


class OwnDevice(Endpoint):
    """What a device did, and its person who has signed in."""

    @extend_schema(
        operation_id="take_over_device", request=None, parameters=[DeviceHeader], responses={200: ClaimedShape}
    )
    def post(self, request: Request) -> Response:
        """Make it your own in every campaign; `not_found` where the device has done nothing."""
        return Response(ClaimedShape(take_over_device(account=person_of(request), token=_token(request))).data)
