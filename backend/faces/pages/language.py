# SPDX-License-Identifier: EUPL-1.2
"""Which language a page speaks: `?lang=sv` chooses and is remembered, else the browser's wish, else Finnish."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

_YEAR = 60 * 60 * 24 * 365


def remember_language(response: HttpResponseBase, language: str) -> None:
    """Keep the choice in the browser for a year."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


class LanguageMiddleware(LocaleMiddleware):
    """Django's choice of language, and a link by which anyone changes it."""

    def process_request(self, request: HttpRequest) -> HttpResponseBase | None:  # type: ignore[override]
        """Redirect `?lang=…` to the same address without it; else choose as Django does."""
        wanted = request.GET.get("lang")
        if wanted is None or request.method not in {"GET", "HEAD"} or request.path.startswith("/api/"):
            super().process_request(request)
            return None
        rest = request.GET.copy()
        del rest["lang"]
        path = "/" + request.path.lstrip("/")  # never "//host", which would leave the site
        response = HttpResponseRedirect(f"{path}?{rest.urlencode()}" if rest else path)
        if wanted in dict(settings.LANGUAGES):
            remember_language(response, wanted)
            translation.activate(wanted)
        return response
