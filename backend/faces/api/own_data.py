# SPDX-License-Identifier: EUPL-1.2
"""Everything that is known of oneself, and being forgotten: asked for by somebody who has just shown who they are."""

from __future__ import annotations

import dataclasses
import time
from types import SimpleNamespace
from typing import Any

from allauth.account import app_settings
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.authentication import person_of
from backend.faces.api.endpoint import OwnEndpoint
from backend.faces.api.errors import ReauthenticateFirst
from backend.faces.api.reading import read
from backend.faces.api.shapes.own_data import DepartureShape, ErasureConfirmed, ErasureShape, OwnData
from backend.records.privacy.farewell import leave
from backend.records.privacy.selectors import everything_of, told_of
from backend.records.privacy.services import Erasure, try_erasure

_NEVER_KEPT = {"Cache-Control": "no-store"}


def require_recent(request: Request) -> None:
    """The asker has shown again who they are, in the last minutes; raises ReauthenticateFirst.

    A session asks as allauth does: who has a password, a passkey or a code app must have used one of
    them; who has none of these cannot be asked. An access token must be of a sign-in of the last minutes.
    """
    auth: Any = request.auth
    if isinstance(auth, dict):  # the claims of an access token
        signed_in = auth.get("auth_time", auth.get("iat"))
        is_recent = (
            isinstance(signed_in, int | float) and time.time() - signed_in < app_settings.REAUTHENTICATION_TIMEOUT
        )
    else:
        session = auth if isinstance(auth, SessionBase) else request._request.session  # noqa: SLF001 DRF hides it
        is_recent = did_recently_reauthenticate(SimpleNamespace(user=person_of(request), session=session))
    if not is_recent:
        raise ReauthenticateFirst


class MyData(OwnEndpoint):
    """All that is stored of oneself."""

    @extend_schema(operation_id="get_my_data", responses=OwnData)
    def get(self, request: Request) -> Response:
        """By section, empty ones too; 403 `reauthenticate_first` where you have not just shown again who you are."""
        require_recent(request)
        told = told_of(everything_of(person_of(request)))
        return Response(OwnData({"sections": told}).data, headers=_NEVER_KEPT)


class MyErasure(OwnEndpoint):
    """What erasing oneself would do."""

    @extend_schema(operation_id="try_my_erasure", responses=ErasureShape)
    def get(self, request: Request) -> Response:
        """The same numbers that `DELETE me/` answers; nothing is changed."""
        return Response(ErasureShape(_told(try_erasure(account=person_of(request)))).data, headers=_NEVER_KEPT)


def answer_departure(request: Request) -> Response:
    """Erase the asker, and forget the session by which they asked."""
    account = person_of(request)
    require_recent(request)
    departure = leave(by=account, confirmation=read(ErasureConfirmed, request.data)["confirmation"])
    logout(request._request)  # noqa: SLF001 the session of a browser; a program's is erased
    return Response(DepartureShape({**_told(departure.erasure), "letter": departure.letter}).data, headers=_NEVER_KEPT)


def _told(erasure: Erasure) -> dict[str, Any]:
    """An erasure as it is answered; of `rows` those sections that have some."""
    told = dataclasses.asdict(erasure)
    return {**told, "rows": {name: count for name, count in told["rows"].items() if count}}
