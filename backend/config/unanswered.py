# SPDX-License-Identifier: EUPL-1.2
"""What is answered where no view did: the API's shape for programs, a page for people."""

import sys
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views import defaults

from backend.common.errors import MayNot, NotFound, Refused
from backend.faces.api.errors import Malformed, SomethingBroke, body_of, headers_of, refusal_of
from backend.faces.api.profiles import errors_of

PROGRAMS = ("/api/", "/_allauth/")
PROFILES = "/gdpr-api/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 for what is too large."""
    return _answer(request, refusal_of(exception) or Malformed(), lambda: defaults.bad_request(request, exception))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _answer(request, MayNot(), lambda: defaults.permission_denied(request, exception))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return _answer(request, NotFound(), lambda: defaults.page_not_found(request, exception))


def server_error(request: HttpRequest) -> HttpResponse:
    """500; 503 with Retry-After while the database is away."""
    refusal = refusal_of(sys.exc_info()[1]) or SomethingBroke()
    answer = _answer(request, refusal, lambda: defaults.server_error(request))
    answer.status_code = max(refusal.status, 500)
    return answer


def _answer(request: HttpRequest, refusal: Refused, page: Callable[[], HttpResponse]) -> HttpResponse:
    if request.path.startswith(PROFILES):
        return JsonResponse(errors_of(refusal), status=refusal.status, headers=headers_of(refusal))
    if request.path.startswith(PROGRAMS):
        return JsonResponse(body_of(refusal), status=refusal.status, headers=headers_of(refusal))
    answer = page()
    for name, value in headers_of(refusal).items():
        answer.headers.setdefault(name, value)
    return answer
