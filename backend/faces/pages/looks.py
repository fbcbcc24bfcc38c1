# SPDX-License-Identifier: EUPL-1.2
"""A municipality's own look on its pages: which one has any, its stylesheet and its logo."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag
from django.views.decorators.http import require_safe

from backend.common.cache import LOOKS
from backend.faces.pages.kept import kept
from backend.faces.pages.places import chosen
from backend.region.municipalities.colours import palette
from backend.region.municipalities.selectors import Shown, logo_of_municipality, look_of, looks_shown

_MINUTE = 60
_FOR_LONG = "public, max-age=86400"


def look_shown(slug: str) -> Shown | None:
    """The look of a municipality; which there are is asked once a minute."""
    return kept(LOOKS, _MINUTE, looks_shown).get(slug)


def stylesheet_of(colour: str) -> str:
    """What replaces the product's colours; a file of its own, since pages hold no style."""
    made = palette(colour)
    return (
        "@layer tokens{:root{"
        f"--accent:light-dark({made.accent},{made.accent_dark});"
        f"--accent-ink:light-dark(#fff,{made.ink_dark});"
        f"--accent-tint:light-dark({made.tint},{made.tint_dark});"
        f"--field:light-dark({made.field},{made.field_dark});"
        "--field-2:#fff}}\n"
    )


@require_safe
def stylesheet(request: HttpRequest, municipality: str) -> HttpResponse:
    """The colours of a municipality; none where it has none."""
    place = chosen(municipality)
    colour = look_of(place).brand_colour if place else ""
    answer = HttpResponse(
        stylesheet_of(colour) if colour else "/* no colour of its own */\n", content_type="text/css; charset=utf-8"
    )
    return _unless_known(request, answer)


@require_safe
def logo(request: HttpRequest, municipality: str) -> HttpResponse:
    """The logo, as we made it."""
    content, _edition = logo_of_municipality(municipality)
    answer = HttpResponse(content, content_type="image/webp")
    answer["Content-Disposition"] = 'inline; filename="logo.webp"'
    return _unless_known(request, answer)


def _unless_known(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = _FOR_LONG
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    set_response_etag(answer)
    found = get_conditional_response(request, etag=answer["ETag"], response=answer)
    return found if isinstance(found, HttpResponse) else answer
