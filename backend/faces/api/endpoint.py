# SPDX-License-Identifier: EUPL-1.2
"""What all addresses of the API share: language, and how long an answer may be kept."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.permissions import SAFE_METHODS, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.faces.api.errors import Malformed


class AnyFormat(DefaultContentNegotiation):
    """For addresses that give a file: whatever `Accept` says, the file, and refusals as JSON."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:  # noqa: ARG002
        """The first renderer."""
        return renderers[0], renderers[0].media_type


class Endpoint(APIView):
    """One address: everybody reads, who acts has signed in (unless its permissions say otherwise)."""

    metadata_class = None
    cache_control = "no-cache"
    """How an answer to somebody not signed in may be kept; each GET has an ETag to ask again with."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Check who asks and how often; speak their language."""
        if request.method not in SAFE_METHODS and "chunked" in request.headers.get("Transfer-Encoding", "").lower():
            raise Malformed
        super().initial(request, *args, **kwargs)
        _speak_language_of(request)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Say how long the answer may be kept, and give it an ETag."""
        answer: Any = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(answer, ["Accept-Language", "Authorization", "Cookie", "X-Session-Token"])
        if not answer.has_header("Cache-Control"):
            answer["Cache-Control"] = self._keeping(request)
        if request.method not in SAFE_METHODS or answer.status_code != 200:
            return answer
        if isinstance(answer, Response):  # not written out yet
            answer.add_post_render_callback(lambda rendered: _unless_known(request, rendered))
            return answer
        return _unless_known(request, answer) if isinstance(answer, HttpResponse) else answer

    def _keeping(self, request: Request) -> str:
        if request.method not in SAFE_METHODS:
            return "no-store"
        return self.cache_control if isinstance(request.user, AnonymousUser) else "private, no-cache"


class OwnEndpoint(Endpoint):
    """What only the asker sees."""

    permission_classes = (IsAuthenticated,)


class OpenEndpoint(Endpoint):
    """One address where the act itself finds out who acts: signed in, identified by it, or without sign-in."""

    permission_classes = ()


def _unless_known(request: Request, answer: Any) -> Any:
    """304 where the asker has this answer already."""
    if not answer.has_header("ETag"):
        set_response_etag(answer)
    return get_conditional_response(request._request, etag=answer["ETag"], response=answer)  # noqa: SLF001


def _speak_language_of(request: Request) -> None:
    """A program that asks for no language hears the account's."""
    if isinstance(request.user, AnonymousUser) or settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return
    if "Accept-Language" not in request.headers:
        translation.activate(request.user.language)
