# SPDX-License-Identifier: EUPL-1.2
"""Light or dark: a cookie that the server reads, so that the chosen colours are there from the first byte."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from backend.faces.pages.errors import came_from

THEMES = ("light", "dark", "system")
_YEAR = 60 * 60 * 24 * 365


def theme_of(request: HttpRequest) -> str:
    """light, dark or system."""
    chosen = request.COOKIES.get("theme", "")
    return chosen if chosen in THEMES else "system"


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Remember the choice and go back; with JavaScript the browser does the same by itself."""
    response = HttpResponseRedirect(came_from(request))
    theme = request.POST.get("theme", "system")
    if theme in THEMES:
        response.set_cookie("theme", theme, max_age=_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    return response
