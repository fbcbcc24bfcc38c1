# SPDX-License-Identifier: EUPL-1.2
"""Who asks: a browser by its session and CSRF token, a program by the token it got at sign-in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.headless.contrib.rest_framework.authentication import XSessionTokenAuthentication
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

from backend.common.errors import SignInFirst
from backend.faces.api.errors import CSRF_FAILED

if TYPE_CHECKING:
    from backend.region.accounts.models import Account


class BrowserSession(SessionAuthentication):
    """Django's session; an act needs the CSRF token in `X-CSRFToken`."""

    def enforce_csrf(self, request: Request) -> None:
        """Raise PermissionDenied of the code `csrf_failed`."""
        try:
            super().enforce_csrf(request)
        except PermissionDenied as failed:
            raise PermissionDenied(code=CSRF_FAILED) from failed


class ProgramSession(XSessionTokenAuthentication):  # type: ignore[misc]
    """allauth's session token in `X-Session-Token`; nothing comes along by itself, so no CSRF token is needed."""


def person_of(request: Request) -> Account:
    """The account that asks; raises SignInFirst."""
    if isinstance(request.user, AnonymousUser):
        raise SignInFirst
    return request.user


class BrowserScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """The session of a browser."""

    target_class = "backend.faces.api.authentication.BrowserSession"
    name = "browser"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:  # noqa: ARG002 spectacular's signature
        """The session cookie."""
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": settings.SESSION_COOKIE_NAME,
            "description": "A signed-in browser; acts also need the header X-CSRFToken.",
        }


class ProgramScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """The session token of a program."""

    target_class = "backend.faces.api.authentication.ProgramSession"
    name = "program"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:  # noqa: ARG002 spectacular's signature
        """The token that signing in gives (docs/api.md)."""
        return {
            "type": "apiKey",
            "in": "header",
            "name": "X-Session-Token",
            "description": "`meta.session_token` of the answer to signing in at /_allauth/app/v1/auth/login",
        }
