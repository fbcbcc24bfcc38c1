# SPDX-License-Identifier: EUPL-1.2
"""Searching the whole region: campaigns and ideas that have the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from backend.faces.pages.rows import rows_of, totals_of
from backend.participation.campaigns.selectors import campaigns_with_words
from backend.participation.ideas.selectors import ideas_of_all_campaigns
from backend.participation.supports.selectors import with_tallies

if TYPE_CHECKING:
    from backend.participation.ideas.models import Idea

_CAMPAIGNS, _IDEAS = 10, 50


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What `?q=` finds, the best match first."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    campaigns = list(campaigns_with_words(words)[:_CAMPAIGNS]) if words else []
    ideas = _ideas(words) or _ideas(words, loosely=True) if words else []
    context = {
        "words": words,
        "rows": rows_of(campaigns, totals_of(campaigns)) if campaigns else [],
        "ideas": ideas,
        "most": _IDEAS,
        "is_empty": bool(words) and not campaigns and not ideas,
    }
    return render(request, "home/search.html", context)


def _ideas(words: str, *, loosely: bool = False) -> list[Idea]:
    return list(with_tallies(ideas_of_all_campaigns(words, loosely=loosely))[:_IDEAS])
