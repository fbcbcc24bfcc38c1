# SPDX-License-Identifier: EUPL-1.2
"""Sharing an idea: its link, a QR code for a poster, and the card that stands for it elsewhere."""

from __future__ import annotations

import io

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from backend.common.errors import NotFound
from backend.faces.pages.people import viewer_of
from backend.participation.ideas.selectors import idea_by_id
from backend.participation.ideas.share_cards import share_card

_AN_HOUR = "public, max-age=3600"


@require_safe
def share(request: HttpRequest, idea_id: int) -> HttpResponse:
    """The link of an idea to copy or send, and its QR code to print."""
    idea = idea_by_id(idea_id, viewer=viewer_of(request))
    if idea.state != "published":
        raise NotFound
    address = request.build_absolute_uri(reverse("idea", args=[idea_id]))
    return render(request, "ideas/share.html", {"idea": idea, "address": address})


@require_safe
def qr_code(request: HttpRequest, idea_id: int) -> HttpResponse:
    """The QR code of an idea's link as an SVG file."""
    if idea_by_id(idea_id, viewer=viewer_of(request)).state != "published":
        raise NotFound
    file = io.BytesIO()
    address = request.build_absolute_uri(reverse("idea", args=[idea_id]))
    segno.make_qr(address, error="m").save(file, kind="svg", scale=8, light="#fff", nl=False)
    answer = HttpResponse(file.getvalue(), content_type="image/svg+xml")
    answer["Content-Disposition"] = f'attachment; filename="parvi-{idea_id}.svg"'
    return answer


@require_safe
def card(request: HttpRequest, idea_id: int) -> HttpResponse:  # noqa: ARG001 a view's signature
    """The share card of an idea that stands."""
    answer = HttpResponse(share_card(idea_id), content_type="image/png")
    answer["Cache-Control"] = _AN_HOUR
    return answer
