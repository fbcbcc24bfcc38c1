# SPDX-License-Identifier: EUPL-1.2
"""Photos of ideas: sent as soon as they are chosen, and shown."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from backend.faces.pages.errors import came_from
from backend.faces.pages.forms import PhotoForm
from backend.faces.pages.held import held_by, typed_with
from backend.faces.pages.people import viewer_of
from backend.participation.ideas.photos import photo_file

_FOR_EVER = "private, max-age=31536000, immutable"


@require_POST
def send_photo(request: HttpRequest) -> HttpResponse:
    """Receive a photo as soon as it is chosen; htmx gets the part of the form that shows it."""
    if not request.headers.get("HX-Request"):
        return redirect(came_from(request))
    held = held_by(request)
    form = PhotoForm(typed_with(request, held), held=held)
    form.is_valid()
    return render(request, "ideas/photo_part.html", {"form": form}, status=held.refusal.status if held.refusal else 200)


@require_safe
def photo(request: HttpRequest, name: str) -> HttpResponse:
    """A photo's file, of an idea that stands, or to its sender as long as it waits; else NotFound.

    It is kept by the reader's browser only, never by a proxy: a withdrawn idea's photo is gone.
    """
    content, for_everybody = photo_file(f"photos/{name}", viewer=viewer_of(request))
    answer = HttpResponse(content, content_type="image/webp")
    answer["Cache-Control"] = _FOR_EVER if for_everybody else "private, no-store"
    answer["Content-Disposition"] = 'inline; filename="photo.webp"'
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
